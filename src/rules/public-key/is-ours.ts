import type { ts } from 'ts-morph';
import { isAboutPlaid } from './entry-context.ts';
import { definitionAt } from './key-name.ts';
import type { ScriptMention } from './mention.ts';

/** Whether what is declared under a name is Plaid's key, and not that of somebody else. */
export function isOurs(declared: ts.Node, { node, name, place }: ScriptMention): boolean {
  if (name.strength === 'telling') return true;
  const at = definitionAt(place.file.path, node.getStart(place.script.source));
  if (name.definitions.includes(at)) return true;
  return name.strength === 'plain' && isAboutPlaid(declared);
}
