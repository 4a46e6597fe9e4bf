import { ts } from 'ts-morph';
import { identifiersIn, textsIn } from '../../scan/nodes-in.ts';
import type { Project } from '../../scan/project.ts';
import type { ScannedFile, Script } from '../../scan/scanned-file.ts';
import type { HandlerUnit } from './handler-unit.ts';

/** The header `Plaid-Verification`, or the key that its signature is checked with. */
const EVIDENCE = /plaid[-_ ]?verification|webhook_?verification_?key/i;

/**
 * Whether the header `Plaid-Verification` is looked at on the way to a handler: in its file, in that of its
 * route, in what they import, or in what the application uses in front of everything.
 */
export function isVerified(unit: HandlerUnit): boolean {
  const { project } = unit.place;
  const verifying = verifyingFiles(project);
  if (verifying.size === 0) return false;
  const near = new Set<ScannedFile>([
    unit.place.file,
    ...unit.callers.map(({ place }) => place.file),
    ...unit.routes.map(({ registration }) => registration.place.file),
  ]);
  const isVerifying = (file: ScannedFile): boolean =>
    verifying.has(file) || imported(file, project).some((each) => verifying.has(each));
  if ([...near].some(isVerifying)) return true;
  // `app.use('/plaid/webhook', verify)` where the routes are mounted.
  return [...project.files.values()].some(
    (file) =>
      /\.use\(/.test(file.text) &&
      imported(file, project).some((each) => near.has(each)) &&
      isVerifying(file),
  );
}

const known = new WeakMap<Project, ReadonlySet<ScannedFile>>();

/** The files whose code, not whose comments, names the header; they name Plaid, so they are looked at. */
function verifyingFiles(project: Project): ReadonlySet<ScannedFile> {
  const found =
    known.get(project) ??
    new Set(
      [...project.files.values()].filter(
        (file) => file.kind !== 'data' && EVIDENCE.test(file.text) && file.scripts.some(saysHeader),
      ),
    );
  known.set(project, found);
  return found;
}

function saysHeader({ source }: Script): boolean {
  const texts = textsIn(source).filter(ts.isStringLiteralLike);
  return [...identifiersIn(source), ...texts].some(({ text }) => EVIDENCE.test(text));
}

/** `from './a'`, `require('./a')` */
const SPECIFIERS = /\b(?:from|import|require)\s*\(?\s*["'`]([^"'`\n]+)["'`]/g;

function imported(file: ScannedFile, project: Project): readonly ScannedFile[] {
  return [...file.text.matchAll(SPECIFIERS)].flatMap(
    ([, specifier = '']) => project.resolveImport(file.path, specifier) ?? [],
  );
}
