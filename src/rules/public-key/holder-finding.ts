import { unreachable } from '../../core/errors.ts';
import type { Project } from '../../scan/project.ts';
import type { FileEdit, Site } from '../rule.ts';
import type { Holder, Read } from './holder.ts';

/** What is said of a holder that goes. */
export function removedSite(rule: string, holder: Holder, edits: readonly FileEdit[]): Site {
  const { path, range, name } = holder;
  const message = `${name} ${holds(holder)} the public_key of Link; nothing reads it any more, so it is gone.`;
  return { rule, path, range, outcome: 'rewritten', message, edits };
}

/** What is said of a holder that stays: who reads it, and what to do. */
export function keptSite(
  rule: string,
  holder: Holder,
  keptBy: Read | undefined,
  project: Project,
): Site {
  const { path, range, name, removal } = holder;
  const site = { rule, path, range, outcome: 'manual' as const, edits: [] };
  const what = `${name} ${holds(holder)} the public_key of Link`;
  if (holder.kind === 'answer') {
    return {
      ...site,
      message: `A route still answers the public_key of Link as ${name}.`,
      next: 'Let it answer a link_token instead, or take the entry out when no other client asks for it.',
    };
  }
  if (keptBy === undefined) {
    const why = removal.kind === 'by-hand' ? ` ${removal.why}` : '';
    return {
      ...site,
      message: `${what}, and nothing reads it any more.${why}`,
      next: `Take ${name} out by hand.`,
    };
  }
  const where = placeOf(keptBy, project);
  return {
    ...site,
    message: `${what}, and stays: ${where} ${reading(keptBy)}.`,
    next: nextStep(keptBy, name, where),
  };
}

function holds({ kind }: Holder): string {
  return kind === 'type' ? 'is the type of' : 'holds';
}

function placeOf({ path, range }: Read, project: Project): string {
  const text = project.load(path)?.text ?? '';
  return `${path}:${String(text.slice(0, range.start).split('\n').length)}`;
}

function reading({ by }: Read): string {
  switch (by) {
    case 'client':
      return 'makes the Plaid client with it';
    case 'answer':
      return 'answers it';
    case 'check':
      return 'checks that it is there';
    case 'template':
      return 'renders it';
    case 'other-language':
      return 'names it, in a language that is not followed';
    case 'whole':
      return 'hands on the whole object it is in';
    case 'type':
      return 'gives the object it is in a type that may ask for it';
    case 'code':
      return 'names it';
    default:
      return unreachable(by);
  }
}

function nextStep({ by }: Read, name: string, where: string): string {
  switch (by) {
    case 'client':
      return `Keep it until ${where} is on plaid 6 or later, which takes no public_key; then take ${name} out.`;
    case 'answer':
      return `Let ${where} answer a link_token instead, then take ${name} out.`;
    case 'check':
      return `Take ${name} out of the check, then out of here.`;
    case 'template':
    case 'other-language':
    case 'code':
      return `Where ${where} means the public_key of Link, take it out there, then here.`;
    case 'whole':
      return `See that nobody who gets the object needs ${name}, then take it out.`;
    case 'type':
      return `Take ${name} out of the type at ${where} and of the object.`;
    default:
      return unreachable(by);
  }
}
