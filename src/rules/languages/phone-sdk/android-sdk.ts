import { majors, type ForVersions } from '../foreign-sdk.ts';
import type { SdkVersion } from '../sdk-versions.ts';
import { OLD_KEY, type NativeSdk, type NativeUse } from './native-sdk.ts';

const USES = /\bcom\.plaid\.link\b|\bcom\.plaid\.\w*link/;

const builders: readonly NativeUse[] = [
  { finds: /\bLinkPublicKeyConfiguration\s*\.\s*Builder\s*\(/g, message: OLD_KEY, opens: true },
  {
    finds: /\bLinkConfiguration\s*\.\s*Builder\s*\(/g,
    message: OLD_KEY,
    opens: true,
  },
];

/** (The samples of 3.0.0 to 5.5.4; `linkTokenConfiguration {}` is in those of 2.2 and 6.) */
const BUILT = 'LinkTokenConfiguration.Builder().token(linkToken).build()';

/** The SDK for Android from Kotlin. Read from plaid-link-android: its samples at 1.4.1, 2.0.0 to 5.0.0 and 6. */
export const androidKotlin: NativeSdk = {
  package: 'plaid-link-android',
  languages: ['kotlin'],
  uses: USES,
  finds: [
    ...builders,
    { finds: /\blinkConfiguration\s*\{/g, message: OLD_KEY, opens: true },
    {
      finds: /(?<!class\s)(?<!:\s)\bLinkConfiguration\s*\(/g,
      message: OLD_KEY,
      opens: true,
    },
  ],
  code: versions({
    open: 'this.openPlaidLink(linkTokenConfiguration { token = linkToken })',
    create: `Plaid.create(application, ${BUILT}).open(this)`,
    launch: [
      'private val linkToPlaid = registerForActivityResult(FastOpenPlaidLink()) { result ->',
      '  when (result) {',
      '    is LinkSuccess -> onLinked(result.publicToken)',
      '    is LinkExit -> onLinkExit(result)',
      '  }',
      '}',
      `linkToPlaid.launch(Plaid.create(application, ${BUILT}))`,
    ],
    session: [
      'private val linkToPlaid = registerForActivityResult(OpenPlaidLink()) { result ->',
      '  when (result) {',
      '    is LinkSuccess -> onLinked(result.publicToken)',
      '    is LinkExit -> onLinkExit(result)',
      '  }',
      '}',
      'linkToPlaid.launch(Plaid.createPlaidLinkSession(this, linkTokenConfiguration { token = linkToken }))',
    ],
  }),
};

const JAVA = `new ${BUILT}`;

/** The same from Java. */
export const androidJava: NativeSdk = {
  package: 'plaid-link-android',
  languages: ['java'],
  uses: USES,
  finds: builders,
  code: versions({
    open: `Plaid.openLink(this, ${JAVA.replace('.build()', '.build().toLinkConfiguration()')});`,
    create: `Plaid.create(getApplication(), ${JAVA}).open(this);`,
    launch: [
      'private final ActivityResultLauncher<PlaidHandler> linkToPlaid =',
      '    registerForActivityResult(new FastOpenPlaidLink(), result -> {',
      '      if (result instanceof LinkSuccess) onLinked(((LinkSuccess) result).getPublicToken());',
      '    });',
      `linkToPlaid.launch(Plaid.create(getApplication(), ${JAVA}));`,
    ],
    session: [
      'private final ActivityResultLauncher<PlaidSession> linkToPlaid =',
      '    registerForActivityResult(new OpenPlaidLink(), result -> {',
      '      if (result instanceof LinkSuccess) onLinked(((LinkSuccess) result).getPublicToken());',
      '    });',
      `linkToPlaid.launch(Plaid.createPlaidLinkSession(this, ${JAVA}));`,
    ],
  }),
};

function versions(code: {
  readonly open: string;
  readonly create: string;
  readonly launch: readonly string[];
  readonly session: readonly string[];
}): readonly ForVersions<undefined>[] {
  return [
    { versions: '2.2', includes: is22, code: () => code.open },
    { versions: '3', includes: majors(3, 3), code: () => code.create },
    { versions: '4.2 to 5', includes: majors(4, 5), code: () => code.launch.join('\n') },
    { versions: '6 and later', includes: majors(6), code: () => code.session.join('\n') },
  ];
}

function is22({ major, minor }: SdkVersion): boolean {
  return major === 2 && minor >= 2;
}
