import { legacyWebhooksIn } from '../../../plaid/webhooks.ts';
import type { BranchMatch, Suggestion, WebhookBranch } from '../webhook-handler.ts';
import type { ForeignCode } from '../../languages/foreign-code.ts';
import { bothFormatsIn, namedIn } from './both-formats.ts';
import type { FieldRead } from './payload-reads.ts';
import type { ToldPlace } from './told-codes.ts';

/** What takes a legacy code in both formats, in place of a branch: `webhook_name(body) == 'ITEM/ERROR'`. */
export function branchInstead(
  { range, takes }: Pick<WebhookBranch, 'range' | 'takes'>,
  reads: readonly FieldRead[],
  code: ForeignCode,
): string | undefined {
  const named = namedIn(code.language, payloadName(reads));
  const names = namesOf(takes);
  const [first] = names;
  if (named === undefined || first === undefined) return undefined;
  const text = code.withoutComments.slice(range.start, range.end);
  // `"code" => 0` in the head of a function has to become another head.
  if (text.includes('=>')) return undefined;
  const isNot = /!==?/.test(text);
  const comparison = /===|==|!==|!=|\.equals\(|\.eql\?|isEqualTo/.exec(text)?.[0];
  const isLabel =
    /^[\s@"']*[\w.:]+["']?$|^[\w"']+\s*(?:\.\.|\.\.\.|\.\.<|until)\s*\w+$|^=?>=?|^\d+\s+and\b/.test(
      text,
    );
  const literals = names.map((name) => named.quote(name));
  if (isLabel) return literals.join(code.language === 'csharp' ? ' or ' : ', ');
  if (comparison === undefined && !/[<>]/.test(text)) return undefined;
  const [one = ''] = literals;
  if (code.language === 'java' || code.language === 'objective-c') return undefined;
  const isStrict = comparison === '===' || comparison === '!==';
  return `${named.subject} ${isNot ? '!=' : '=='}${isStrict ? '=' : ''} ${one}`;
}

/** A name for both formats, where a handler that knows the legacy one alone looks at the code. */
export function nameInstead(
  places: readonly ToldPlace[],
  reads: readonly FieldRead[],
  code: ForeignCode,
): Suggestion | undefined {
  const place = places.find(({ branches }) =>
    branches.some(({ literal }) => literal.kind === 'legacy'),
  );
  const suggestion = bothFormatsIn(code.language, payloadName(reads));
  if (place === undefined || suggestion === undefined) return undefined;
  return { range: place.subject, code: suggestion };
}

function namesOf(takes: BranchMatch): readonly string[] {
  if (takes.format !== 'legacy') return [];
  return legacyWebhooksIn(takes.from, takes.to).flatMap(({ becomes }) =>
    becomes === undefined ? [] : [`${becomes.type}/${becomes.code}`],
  );
}

/** What the code is read from. */
function payloadName(reads: readonly FieldRead[]): string {
  const receiver = reads.find(({ field }) => field === 'code')?.receiver;
  return receiver === undefined || receiver === '%' ? 'body' : receiver;
}
