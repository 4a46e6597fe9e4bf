import type { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import type { Range } from '../../scan/scanned-file.ts';
import type { KeyName } from './key-name.ts';

/** A word of code that is a name of the key. */
export interface ScriptMention {
  readonly node: ts.Node;
  readonly range: Range;
  readonly name: KeyName;
  readonly place: CodePlace;
}
