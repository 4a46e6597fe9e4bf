import type { Project } from '../../scan/project.ts';
import type { Range, ScannedFile } from '../../scan/scanned-file.ts';
import { sdkVersionOf } from '../languages/sdk-versions.ts';
import type { FileEdit, Rule, Site } from '../rule.ts';
import { withoutRange } from './native-text.ts';

const ID = 'native-settings';

/**
 * What only LinkKit 1 and plaid-link-android 0 and 1 read of an app's settings, where later ones are in
 * use; the versions of Android that have no link tokens yet; and names of the key that nothing says now.
 */
export const nativeSettings: Rule = {
  id: ID,
  title: 'Settings of a native app hold a public_key, or a version without link tokens',
  severity: 'warning',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/link-token-migration-guide/',
  mightApply: (text) => /com\.plaid\.link\.public_key|PLKPlaidLinkConfiguration/.test(text),
  find: (file, project) => [...manifestKeys(file, project), ...plistKeys(file, project)],
  findLeftovers: (project, made) => {
    const opened = made.filter(({ rule }) => rule === 'android-link');
    if (opened.length === 0) return [];
    const files = [...project.files.values()];
    return [
      ...files.flatMap(raisedVersions),
      ...files.flatMap((file) => unusedTexts(file, project, made)),
    ];
  },
};

function manifestKeys(file: ScannedFile, project: Project): readonly Site[] {
  if (!file.path.endsWith('AndroidManifest.xml')) return [];
  if ((sdkVersionOf('plaid-link-android', file.path, project)?.major ?? 0) < 2) return [];
  const found = file.text.matchAll(/<meta-data\b[^<>]*com\.plaid\.link\.public_key[^<>]*\/>/g);
  return [...found].map((match) =>
    removed(
      file,
      rangeOf(match),
      'The manifest held a public_key, which this SDK is given in code.',
    ),
  );
}

function plistKeys(file: ScannedFile, project: Project): readonly Site[] {
  if (!file.path.endsWith('.plist')) return [];
  if ((sdkVersionOf('plaid-link-ios', file.path, project)?.major ?? 0) < 2) return [];
  // Twice in one file, it may stand within itself: no property list.
  if (file.text.split('PLKPlaidLinkConfiguration').length !== 2) return [];
  const found = file.text.matchAll(
    /<key>PLKPlaidLinkConfiguration<\/key>\s*<dict>(?:(?!<dict>)[^])*?<\/dict>/g,
  );
  return [...found].map((match) =>
    removed(file, rangeOf(match), 'The Info.plist configured LinkKit 1, which is not in use.'),
  );
}

/** (plaid-link-android: link tokens came with 2.2.0.) */
function raisedVersions({ path, text }: ScannedFile): readonly Site[] {
  if (!/\.gradle(?:\.kts)?$/.test(path)) return [];
  return [...text.matchAll(/(?<=["']com\.plaid\.link:sdk-core:)2\.[01](?:\.\d+)?(?=["'])/g)].map(
    (match) => ({
      rule: ID,
      path,
      range: rangeOf(match),
      outcome: 'rewritten',
      message: `com.plaid.link:sdk-core rises from ${match[0]} to 2.2.0, the first with link tokens.`,
      edits: [{ path, ...rangeOf(match), text: '2.2.0' }],
    }),
  );
}

/** `<string name="plaid_public_key">`, once no code asks for it. */
function unusedTexts(file: ScannedFile, project: Project, made: readonly Site[]): readonly Site[] {
  if (!/\/res\/values[^/]*\/[^/]*\.xml$/.test(`/${file.path}`)) return [];
  const found = file.text.matchAll(
    /<string\s+name="(\w*plaid\w*public_?key\w*)"[^<>]*>[^<>]*<\/string>/gi,
  );
  return [...found].flatMap((match) => {
    const name = match[1] ?? '';
    if (!isGone(name, rangeOf(match), file, project, made)) return [];
    return [removed(file, rangeOf(match), `No code asks for the text ${name} any more.`)];
  });
}

/** Whether all that says a name is edited away. */
function isGone(
  name: string,
  own: Range,
  file: ScannedFile,
  project: Project,
  made: readonly Site[],
): boolean {
  const edits: readonly FileEdit[] = made.flatMap((site) => site.edits);
  if (edits.some(({ text }) => text.includes(name))) return false;
  if (project.mentioningElsewhere(name).length > 0) return false;
  return project.mentioning(name).every(({ path, text }) =>
    [...text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].every(({ index }) => {
      if (path === file.path && own.start <= index && index < own.end) return true;
      return edits.some((edit) => edit.path === path && edit.start <= index && index < edit.end);
    }),
  );
}

function removed({ path, text }: ScannedFile, range: Range, message: string): Site {
  return {
    rule: ID,
    path,
    range,
    outcome: 'rewritten',
    message,
    edits: [withoutRange(path, text, range)],
  };
}

function rangeOf({ 0: text, index }: RegExpExecArray): Range {
  return { start: index, end: index + text.length };
}
