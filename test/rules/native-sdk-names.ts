/** What an SDK for phones calls things, in some of its versions. */
export interface SdkNames {
  /** `plaid-link-ios 2 to 6` */
  readonly versions: string;
  /** The public files that say so. */
  readonly source: string;
  readonly names: readonly string[];
}

/** LinkKit from Swift. */
export const swiftNames: readonly SdkNames[] = [
  {
    versions: '1.1.34 to 1.1.39',
    source: 'PLKConfiguration.h and PLKPlaidLinkViewController.h at ios/1.1.34 and ios/1.1.39',
    names: ['PLKPlaidLinkViewController', 'PLKConfiguration', 'linkToken', 'delegate'],
  },
  {
    versions: '2 to 6',
    source: 'LinkKit.swiftinterface (ios-arm64) at 2.3.2, 4.7.9, 5.0.0 and 6.4.7',
    names: [
      'LinkTokenConfiguration',
      'Plaid.create',
      'handler.open',
      'presentUsing',
      'viewController',
      'success.publicToken',
    ],
  },
  {
    versions: '7 and later',
    source: 'LinkKit.swiftinterface at 7.0.0',
    names: [
      'LinkTokenConfiguration',
      'Plaid.createPlaidLinkSession',
      'PlaidLinkSession',
      'session.open',
      'viewController',
      'success.publicToken',
    ],
  },
];

/** LinkKit from Objective-C. */
export const objectiveCNames: readonly SdkNames[] = [
  {
    versions: '1.1.34 to 1.1.39',
    source: 'PLKConfiguration.h and PLKPlaidLinkViewController.h at ios/1.1.34 and ios/1.1.39',
    names: ['PLKPlaidLinkViewController', 'PLKConfiguration', 'initWithLinkToken'],
  },
  {
    versions: '2 to 6',
    source: 'PLKPlaid.h and LinkKit-Swift.h at 2.3.2, 4.7.9 and 6.4.7',
    names: [
      'PLKLinkTokenConfiguration',
      'PLKLinkSuccess',
      'PLKPlaid',
      'createWithToken',
      'createWithLinkTokenConfiguration',
    ],
  },
];

const LISTENED = ['LinkSuccess', 'LinkExit'];

/** plaid-link-android from Kotlin and Java. */
export const androidNames: readonly SdkNames[] = [
  {
    versions: '2.2',
    source: 'MainActivity.kt and MainActivityJava.java at 2.2.0',
    names: [
      'openPlaidLink',
      'linkTokenConfiguration',
      'LinkTokenConfiguration',
      'toLinkConfiguration',
      'Plaid.openLink',
    ],
  },
  {
    versions: '3',
    source: 'MainActivity.kt and MainActivityJava.java at 3.0.0, 3.2.5 and v3.14.3',
    names: ['Plaid.create', 'LinkTokenConfiguration'],
  },
  {
    versions: '4.2 to 5',
    source: 'MainActivityStartActivityForResult and MainActivityJava at v4.6.1 and v5.5.4',
    names: [
      'Plaid.create',
      'LinkTokenConfiguration',
      'PlaidHandler',
      'FastOpenPlaidLink',
      ...LISTENED,
    ],
  },
  {
    versions: '6 and later',
    source: 'the examples at v6.0.0 and v6.2.1',
    names: [
      'Plaid.createPlaidLinkSession',
      'PlaidSession',
      'OpenPlaidLink',
      'linkTokenConfiguration',
      'LinkTokenConfiguration',
      ...LISTENED,
    ],
  },
];

/** plaid_flutter. */
export const flutterNames: readonly SdkNames[] = [
  {
    versions: '1.1',
    source: 'lib/plaid_flutter.dart at 1.1.6',
    names: ['LinkConfiguration', 'linkToken'],
  },
  { versions: '2.0', source: 'lib/ at 2.0.2', names: ['LinkConfiguration', 'token'] },
  {
    versions: '2.1 to 3',
    source: 'lib/src at 2.2.2 and 3.1.8',
    names: ['LinkTokenConfiguration', 'PlaidLink.open', 'configuration', 'token'],
  },
  {
    versions: '4 and later',
    source: 'lib/src at 4.1.1 and 5.2.0',
    names: ['LinkTokenConfiguration', 'PlaidLink.create', 'PlaidLink.open', 'token'],
  },
];
