import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { androidJava, androidKotlin } from '../../src/rules/languages/phone-sdk/android-sdk.ts';
import { flutter } from '../../src/rules/languages/phone-sdk/flutter-sdk.ts';
import { iosObjectiveC, iosSwift } from '../../src/rules/languages/phone-sdk/ios-sdk.ts';
import {
  androidNames,
  flutterNames,
  objectiveCNames,
  swiftNames,
  type SdkNames,
} from './native-sdk-names.ts';

/** Names that look like those of an SDK: whatever is called so has to be in its table. */
const SDK_LIKE =
  /\bPLK\w+|\bPlaid\.\w+|\bPlaid[A-Z]\w*(?:\.\w+)?|\bLink(?!Kit\b)[A-Z]\w*|\blinkTokenConfiguration\b|\b(?:Fast)?[oO]penPlaidLink\b|\btoLinkConfiguration\b|\bcreate(?:With)\w+|\binitWith\w+|\bpresentUsing\b/g;

/** What generated code calls its own. */
const OWN = new Set(['LinkTokenListener']);

function namesIn(text: string): readonly string[] {
  const code = text
    .replaceAll(/\/\/.*|\/\*[^]*?\*\//g, '')
    .replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '""');
  const names = (code.match(SDK_LIKE) ?? []).filter((name) => !OWN.has(name));
  return [...new Set(names)].toSorted();
}

/** A class is known by its name alone. */
function isKnown(name: string, known: ReadonlySet<string>): boolean {
  return known.has(name) || known.has(name.replace(/\.(?:Builder|class)$/, ''));
}

function unknownIn(text: string, tables: readonly SdkNames[]): readonly string[] {
  const known = new Set(tables.flatMap(({ names }) => names));
  return namesIn(text).filter((name) => !isKnown(name, known));
}

describe.each([
  { name: 'LinkKit from Swift', sdk: iosSwift, tables: swiftNames },
  { name: 'LinkKit from Objective-C', sdk: iosObjectiveC, tables: objectiveCNames },
  { name: 'Android from Kotlin', sdk: androidKotlin, tables: androidNames },
  { name: 'Android from Java', sdk: androidJava, tables: androidNames },
  { name: 'plaid_flutter', sdk: flutter, tables: flutterNames },
])('the code shown for $name', ({ sdk, tables }) => {
  test('is for versions that there is a table of', () => {
    expect(sdk.code.map(({ versions }) => versions)).toEqual(
      tables.map(({ versions }) => versions),
    );
  });

  test.each(sdk.code)('calls what $versions has', ({ versions, code }) => {
    const own = tables.filter((table) => table.versions === versions);
    expect(namesIn(code(undefined))).not.toEqual([]);
    expect(unknownIn(code(undefined), own)).toEqual([]);
  });
});

const root = join(import.meta.dirname, '..', 'fixtures');

/** What outputs have that their inputs had not, for every version that the input was valid for. */
describe.each([
  { rule: 'ios-link', tables: swiftNames, versions: () => '2 to 6' },
  {
    rule: 'android-link',
    tables: androidNames,
    versions: (text: string) => (/\b[lL]inkConfiguration\b/.test(text) ? '2.2' : '3'),
  },
  { rule: 'flutter-link', tables: flutterNames, versions: () => '2.1 to 3' },
])('what $rule writes', ({ rule, tables, versions }) => {
  const outputs = globSync(`${rule}/*/expected{.*,/**/*.{swift,kt,java,dart}}`, {
    cwd: root,
  }).toSorted();

  test.each(outputs)('%s calls what its SDK has', (path) => {
    const before = readFileSync(join(root, path.replace(/expected(?=[./])/, 'input')), 'utf8');
    const had = new Set(namesIn(before));
    const after = readFileSync(join(root, path), 'utf8');
    const own = tables.filter((table) => table.versions === versions(before));
    expect(own).toHaveLength(1);
    expect(unknownIn(after, own).filter((name) => !had.has(name))).toEqual([]);
  });
});
