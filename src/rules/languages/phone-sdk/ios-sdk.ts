import { majors } from '../foreign-sdk.ts';
import type { SdkVersion } from '../sdk-versions.ts';
import { OLD_KEY, type NativeSdk } from './native-sdk.ts';

const CONTROLLER = 'This opens Link with the public_key of its configuration.';
const SETUP = 'This prepares Link with a public_key.';
const GOES = 'Take it out: Link is made with a link_token where it is opened.';

/** LinkKit from Swift. Read from plaid-link-ios: headers of 1.1.34, the samples of 4.7.1 and 7.1.0. */
export const iosSwift: NativeSdk = {
  package: 'plaid-link-ios',
  languages: ['swift'],
  uses: /\bLinkKit\b|\bPLK[A-Z]|\bLinkPublicKeyConfiguration\b/,
  finds: [
    { finds: /\bLinkPublicKeyConfiguration\s*\(/g, message: OLD_KEY, opens: true },
    {
      finds: /\bPLKConfiguration\s*\(/g,
      isLegacy: (options) => /^\s*key\s*:/.test(options),
      message: OLD_KEY,
      opens: true,
    },
    {
      finds: /\bPLKPlaidLinkViewController\s*\(/g,
      isLegacy: (options) => !/^\s*linkToken\s*:/.test(options),
      message: CONTROLLER,
      opens: true,
    },
    { finds: /\bPLKPlaidLink\.setup\s*\(/g, message: SETUP, next: GOES, opens: false },
  ],
  code: [
    {
      versions: '1.1.34 to 1.1.39',
      includes: is1,
      code: () =>
        'PLKPlaidLinkViewController(linkToken: linkToken, configuration: PLKConfiguration(linkToken: linkToken), delegate: self)',
    },
    {
      versions: '2 to 6',
      includes: majors(2, 6),
      code: () =>
        [
          'var configuration = LinkTokenConfiguration(token: linkToken) { success in',
          '    // success.publicToken goes to your server, as before',
          '}',
          'switch Plaid.create(configuration) {',
          'case .success(let handler):',
          '    self.handler = handler',
          '    handler.open(presentUsing: .viewController(self))',
          'case .failure(let error):',
          '    print("Link cannot be opened: \\(error)")',
          '}',
        ].join('\n'),
    },
    {
      versions: '7 and later',
      includes: majors(7),
      code: () =>
        [
          'let configuration = LinkTokenConfiguration(',
          '    token: linkToken,',
          '    onSuccess: { success in',
          '        // success.publicToken goes to your server, as before',
          '    },',
          '    onExit: { exit in },',
          '    onEvent: { event in },',
          '    onLoad: {}',
          ')',
          'let session = try Plaid.createPlaidLinkSession(configuration: configuration)',
          'self.linkSession = session',
          'session.open(using: .viewController(self))',
        ].join('\n'),
    },
  ],
};

/** LinkKit from Objective-C, whose classes begin with PLK; from 7 on they are in the module LinkKitObjC. */
export const iosObjectiveC: NativeSdk = {
  package: 'plaid-link-ios',
  languages: ['objective-c'],
  uses: /\bPLK[A-Z]/,
  finds: [
    {
      finds: /\[\s*\[\s*PLKConfiguration\s+alloc\s*\]\s*initWithKey\s*:/g,
      message: OLD_KEY,
      opens: true,
    },
    {
      finds: /\[\s*\[\s*PLKLinkPublicKeyConfiguration\s+alloc\s*\]\s*init\w*\s*:/g,
      message: OLD_KEY,
      opens: true,
    },
    {
      finds: /\[\s*\[\s*PLKPlaidLinkViewController\s+alloc\s*\]\s*init(?!WithLinkToken)\w*\s*:/g,
      message: CONTROLLER,
      opens: true,
    },
    { finds: /\[\s*PLKPlaidLink\s+setup\w+\s*:/g, message: SETUP, next: GOES, opens: false },
  ],
  code: [
    {
      versions: '1.1.34 to 1.1.39',
      includes: is1,
      code: () =>
        '[[PLKPlaidLinkViewController alloc] initWithLinkToken:linkToken configuration:[[PLKConfiguration alloc] initWithLinkToken:linkToken] delegate:self]',
    },
    {
      versions: '2 to 6',
      includes: majors(2, 6),
      code: () =>
        [
          'PLKLinkTokenConfiguration *configuration = [PLKLinkTokenConfiguration createWithToken:linkToken onSuccess:^(PLKLinkSuccess *success) {',
          '    // success.publicToken goes to your server, as before',
          '}];',
          'NSError *error = nil;',
          'self.linkHandler = [PLKPlaid createWithLinkTokenConfiguration:configuration error:&error];',
        ].join('\n'),
    },
  ],
};

/** (Headers of 1.1.34; those of 1.1.33 have no link tokens.) */
function is1({ major, minor, text }: SdkVersion): boolean {
  const patch = /^\D*\d+\.\d+\.(\d+)/.exec(text)?.[1];
  return major === 1 && minor === 1 && (patch === undefined || Number(patch) >= 34);
}
