import { ts } from 'ts-morph';
import { bare, memberName } from '../../scan/bindings.ts';
import { textOf, type CodePlace } from '../../scan/code-place.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import type { TextEdit } from '../../scan/text-edit.ts';

/** Environments that Plaid has ended: tartan with the legacy API, development in 2024. */
const ENDED = /^(development|tartan)$/;

/** An environment that is no more. */
export interface EndedEnvironment {
  readonly node: ts.Node;
  readonly edits: readonly TextEdit[];
  readonly name: string;
  /** What a person decides. */
  readonly open: string;
}

/** What `environments.x` and `environments[x]` come to; undefined where the environment is there today. */
export function endedEnvironment(
  environments: ts.Node,
  place: CodePlace,
): EndedEnvironment | undefined {
  const { parent } = environments;
  const { source } = place.script;
  const name = memberName(parent);
  if (name !== undefined && ENDED.test(name)) {
    const token = ts.isPropertyAccessExpression(parent)
      ? parent.name
      : ts.isElementAccessExpression(parent)
        ? parent.argumentExpression
        : parent;
    const start = token.getStart(source);
    const quote = source.text.charAt(start);
    const text = /['"`]/.test(quote) ? `${quote}sandbox${quote}` : 'sandbox';
    return {
      node: parent,
      edits: [{ start, end: token.end, text }],
      name,
      open: `Plaid ended ${name}: choose sandbox (test data) or production`,
    };
  }
  if (!ts.isElementAccessExpression(parent) || parent.expression !== environments) return undefined;
  const ended = endedName(parent.argumentExpression, place);
  return ended === undefined
    ? undefined
    : {
        node: parent,
        edits: [],
        name: ended,
        open: `${textOf(parent.argumentExpression, place)} can be ${ended}, which Plaid ended: set sandbox (test data) or production`,
      };
}

/** Whether code or settings of the tree give a name the value of an ended environment. */
function endedName(expression: ts.Expression, place: CodePlace): string | undefined {
  const node = bare(expression);
  let text = node.getText(place.script.source);
  if (ts.isIdentifier(node)) {
    const declared = symbolsOf(place.script).symbolOf(node)?.declarations?.[0];
    if (declared !== undefined && ts.isVariableDeclaration(declared)) {
      text += ` ${declared.initializer?.getText(place.script.source) ?? ''}`;
    }
  }
  const inCode = /(['"`])(development|tartan)\1/.exec(text)?.[2];
  if (inCode !== undefined) return inCode;
  const variable = /\benv\.(\w+)|\benv(?:var)?(?:\.\w+\(|\[)['"](\w+)/.exec(text);
  const name = variable?.[1] ?? variable?.[2];
  if (name === undefined) return undefined;
  const setting = new RegExp(
    `^\\s*(?:export\\s+)?${name}\\s*[=:]\\s*['"]?(development|tartan)\\b`,
    'm',
  );
  for (const file of place.project.files.values()) {
    const found = file.kind === 'data' ? setting.exec(file.text)?.[1] : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The same for a URL or a name that stands in the constructor itself. */
export function endedText(expression: ts.Expression): string | undefined {
  const node = bare(expression);
  if (!ts.isStringLiteralLike(node)) return undefined;
  const name = /^(?:https:\/\/)?(development|tartan)(?:\.plaid\.com\/?)?$/.exec(node.text)?.[1];
  return name === undefined
    ? undefined
    : `Plaid ended ${name}: choose sandbox (test data) or production`;
}
