import { onceEach } from '../../../scan/once-each.ts';
import { codeLanguageOf } from '../../../scan/code-text/code-language.ts';
import type { Project } from '../../../scan/project.ts';
import { foreignCodeOf, type ForeignCode } from '../../languages/foreign-code.ts';
import { isTest } from './webhook-evidence.ts';

/** The header, and the call that fetches the key to check it with, as the SDKs name them. */
const VERIFIES = /plaid[-_]?verification|webhook_?verification_?key|get_?verification_?key/i;

/**
 * Whether the file looks at the header of Plaid's signature, or calls what does in another file, or is
 * handed the webhook by one.
 */
export function verifiesWebhooks(code: ForeignCode, project: Project): boolean {
  return verifyingIn(project)(code);
}

const verifyingIn = onceEach((project: Project) =>
  onceEach((code: ForeignCode) => looksAtSignature(code, project)),
);

function looksAtSignature(code: ForeignCode, project: Project): boolean {
  if (VERIFIES.test(code.withoutComments)) return true;
  const said = new Set(code.code.match(/[\w?!]+/g) ?? []);
  const own = classesIn(code).filter((name) => name.length > 7);
  for (const file of project.files.values()) {
    if (file.path === code.path || codeLanguageOf(file.path) !== code.language) continue;
    if (!VERIFIES.test(file.text)) continue;
    const other = foreignCodeOf(file);
    if (other === undefined || !VERIFIES.test(other.withoutComments)) continue;
    const names = [
      ...other.units
        .map(({ name }) => name)
        .filter((name) => /verif|valid|signature|authen/i.test(name)),
      ...classesIn(other).filter((name) =>
        /verif|valid|signature|middleware|plug|filter/i.test(name),
      ),
    ];
    if (names.some((name) => said.has(name))) return true;
    // Middleware by a name of its own: `'verify-plaid' => VerifyPlaidWebhook::class`
    const registered = classesIn(other).filter((name) => IN_FRONT.test(name));
    if (registered.some((name) => isNamedElsewhere(name, other, project))) return true;
    if (!isTest(other.path) && own.some((name) => other.code.includes(name))) return true;
  }
  return false;
}

const IN_FRONT = /(?=.*(?:plaid|hook))(?=.*(?:verif|valid|signature|authen|middleware|filter))/i;

function isNamedElsewhere(
  name: string,
  { path, language }: ForeignCode,
  project: Project,
): boolean {
  return [...project.files.values()].some(
    (file) =>
      file.path !== path &&
      codeLanguageOf(file.path) === language &&
      !isTest(file.path) &&
      foreignCodeOf(file)?.code.includes(name) === true,
  );
}

function classesIn({ code }: ForeignCode): readonly string[] {
  const found = code.matchAll(/\b(?:class|module|defmodule|object|struct)\s+(?:\w+[.:]+)*(\w+)/g);
  return Array.from(found, ([, name]) => name ?? '');
}
