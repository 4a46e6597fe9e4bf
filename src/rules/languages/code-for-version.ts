import type { ForVersions } from './foreign-sdk.ts';
import type { SdkPackage, SdkVersion } from './sdk-versions.ts';

/**
 * Code for the version in use; for all versions there is code for, each under its name, where it is not
 * known, or where that version has nothing of the kind.
 */
export function codeForVersion<Given>(
  all: readonly ForVersions<Given>[],
  given: Given,
  version: SdkVersion | undefined,
  sdk: SdkPackage,
  comment: '#' | '//',
): string | undefined {
  const own = version === undefined ? undefined : all.find(({ includes }) => includes(version));
  if (own !== undefined) return own.code(given);
  if (all.length === 0) return undefined;
  return all
    .map(({ versions, code }) => `${comment} ${sdk} ${versions}\n${code(given)}`)
    .join('\n');
}

/** Whether a version is known, and has no link tokens. */
export function isTooOld<Given>(
  all: readonly ForVersions<Given>[],
  version: SdkVersion | undefined,
): version is SdkVersion {
  return version !== undefined && all.length > 0 && !all.some(({ includes }) => includes(version));
}
