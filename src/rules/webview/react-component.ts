import type { CodePlace } from '../../scan/code-place.ts';
import { importedAs } from '../edits/imported-names.ts';
import { importEdits } from '../react-native/native-imports.ts';
import type { FileEdit } from '../rule.ts';

/** What a script calls React's Component, and the edits that bring it where it has none. */
export function componentOfReact(place: CodePlace): {
  readonly name: string;
  readonly edits: readonly FileEdit[];
} {
  const own = importedAs('react', 'Component', place);
  if (own !== undefined) return { name: own, edits: [] };
  const react = importedAs('react', 'default', place) ?? importedAs('react', '*', place);
  if (react !== undefined) return { name: `${react}.Component`, edits: [] };
  const edits = importEdits('react', [['Component', 'Component']], [], place);
  return { name: 'Component', edits: edits ?? [] };
}
