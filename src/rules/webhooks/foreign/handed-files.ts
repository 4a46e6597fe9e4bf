import { codeLanguageOf } from '../../../scan/code-text/code-language.ts';
import type { Project } from '../../../scan/project.ts';
import type { ScannedFile } from '../../../scan/scanned-file.ts';
import { foreignCodeOf } from '../../languages/foreign-code.ts';
import type { WebhookHandler } from '../webhook-handler.ts';

/**
 * Files that say nothing of Plaid, and that a handler hands the webhooks of a type: `ITEM` to a class that
 * compares its codes under names of its own. Nothing else leads there, and the tree is searched for such a
 * class only where a handler calls one that is not known.
 */
export function handedFiles(
  handlers: readonly WebhookHandler[],
  project: Project,
): readonly ScannedFile[] {
  const declaring = new Map<string, readonly ScannedFile[]>();
  return handlers.flatMap(({ path, range, branches }) => {
    const file = project.load(path);
    const language = codeLanguageOf(path);
    if (file === undefined || language === undefined) return [];
    if (!branches.some(({ takes }) => takes.format === 'new-type' && takes.passedOn === true)) {
      return [];
    }
    const code = foreignCodeOf(file)?.code.slice(range.start, range.end) ?? '';
    const called = new Set(Array.from(code.matchAll(CALLS), ([, name = '']) => name));
    return [...called].flatMap((name) => {
      const files = declaring.get(name) ?? unknownFiles(name, project);
      declaring.set(name, files);
      return files.filter((each) => codeLanguageOf(each.path) === language);
    });
  });
}

/** The files that declare a class, where none that is looked at does. */
function unknownFiles(name: string, project: Project): readonly ScannedFile[] {
  const declares = new RegExp(String.raw`\bclass\s+${name}\b`);
  const isKnown = [...project.files.values()].some(({ text }) => declares.test(text));
  if (isKnown) return [];
  return project.mentioning(`class ${name}`).filter(({ text }) => declares.test(text));
}

/** `ItemEvents.call(code, item)`, `new ItemEvents().handle(code)` */
const CALLS =
  /\b([A-Z]\w*[a-z]\w{4,})(?:\([^()\n]*\))?\s*(?:\.|::|->)\s*(?:call|new|run|perform\w*|process\w*|handle\w*|execute\w*|dispatch\w*)\b/g;
