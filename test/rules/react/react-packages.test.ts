import { expect, test } from 'vitest';
import { reactPackages } from '../../../src/rules/react/react-packages.ts';
import { memoryProject } from '../../../src/scan/memory-project.ts';

const LINK = ['react-plaid-link', '^4.2.0'];

test.each([
  // react-plaid-link takes `token: null` since 3.3.
  [{ react: '^16.8.0', 'react-plaid-link': '^0.1.9' }, [LINK]],
  [{ react: '^17.0.0', 'react-plaid-link': '1.5.1' }, [LINK]],
  [{ react: '^18.0.0', 'react-plaid-link': '^2.2.3' }, [LINK]],
  [{ react: '^18.0.0', 'react-plaid-link': '~3.2.0' }, [LINK]],
  [{ react: '^19.0.0', 'react-plaid-link': '^3.0.0' }, [LINK]],
  [{ react: '^16.8.0', 'react-plaid-link': '^3.3.0' }, []],
  [{ react: '^18.0.0', 'react-plaid-link': '4.0.1' }, []],
  [{ react: '^19.0.0', 'react-plaid-link': '^5.0.0' }, []],
  [{ react: '^18.0.0', 'react-plaid-link': 'latest' }, []],
  [{ react: '^18.0.0', 'react-plaid-link': 'workspace:*' }, []],
  [{ react: '^18.0.0' }, []],
  // React has hooks since 16.8, which a caret of 16 may bring.
  [
    {
      react: '^16.2.0',
      'react-dom': '^16.2.0',
      '@types/react': '^16.0.40',
      'react-plaid-link': '^3.3.0',
    },
    [
      ['react', '^16.14.0'],
      ['react-dom', '^16.14.0'],
      ['@types/react', '^16.14.0'],
    ],
  ],
  [{ react: '16.x', 'react-plaid-link': '^4.0.0' }, [['react', '^16.14.0']]],
  [{ react: '>=16.3', 'react-plaid-link': '^4.0.0' }, [['react', '^16.14.0']]],
  [{ react: '^15.0.0 || ^16.8.0', 'react-plaid-link': '^4.0.0' }, []],
  [{ react: '*', 'react-plaid-link': '^4.0.0' }, []],
])('%j', (dependencies: Record<string, string>, demands) => {
  const found = packagesOf('react-plaid-link', dependencies);
  expect(found.kind === 'fit' && found.demands.map(({ name, version }) => [name, version])).toEqual(
    demands,
  );
});

test.each(['15.6.1', '^15.0.0', '^0.14.0', '16.2.0', '~16.7.0'])('React %s is too old', (react) => {
  expect(packagesOf('react-plaid-link', { react, 'react-plaid-link': '^1.0.0' })).toEqual({
    kind: 'old-react',
    declared: react,
  });
});

test('another package gives way to react-plaid-link', () => {
  const found = packagesOf('react-plaid', { react: '^17.0.0', 'react-plaid': '^0.13.0' });
  expect(found).toMatchObject({
    demands: [
      { name: 'react-plaid-link', version: '^4.2.0' },
      { name: 'react-plaid', version: undefined },
    ],
  });
});

function packagesOf(module: string, dependencies: Readonly<Record<string, string>>) {
  const project = memoryProject(
    new Map([
      ['package.json', JSON.stringify({ dependencies })],
      ['src/app.js', `import '${module}';\n`],
    ]),
  );
  const file = project.load('src/app.js');
  const script = file?.scripts[0];
  if (file === undefined || script === undefined) throw new Error('The file is not there.');
  return reactPackages(module, { file, script, project });
}
