import { readdirSync, readFileSync } from 'node:fs';

/** The licences of libraries that are built in, and of the parser of TypeScript, which ts-morph brings. */
export function thirdPartyNotices(libraries: readonly string[]): string {
  const notices = [
    ...libraries.map((name) => [name, textOf(name, /^licen[cs]e/i)]),
    ['TypeScript, of which the parser is built in (dist/chunks/parser.js), changed', typescript()],
    ['ts-morph, which brings TypeScript', textOf('ts-morph', /^licen[cs]e/i)],
  ];
  return notices.map((notice) => `${notice.join('\n\n')}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}

/** Apache-2.0 asks for its text, and for what a NOTICE says of the part that is used: tables of Unicode. */
function typescript(): string {
  const notice = textOf('typescript', /^notice/i);
  const unicode = /^-+ Unicode -+$([^]*?)^-{60,}$/m.exec(notice)?.[1];
  if (unicode === undefined) throw new Error('The NOTICE of TypeScript says nothing of Unicode.');
  return `${textOf('typescript', /^licen[cs]e/i)}\n\n${unicode.trim()}`;
}

function textOf(library: string, name: RegExp): string {
  const folder = new URL(`../node_modules/${library}/`, import.meta.url);
  const file = readdirSync(folder).find((entry) => name.test(entry));
  if (file === undefined) throw new Error(`${folder.pathname} has no ${String(name)}.`);
  return readFileSync(new URL(file, folder), 'utf8').trim();
}
