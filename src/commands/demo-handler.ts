import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unifiedDiff } from '../codemod/unified-diff.ts';
import { packageFile } from '../core/package-file.ts';

/** The example's handler as a person writes it once `report` has said what to do. */
const BOTH_FORMATS = packageFile('examples/webhook-handler.js');

/** Where the handler of the example app is. */
const FILE = 'server.js';
const HANDLER = /^app\.post\('\/plaid\/webhook'[\s\S]*?^\}\);\n/m;

/** Writes the handler of both formats in place of the example's own; what changes, as a diff. */
export async function takeBothFormats(app: string): Promise<string> {
  const file = join(app, FILE);
  const before = await readFile(file, 'utf8');
  const handler = await readFile(BOTH_FORMATS, 'utf8');
  const after = before.replace(HANDLER, () => handler);
  if (after === before) throw new Error(`${FILE} of the example has no webhook handler.`);
  await writeFile(file, after);
  return unifiedDiff({ path: `app/${FILE}`, before, after, bom: false, findings: [] });
}
