import { majors } from '../foreign-sdk.ts';
import { OLD_KEY, type NativeSdk } from './native-sdk.ts';

const hasKey = (options: string): boolean => /\bpublicKey\s*:/.test(options);

/** plaid_flutter. Read from its tags: the example at 1.1.6, 2.0.2, 2.2.2, 3.1.8, 4.1.1 and 5.2.0. */
export const flutter: NativeSdk = {
  package: 'plaid_flutter',
  languages: ['dart'],
  uses: /package:plaid_flutter\b|\bLegacyLinkConfiguration\b/,
  finds: [
    {
      finds: /\bLegacyLinkConfiguration\s*\(/g,
      // `LegacyLinkConfiguration({` declares it.
      isLegacy: (options) => !options.trimStart().startsWith('{'),
      message: OLD_KEY,
      opens: true,
    },
    { finds: /\bLinkConfiguration\s*\(/g, isLegacy: hasKey, message: OLD_KEY, opens: true },
    { finds: /\bPlaidLink\s*\(/g, isLegacy: hasKey, message: OLD_KEY, opens: true },
  ],
  code: [
    {
      versions: '1.1',
      includes: ({ major, minor }) => major === 1 && minor >= 1,
      code: () => 'LinkConfiguration(linkToken: linkToken)',
    },
    {
      versions: '2.0',
      includes: ({ major, minor }) => major === 2 && minor === 0,
      code: () => 'LinkConfiguration(token: linkToken)',
    },
    {
      versions: '2.1 to 3',
      includes: ({ major, minor }) => (major === 2 && minor >= 1) || major === 3,
      code: () => 'LinkTokenConfiguration(token: linkToken)',
    },
    {
      versions: '4 and later',
      includes: majors(4),
      code: () =>
        [
          'await PlaidLink.create(configuration: LinkTokenConfiguration(token: linkToken));',
          'PlaidLink.open();',
        ].join('\n'),
    },
  ],
};
