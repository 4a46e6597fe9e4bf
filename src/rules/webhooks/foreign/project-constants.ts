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
    if (codeLanguageOf(file.path) !== language || !CODES.test(file.text)) continue;
    const code = foreignCodeOf(file);
    for (const [name, literal] of code === undefined ? [] : declaredConstants(code)) {
      if (literal.kind !== 'legacy') found.set(name, literal);
    }
  }
  return found;
}
