import { codeLanguageOf } from '../../scan/code-text/code-language.ts';
import type { Project } from '../../scan/project.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import type { Rule, Site } from '../rule.ts';
import { foreignCodeOf, type ForeignCode } from './foreign-code.ts';
import { androidJava, androidKotlin } from './phone-sdk/android-sdk.ts';
import { flutter } from './phone-sdk/flutter-sdk.ts';
import { iosObjectiveC, iosSwift } from './phone-sdk/ios-sdk.ts';
import { movedFields } from './phone-sdk/moved-options.ts';
import type { NativeSdk, NativeUse } from './phone-sdk/native-sdk.ts';
import { codeForVersion, isTooOld } from './code-for-version.ts';
import { givenArguments } from './given-arguments.ts';
import { sdkVersionOf } from './sdk-versions.ts';

const ID = 'native-link';

const sdks: readonly NativeSdk[] = [iosSwift, iosObjectiveC, androidKotlin, androidJava, flutter];

/** Link on iOS, Android and Flutter with a public_key. */
export const nativeLink: Rule = {
  id: ID,
  title: 'A public_key in an app for phones',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/link-token-migration-guide/',
  mightApply: (text) =>
    /PLK[A-Z]|LinkPublicKeyConfiguration|com\.plaid\.\w*\.?link|plaid_flutter|LegacyLinkConfiguration/.test(
      text,
    ),
  find: findSites,
};

function findSites(file: ScannedFile, project: Project): Site[] {
  const language = codeLanguageOf(file.path);
  if (language === undefined || !nativeLink.mightApply(file.text)) return [];
  const code = foreignCodeOf(file);
  if (code === undefined) return [];
  if (language === 'xml') return declaredKeys(code);
  return sdks
    .filter((sdk) => sdk.languages.includes(language) && sdk.uses.test(code.withoutComments))
    .flatMap((sdk) => sdk.finds.flatMap((use) => sitesOf(use, sdk, code, project)))
    .toSorted((a, b) => a.range.start - b.range.start);
}

function sitesOf(use: NativeUse, sdk: NativeSdk, code: ForeignCode, project: Project): Site[] {
  const hasConfiguration = /\b(?:PLKConfiguration\s*\(|PLKConfiguration\s+alloc)/.test(code.code);
  // What opens Link with a configuration goes with it: one place to change, one finding.
  const isCounted = /PLKPlaidLinkViewController/.test(use.finds.source) && hasConfiguration;
  if (isCounted) return [];
  return [...code.code.matchAll(use.finds)].flatMap((match): Site[] => {
    const last = match.index + match[0].length - 1;
    const isOpen = /[({]/.test(code.code.charAt(last));
    const end = isOpen
      ? givenArguments(code.code, code.withoutComments, last).end
      : match.index + match[0].length;
    const options = code.withoutComments.slice(last + 1, end);
    if (use.isLegacy?.(options) === false || isDeclared(match.index, code)) return [];
    const version = sdkVersionOf(sdk.package, code.path, project);
    const replacement = use.opens
      ? codeForVersion(sdk.code, undefined, version, sdk.package, '//')
      : undefined;
    const fields = movedFields(code.withoutComments.slice(last + 1, end + AROUND));
    const raise = isTooOld(sdk.code, version)
      ? `${sdk.package} ${version.text} takes no link_token: raise it.`
      : '';
    const next =
      use.next ??
      [raise, 'Get a link_token from your server, and open Link with it.', asked(fields)]
        .join(' ')
        .trim();
    return [
      {
        rule: ID,
        path: code.path,
        range: { start: match.index, end: isOpen ? end : lineEnd(match.index, code) },
        outcome: 'manual',
        message: use.message,
        next,
        edits: [],
        ...(replacement === undefined ? {} : { replacement }),
      },
    ];
  });
}

/** Options that are set behind the constructor, or chained to the builder, stand this near. */
const AROUND = 500;

function asked(fields: readonly string[]): string {
  if (fields.length === 0) return '';
  return `What stood here your server gives /link/token/create: ${fields.join(', ')}.`;
}

/** `class LinkConfiguration(`, `fun linkConfiguration {`. */
function isDeclared(at: number, { code }: ForeignCode): boolean {
  return /\b(?:class|fun|interface|struct|extension|typealias|import)\s+[\w.]*$/.test(
    code.slice(Math.max(0, at - 60), at),
  );
}

function lineEnd(at: number, { text }: ForeignCode): number {
  const end = text.indexOf('\n', at);
  const line = text.slice(at, end === -1 ? text.length : end);
  return at + line.trimEnd().length;
}

/** The key in an Android manifest, and the configuration in an Info.plist. */
function declaredKeys(code: ForeignCode): Site[] {
  const found = [
    ...code.withoutComments.matchAll(/<meta-data\b[^<>]*com\.plaid\.link\.public_key[^<>]*\/?>/g),
    ...code.withoutComments.matchAll(/<key>PLKPlaidLinkConfiguration<\/key>/g),
  ];
  return found.map((match) => ({
    rule: ID,
    path: code.path,
    range: { start: match.index, end: match.index + match[0].length },
    outcome: 'manual',
    message: 'The settings of the app hold a public_key for Link.',
    next: 'Take it out: Link is opened with a link_token from your server.',
    edits: [],
  }));
}
