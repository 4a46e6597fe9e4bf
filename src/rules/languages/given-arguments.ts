/** The arguments of a call as source text, told apart at commas that are in no brackets. */
export function givenArguments(
  code: string,
  text: string,
  open: number,
): {
  readonly given: readonly string[];
  /** Behind the closing bracket. */
  readonly end: number;
} {
  const given: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let at = open; at < code.length; at += 1) {
    const sign = code.charAt(at);
    if (sign === '(' || sign === '[' || sign === '{') depth += 1;
    else if (sign === ')' || sign === ']' || sign === '}') depth -= 1;
    const isEnd = depth === 0;
    if (!isEnd && !(depth === 1 && sign === ',')) continue;
    const argument = text.slice(start, at).trim();
    if (argument !== '') given.push(argument);
    start = at + 1;
    if (isEnd) return { given, end: at + 1 };
  }
  return { given, end: Math.min(code.length, open + 1) };
}

/** An argument by its name, else by its place; what holds a secret gives way to a name. */
export function argumentBy(
  given: readonly string[],
  place: number,
  name: string,
  sign: RegExp,
  otherwise: string,
): string {
  const head = new RegExp(String.raw`^:?${name}\s*(?:${sign.source}>?|:)\s*`);
  const named = given.find((each) => head.test(each));
  const positional = given.filter((each) => !/^:?\w+\s*(?:=>|[=:])\s*[^=:>]/.test(each));
  const found = named?.replace(head, '') ?? positional[place];
  return found === undefined ? otherwise : withoutSecrets(found, otherwise);
}

/** Literals are secrets unless they name a variable of the environment or a setting. */
export function withoutSecrets(argument: string, otherwise: string): string {
  const isNamed = /env|config|setting|credential|fetch|secrets?[.[]/i.test(
    argument.replaceAll(/(["']).*?\1/g, ''),
  );
  const literal = /["']([^"']*)["']/.exec(argument)?.[1] ?? '';
  if (argument.includes('\n')) return otherwise;
  return literal === '' || isNamed || /^[a-z]{3,12}$/.test(literal) ? argument : otherwise;
}
