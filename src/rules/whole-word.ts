/** Finds a name as a whole: `$` is part of names, and of others that only begin like it. */
export function wholeWord(name: string, flags = ''): RegExp {
  const escaped = name.replaceAll(/[^\w]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\w$])${escaped}(?![\w$])`, flags);
}
