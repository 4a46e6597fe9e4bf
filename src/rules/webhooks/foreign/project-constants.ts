import { codeLanguageOf } from '../../../scan/code-text/code-language.ts';
import type { Project } from '../../../scan/project.ts';
import { foreignCodeOf, type ForeignCode } from '../../languages/foreign-code.ts';
import { declaredConstants, type CodeLiteral, type Constants } from './code-literals.ts';

const CODES =
  /INITIAL_UPDATE|HISTORICAL_UPDATE|DEFAULT_UPDATE|SYNC_UPDATES_AVAILABLE|TRANSACTIONS_REMOVED|PENDING_EXPIRATION/;

const known = new WeakMap<Project, Map<string, Constants>>();

/** Constants that a file declares, and those of codes in other files of its language. */
export function constantsOf(code: ForeignCode, project: Project): Constants {
  const shared = known.get(project) ?? new Map<string, Constants>();
  known.set(project, shared);
  const elsewhere = shared.get(code.language) ?? sharedConstants(code.language, project);
  shared.set(code.language, elsewhere);
  return new Map([...elsewhere, ...declaredConstants(code)]);
}

function sharedConstants(language: ForeignCode['language'], project: Project): Constants {
  const found = new Map<string, CodeLiteral>();
  for (const file of project.files.values()) {
    if (codeLanguageOf(file.path) !== language) continue;
    const code = foreignCodeOf(file);
    if (code === undefined) continue;
    const declared = declaredConstants(code);
    const isOfCodes = CODES.test(file.text);
    const isOfNumbers = severalCodes(declared);
    for (const [name, literal] of declared) {
      if (literal.kind === 'legacy' ? isOfNumbers : isOfCodes) found.set(name, literal);
    }
  }
  return found;
}

/** Numbers are of anything, but where most of the codes of transactions have a name. */
function severalCodes(constants: Constants): boolean {
  const numbers = new Set(
    [...constants.values()].flatMap((each) => (each.kind === 'legacy' ? [each.code] : [])),
  );
  return [0, 1, 2].every((code) => numbers.has(code));
}
