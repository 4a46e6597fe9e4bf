import { legacyWebhooks, legacyWebhooksIn } from '../../plaid/webhooks.ts';
import { quoteStyle } from '../../scan/quote-style.ts';
import type { Script } from '../../scan/scanned-file.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { fileStyle, type FileStyle } from '../../scan/file-style.ts';
import { rangeOf, type CodeTest } from './code-test.ts';
import type { Suggestion } from './webhook-handler.ts';

/** What the suggested function is called. */
const FUNCTION = 'webhookName';

/** The branch that takes what legacy codes stood for, in both formats. */
export function branchInstead(
  test: CodeTest,
  { from, to }: { readonly from: number; readonly to: number },
  place: CodePlace,
): string | undefined {
  const quote = quoteStyle(place.script.source);
  // As the suggested function gives them: `TRANSACTIONS/DEFAULT_UPDATE`.
  const texts = legacyWebhooksIn(from, to).flatMap(({ becomes }) =>
    becomes === undefined ? [] : [`${quote}${becomes.type}/${becomes.code}${quote}`],
  );
  const [text] = texts;
  if (text === undefined) return undefined;
  if (texts.length > 1) {
    const not = test.form.kind === 'comparison' && !test.form.equal ? '!' : '';
    return `${not}[${texts.join(', ')}].includes(${subjectInstead(test)})`;
  }
  switch (test.form.kind) {
    case 'case':
      return `case ${text}`;
    case 'comparison':
      return `${subjectInstead(test)} ${test.form.equal ? '===' : '!=='} ${text}`;
    case 'key':
    case 'member':
      return text;
    case 'element':
      return `${text}: ${test.node.getText()}`;
  }
}

function subjectInstead(test: CodeTest): string {
  return `${FUNCTION}(${bodyOf(test) ?? 'body'})`;
}

/** What stands for the payload where it is told apart, if anything does. */
function bodyOf({ origins }: CodeTest): string | undefined {
  // What reads the body is not to be called twice.
  return origins.find(({ text }) => text !== undefined && !/[(]|await/.test(text))?.text;
}

const known = new WeakMap<Script['source'], FileStyle>();

function styleOf(script: Script): FileStyle {
  const style = known.get(script.source) ?? fileStyle(script);
  known.set(script.source, style);
  return style;
}

/** What tells webhooks of both formats apart, where the code was looked at. */
export function bothFormats(test: CodeTest, place: CodePlace): Suggestion {
  const style = styleOf(place.script);
  const { quote, indent, lineEnd } = style;
  const end = style.semicolons ? ';' : '';
  const text = (name: string): string => quote + name + quote;
  const rows = legacyWebhooks.flatMap(({ code, becomes }) =>
    typeof code === 'number' && becomes !== undefined
      ? [`${indent}${String(code)}: ${text(`${becomes.type}/${becomes.code}`)},`]
      : [],
  );
  const type = style.typescript ? ': Record<string, string>' : '';
  const parameter = style.typescript ? 'body: any' : 'body';
  const lines = [
    '// Above the handler: the name of a webhook, whichever format it comes in.',
    `${style.syntax === 'es5' ? 'var' : 'const'} legacyNames${type} = {`,
    ...rows,
    `}${end}`,
    `function ${FUNCTION}(${parameter}) {`,
    `${indent}if (body.webhook_code) return body.webhook_type + ${text('/')} + body.webhook_code${end}`,
    `${indent}return legacyNames[body.code] || ${text('ITEM/ERROR')}${end}`,
    '}',
    bodyOf(test) === undefined ? '// Here, with all that came in as body:' : '// Here:',
    subjectInstead(test),
  ];
  return { range: rangeOf(test.subject), code: lines.join(lineEnd) };
}
