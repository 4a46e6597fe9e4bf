import type { ts } from 'ts-morph';
import { isAboutPlaid, isPartOfPlaid } from './entry-context.ts';
import { definitionAt } from './key-name.ts';
import type { ScriptMention } from './mention.ts';

/** Whether what is declared under a name is Plaid's key, and not that of somebody else. */
export function isOurs(declared: ts.Node, { node, name, place }: ScriptMention): boolean {
  if (name.strength === 'telling') return true;
  const at = definitionAt(place.file.path, node.getStart(place.script.source));
  if (name.definitions.includes(at)) return true;
  if (name.strength !== 'plain' || /secret|client_?id/i.test(declared.getText())) return false;
  if (name.text !== 'key') return isAboutPlaid(declared);
  // Everything has a `key`: it counts in an object called after Plaid, or with a value that is.
  return isPartOfPlaid(declared) || /plaid\w*(?:key|pub|pk)|pub\w*plaid/i.test(declared.getText());
}
