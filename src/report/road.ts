import { formatCount } from '../core/format-count.ts';
import { shellWord } from '../core/shell-word.ts';
import type { Stage } from '../rules/rule.ts';
import type { CodeFacts } from './code-facts.ts';
import type { Finding, Road, RoadStage, Tokens, Webhooks } from './report.ts';

/** What the stages are told by. */
export interface RoadFacts {
  readonly paths: readonly string[];
  readonly findings: readonly Finding[];
  readonly webhooks: Webhooks;
  readonly tokens: Tokens | null;
  readonly facts: CodeFacts;
  /** As in a command: ` --ledger x`, empty for none or the default. */
  readonly ledgerFlag: string;
}

/** handlers → tokens → server → client: where each stands, and what comes next. */
export function buildRoad(given: RoadFacts): Road {
  const stages = [handlersStage(given), tokensStage(given), serverStage(given), clientStage(given)];
  const isPlaids = stages.some(({ state }) => state === 'done' || state === 'open');
  const next = isPlaids
    ? stages.find(({ state }) => state === 'open' || state === 'unknown')
    : undefined;
  return {
    stages,
    next:
      next === undefined
        ? afterwards(given)
        : { text: adviceFor(next, given), command: next.command },
  };
}

function handlersStage({ webhooks, findings }: RoadFacts): RoadStage {
  const handlers = webhooks.handlers.filter(({ does }) => does === 'handles');
  const legacy = handlers.filter(({ formats }) => formats === 'legacy').length;
  const telling = handlers.filter(({ formats }) => formats === 'new' || formats === 'both');
  const current = telling.filter(({ inner }) => !inner).length;
  // Warnings are worth a look, and no reason to wait with the tokens.
  const others = openIn(findings, 'handlers').filter(({ severity }) => severity === 'error').length;
  const base = { stage: 'handlers', done: current, command: null } as const;
  if (legacy > 0) {
    const text = `${count(legacy, 'handler knows', 'handlers know')} the legacy format alone${
      current === 0 ? '' : `, ${String(current)} the new one`
    }.`;
    return { ...base, state: 'open', left: legacy, text };
  }
  if (others > 0) {
    return { ...base, state: 'open', left: others, text: `${count(others, 'place')} to look at.` };
  }
  if (webhooks.handlers.length === 0) {
    return { ...base, state: 'none', left: 0, text: 'No code here takes webhooks.' };
  }
  const text =
    telling.length > 0
      ? 'Every handler knows the new format.'
      : 'No handler here tells webhooks apart, so the new format changes nothing for them.';
  return { ...base, state: 'done', left: 0, text };
}

function tokensStage({ tokens, paths, ledgerFlag, findings }: RoadFacts): RoadStage {
  const calls = openIn(findings, 'tokens').length;
  if (tokens === null) {
    const code = paths.map((path) => ` --code ${shellWord(path)}`).join('');
    return {
      stage: 'tokens',
      state: 'unknown',
      done: 0,
      left: calls,
      text: 'Not known: show the record of their migration with --ledger.',
      command: `plaid-migrate tokens --from SOURCE${code} --dry-run`,
    };
  }
  const { migrated, skipped } = tokens.counts.states;
  const done = migrated + skipped;
  const { open, refused } = leftIn(tokens);
  const left = open + refused;
  const base = { stage: 'tokens', done, left } as const;
  if (done + left === 0) {
    return { ...base, state: 'none', text: 'The ledger holds no token.', command: null };
  }
  if (open > 0) {
    const text = `${formatCount(done)} of ${formatCount(done + left)} tokens are of the current form.`;
    return { ...base, state: 'open', text, command: `plaid-migrate tokens${ledgerFlag}` };
  }
  const text =
    refused === 0
      ? `${done === 1 ? 'The one token is' : `All ${formatCount(done)} tokens are`} of the current form.`
      : `${count(done, 'token is', 'tokens are')} of the current form, ${refused === 1 ? 'one was' : `${formatCount(refused)} were`} refused.`;
  return { ...base, state: 'done', text, command: null };
}

/** Tokens that the tool still upgrades, and those of which Plaid wants to hear no more. */
function leftIn({ counts }: Tokens): { readonly open: number; readonly refused: number } {
  const { pending, in_flight, failed, unknown } = counts.states;
  return {
    open: pending + in_flight + unknown - counts.unknownRefused,
    refused: failed + counts.unknownRefused,
  };
}

/** What is beside the road, once it is done. */
function afterwards({ tokens, ledgerFlag }: RoadFacts): Road['next'] {
  if (tokens === null || leftIn(tokens).refused === 0) return null;
  return {
    text: 'The road is done. Look at the tokens that Plaid refused: their users may have to link their bank again.',
    command: `plaid-migrate tokens status${ledgerFlag} --all`,
  };
}

function serverStage(given: RoadFacts): RoadStage {
  return codeStage(given, 'server', given.facts.mintLinkTokens, {
    none: 'No server code here makes link tokens, and none has to change.',
    done: 'The server makes link tokens.',
  });
}

function clientStage(given: RoadFacts): RoadStage {
  return codeStage(given, 'client', given.facts.openWithLinkToken, {
    none: 'No code here opens Link.',
    done: 'Link opens with link tokens.',
  });
}

function codeStage(
  { findings, paths }: RoadFacts,
  stage: 'server' | 'client',
  current: ReadonlySet<string>,
  texts: { readonly none: string; readonly done: string },
): RoadStage {
  const open = openIn(findings, stage);
  const files = new Set(open.map(({ path }) => path));
  const done = [...current].filter((path) => !files.has(path)).length;
  const left = open.length;
  if (left === 0) {
    return current.size === 0
      ? { stage, state: 'none', done, left, text: texts.none, command: null }
      : { stage, state: 'done', done, left, text: texts.done, command: null };
  }
  const byCodemod = open.filter(({ remedy }) => remedy !== 'by-hand').length;
  const how =
    byCodemod === 0
      ? 'by hand'
      : byCodemod === left
        ? 'with codemod'
        : `${formatCount(byCodemod)} with codemod, ${formatCount(left - byCodemod)} by hand`;
  return {
    stage,
    state: 'open',
    done,
    left,
    text: `${count(left, 'place')} to change in ${count(files.size, 'file')}: ${how}.`,
    command:
      byCodemod === 0 ? null : `plaid-migrate codemod ${paths.map(shellWord).join(' ')} --dry-run`,
  };
}

function openIn(findings: readonly Finding[], stage: Stage): readonly Finding[] {
  return findings.filter((each) => each.stage === stage && each.severity !== 'note');
}

function adviceFor({ stage, state, command }: RoadStage, { webhooks }: RoadFacts): string {
  switch (stage) {
    case 'handlers':
      if (!webhooks.handlers.some(({ formats }) => formats === 'legacy')) {
        return 'Look at what is said of the webhook handlers before you go on with the tokens.';
      }
      return 'Give every handler a branch for the new webhooks, and keep the old ones for now: each token that is upgraded turns the webhooks of its Item at once.';
    case 'tokens':
      return state === 'unknown'
        ? 'Upgrade the access tokens, or say with --ledger that it is done.'
        : 'Go on with the access tokens.';
    case 'server':
    case 'client':
      return command === null
        ? `Change what is left of the ${stage} by hand; the findings say how.`
        : `Look at what codemod makes of the ${stage}, then run it without --dry-run.`;
  }
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${formatCount(number)} ${number === 1 ? one : many}`;
}
