import type { CodePlace } from '../../scan/code-place.ts';
import { emptiedObjects } from '../edits/emptied-objects.ts';
import type { LinkCreateCall } from './link-create-call.ts';
import {
  isOfCall,
  planLinkCreate,
  rewriteLinkCreate,
  type LinkCreateContext,
  type LinkCreateRewrite,
} from './link-create-rewrite.ts';
import { nameBook } from '../name-book.ts';
import { namesOfPage } from '../options/page-names.ts';
import type { RuleSettings } from '../rule.ts';

/** What becomes of the calls of one script, each in its turn. */
export function rewriteLinkCalls(
  calls: readonly LinkCreateCall[],
  place: CodePlace,
  settings: RuleSettings,
): readonly LinkCreateRewrite[] {
  if (calls.length === 0) return [];
  const plans = calls.map(planLinkCreate);
  const possible = plans.filter((plan) => 'token' in plan);
  const context: LinkCreateContext = {
    names: nameBook('createLinkHandler', place, namesOfPage('createLinkHandler', place)),
    emptied: emptiedObjects(
      possible.flatMap((plan) => plan.gone),
      (use) => possible.some(({ call }) => isOfCall(call, use)),
      place,
    ),
    asked: new Set(),
    settings,
  };
  return plans.map((plan) => ('token' in plan ? rewriteLinkCreate(plan, context) : plan));
}
