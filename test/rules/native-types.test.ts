import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { migrate } from '../codemod/migrate.ts';
import { compile, layOut, writeFiles } from './compile.ts';

const screen = `import { Text, View } from 'react-native';
import { PlaidLink, PlaidEnvironment, PlaidProduct, LinkExit, LinkSuccess } from 'react-native-plaid-link-sdk';

export function Bank({ onDone }: { onDone(token: string): void }) {
  return (
    <View>
      <PlaidLink
        publicKeyConfig={{
          publicKey: 'a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4',
          clientName: 'Wallet',
          environment: PlaidEnvironment.SANDBOX,
          products: [PlaidProduct.TRANSACTIONS],
          language: 'en',
          countryCodes: ['US'],
        }}
        onSuccess={(success: LinkSuccess) => onDone(success.publicToken)}
        onExit={(exit: LinkExit) => console.log(exit.error)}
      >
        <Text>Connect a bank</Text>
      </PlaidLink>
    </View>
  );
}
`;

const call = `import { openLink, LinkSuccess } from 'react-native-plaid-link-sdk';

export function repair(token: string | undefined, onDone: () => void) {
  openLink({
    publicKeyConfig: {
      publicKey: 'a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4',
      token,
      clientName: 'Wallet',
      environment: 'production' as never,
      products: [],
      language: 'en',
      countryCodes: ['US'],
    },
    onSuccess: (success: LinkSuccess) => {
      fetch('https://wallet.example/exchange', { method: 'POST', body: success.publicToken });
      onDone();
    },
  });
}
`;

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'native-types-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The packages of a React Native app, with its SDK in one major. */
function layOutApp(name: string, major: string): string {
  const root = join(folder, name);
  layOut(root, {
    'react-native-plaid-link-sdk': `react-native-plaid-link-sdk-${major}`,
    'react-native': 'react-native',
    expo: 'expo',
    react: 'react',
    '@types/react': '@types/react-18',
    '@react-native/virtualized-lists': '@react-native/virtualized-lists',
    csstype: 'csstype',
    '@types/prop-types': '@types/prop-types',
  });
  return root;
}

describe('what React Native becomes compiles against the package it is for', () => {
  test.each(['7', '8', '9', '10', '11', '12', '13'])(
    'version %s',
    { timeout: 60_000 },
    async (major) => {
      const dependencies = { react: '18.3.1', 'react-native-plaid-link-sdk': `^${major}.0.0` };
      const files = new Map([
        ['package.json', JSON.stringify({ dependencies })],
        ['Bank.tsx', screen],
        ['repair.ts', call],
      ]);
      const migrated = migrate(files, rules).files;
      expect(migrated.get('Bank.tsx')).not.toContain('publicKey:');
      expect(migrated.get('repair.ts')).not.toContain('publicKey:');
      const root = layOutApp(`v${major}`, major);
      writeFiles(root, migrated);
      expect(await compile(root)).toEqual([]);
    },
  );

  test('and the compiler sees the packages', { timeout: 60_000 }, async () => {
    const root = layOutApp('control', '11');
    const wrong = "import { openLink } from 'react-native-plaid-link-sdk';\nopenLink(1);\n";
    writeFiles(root, new Map([['wrong.ts', wrong]]));
    expect(await compile(root)).toEqual([expect.stringContaining('wrong.ts TS2345')]);
  });
});
