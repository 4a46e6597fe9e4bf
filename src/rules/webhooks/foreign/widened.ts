import type { ForeignCode } from '../../languages/foreign-code.ts';
import type { CodeExpression } from './code-expression.ts';

const CONVERTERS =
  /^(?:int|str|Int|String|Integer|parseInt|intval|strval|toInt|to_string|to_i|to_s|to_sym|valueOf|intValue|integerValue|longValue|strtoupper|upper|upcase|toUpperCase|trim|strip|toString|asText|asInt|asString|getAsString|getAsInt|GetString|GetInt32|ToString|textValue|stringValue|rawValue|content|to_integer|String\.to_integer|presence|int32|int64|strconv|Atoi|unwrap|orEmpty|ToUpper|uppercase|uppercased|ToUpperInvariant|let|as_str|tryParse|parse)$/;

/** An expression with what only converts it: `int(x)`, `x.to_i`, `(x as? String)`, `x ?? ""`. */
export function widened({ from, to }: CodeExpression, code: ForeignCode): { a: number; b: number } {
  const { tokens, pairs } = code;
  let a = from - 1;
  let b = to;
  for (let steps = 0; steps < 8; steps += 1) {
    const next = behind(b, code);
    if (next > b) {
      b = next;
      continue;
    }
    const isMessage = CONVERTERS.test(tokens[b]?.text ?? '') && tokens[a]?.text === '[';
    if (isMessage && pairs.get(a) === b + 1) {
      a -= 1;
      b += 2;
      continue;
    }
    // `PlaidCode(rawValue: x)`
    if (tokens[a]?.text === ':' && tokens[a - 1]?.text === 'rawValue') a -= 2;
    if (tokens[a]?.text !== '(' || pairs.get(a) !== b) break;
    const name = tokens[a - 1];
    const made = madeFrom(a, code);
    if (made !== undefined) {
      a = made;
      b += 1;
      continue;
    }
    if (name?.kind === 'name' && !CONVERTERS.test(name.text)) {
      // `switch (x)` is a switch on it, `handle(x)` something else.
      if (!/^(?:switch|match|when|case|if|elseif|while|return|and|or|not|in)$/.test(name.text))
        break;
    }
    b += 1;
    a -= 1;
    if (name?.kind !== 'name' || !CONVERTERS.test(name.text)) continue;
    a -= 1;
    while (tokens[a]?.text === '.' && tokens[a - 1]?.kind === 'name') a -= 2;
  }
  return { a, b };
}

/** Before the call that makes an enum of a code: `PlaidCode(x)`, `PlaidCode.of(x)`. */
function madeFrom(open: number, { tokens }: ForeignCode): number | undefined {
  const isMember = tokens[open - 2]?.text === '.';
  if (isMember && !/^(?:of|from\w*|for\w*|by\w*|find\w*|parse)$/.test(tokens[open - 1]?.text ?? ''))
    return undefined;
  const at = isMember ? open - 3 : open - 1;
  return /^[A-Z]\w*$/.test(tokens[at]?.text ?? '') &&
    /(?:Code|Type|Kind)$/.test(tokens[at]?.text ?? '')
    ? at - 1
    : undefined;
}

/** Behind one conversion, or where it was. */
function behind(b: number, { tokens, pairs }: ForeignCode): number {
  const [sign, name, open] = [tokens[b], tokens[b + 1], tokens[b + 2]];
  if (/^[?!]$/.test(sign?.text ?? '')) return b + 1;
  if (/^(?:\.|->|\?\.|&\.)$/.test(sign?.text ?? '')) {
    if (name?.text === '(') return (pairs.get(b + 1) ?? b) + 1; // x.(string)
    if (!CONVERTERS.test(name?.text ?? '')) return b;
    return open?.text === '(' ? (pairs.get(b + 2) ?? b + 1) + 1 : b + 2;
  }
  if (sign?.text === 'as') return /^[?!]$/.test(name?.text ?? '') ? b + 3 : b + 2;
  if (/^(?:\?\?|\|\||or)$/.test(sign?.text ?? '') && name?.kind === 'string' && name.value === '')
    return b + 2;
  return b;
}
