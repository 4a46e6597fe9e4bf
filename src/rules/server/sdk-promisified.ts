import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { callsIn } from '../../scan/nodes-in.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import { removeStatement } from '../edits/remove-statement.ts';
import { isPromisifyAll } from './sdk-clients.ts';
import type { SdkUnit } from './sdk-unit.ts';

/** What bluebird made promises of: the current client does so by itself. */
export function promisified(
  { clients }: SdkUnit,
  place: CodePlace,
): { readonly edits: readonly TextEdit[]; readonly gone: readonly ts.Node[] } {
  const { source } = place.script;
  const edits: TextEdit[] = [];
  const gone: ts.Node[] = [];
  for (const node of source.text.includes('promisifyAll') ? callsIn(source) : []) {
    const [client] = isPromisifyAll(node) ? node.arguments : [];
    if (client === undefined || !clients.isClient(client, place)) continue;
    if (ts.isExpressionStatement(node.parent)) {
      const { start, end, text } = removeStatement(node.parent, place);
      edits.push({ start, end, text });
    } else {
      edits.push(
        { start: node.getStart(source), end: client.getStart(source), text: '' },
        { start: client.end, end: node.end, text: '' },
      );
    }
    gone.push(node.expression);
  }
  return { edits, gone };
}
