import type { CodeLanguage } from '../../../scan/code-text/code-language.ts';
import type { ForVersions } from '../foreign-sdk.ts';
import type { SdkPackage } from '../sdk-versions.ts';

/** A place where an SDK for phones is given a public_key. */
export interface NativeUse {
  /** What stands there, up to and with the bracket that opens its options. */
  readonly finds: RegExp;
  /** Whether the options, as source text, are those of a public_key; always, where it is left out. */
  readonly isLegacy?: (options: string) => boolean;
  readonly message: string;
  readonly next?: string;
  /** Takes the place of what opens Link; false: the place only has to go. */
  readonly opens: boolean;
}

/** An SDK for phones in one language. */
export interface NativeSdk {
  readonly package: SdkPackage;
  readonly languages: readonly CodeLanguage[];
  /** What a file that uses it says. */
  readonly uses: RegExp;
  readonly finds: readonly NativeUse[];
  readonly code: readonly ForVersions<undefined>[];
}

export const OLD_KEY = 'Link is given a public_key, which does not open it any more.';
