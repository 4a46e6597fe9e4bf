import type { NativeLinkApi } from '../../generate/native-link.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import type { PackageDemand, RuleSettings } from '../rule.ts';

export const SDK = 'react-native-plaid-link-sdk';

/** What the app's package becomes. */
export interface NativeLinkTarget {
  readonly api: NativeLinkApi;
  /** The looks of its PlaidLink before: a Button in 1, any component in 2 to 6, TouchableOpacity since. */
  readonly looks: 'button' | 'component' | 'touchable';
  readonly demands: readonly PackageDemand[];
  /** For the finding: what version rises to what. Empty: none. */
  readonly note: string;
  /** onSuccess and onExit get other objects than before: `publicToken` and `metadata` came with 7. */
  readonly changesCallbacks: boolean;
  /** The types of 7 to 10 ask for it. */
  readonly wantsLoadingState: boolean;
}

/** The last version whose callbacks get what those of 1 to 4 got. */
const LEAST = '^6.0.4';
const TODAY = '^13.2.0';

/** What opens Link at a place: in the version that is there, where it can, or in today's if that was asked for. */
export function nativeLinkTarget(
  place: CodePlace,
  isNested: boolean,
  { sdk }: RuleSettings,
): NativeLinkTarget {
  const declared = place.project.manifestOf(place.file.path)?.dependencies.get(SDK);
  const found = declared === undefined ? undefined : /\d+/.exec(declared)?.[0];
  // Without a version, the options say which it is: publicKeyConfig came with 7.
  const major = found === undefined ? (isNested ? 7 : 6) : Number(found);
  const looks = major < 2 ? 'button' : major < 7 ? 'component' : 'touchable';
  if (sdk === 'current' && major < 13) {
    return { ...raised(TODAY), api: 'session', looks, changesCallbacks: major < 7 };
  }
  if (major < 5) return { ...raised(LEAST), api: 'flat', looks, changesCallbacks: false };
  return {
    api: apiOf(major),
    looks,
    demands: [],
    note: '',
    changesCallbacks: false,
    wantsLoadingState: major >= 7 && major < 11,
  };
}

function raised(version: string): Omit<NativeLinkTarget, 'api' | 'looks' | 'changesCallbacks'> {
  const demands = [{ name: SDK, version }];
  return { demands, note: ` ${SDK} rises to ${version}.`, wantsLoadingState: false };
}

function apiOf(major: number): NativeLinkApi {
  if (major < 7) return 'flat';
  if (major < 12) return 'token-config';
  return major < 13 ? 'create-open' : 'session';
}

/** What the generated code calls of the package, and what it calls it. */
export function callsOf(api: NativeLinkApi): readonly (readonly [name: string, local: string])[] {
  switch (api) {
    case 'flat':
    case 'token-config':
      return [['openLink', 'openLink']];
    case 'create-open':
      return [
        ['create', 'createLink'],
        ['open', 'openLink'],
      ];
    case 'session':
      return [['createPlaidLinkSession', 'createPlaidLinkSession']];
  }
}
