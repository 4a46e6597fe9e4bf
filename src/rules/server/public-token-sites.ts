import { ts } from 'ts-morph';
import type { FileEdit, Site } from '../rule.ts';
import {
  PUBLIC_TOKEN_ROUTE,
  turnedCall,
  undecidedSite,
  type OldTokenCall,
} from './public-token-call.ts';
import { requestAround } from './request-around.ts';

/** The sites of a call of a client that stays the one it is. */
export function tokenCallSites(old: OldTokenCall): readonly Site[] {
  const { call, place } = old;
  const { path } = place.file;
  const turned = turnedCall(old);
  if (turned === undefined || !ts.isPropertyAccessExpression(call.expression)) return [];
  const { message, open, request, renamed, needsRenamed } = turned;
  if (request === undefined) return [undecidedSite(old, message, open ?? '')];
  const around = requestAround(old, call.expression.name, request, '');
  const edits = around.map((edit): FileEdit => Object.assign({ path }, edit));
  const start = call.getStart(place.script.source);
  const together = `${PUBLIC_TOKEN_ROUTE} ${path} ${String(start)}`;
  const site: Site = {
    ...(open === undefined ? rewrittenSite(old, message) : undecidedSite(old, message, open)),
    edits: [...edits, ...turned.edits],
    together,
  };
  if (renamed === undefined) return [site];
  return [site, needsRenamed ? { ...renamed, together } : { ...renamed, after: together }];
}

function rewrittenSite({ call, place }: OldTokenCall, message: string): Site {
  return {
    rule: PUBLIC_TOKEN_ROUTE,
    path: place.file.path,
    range: { start: call.getStart(place.script.source), end: call.end },
    outcome: 'rewritten',
    message,
    edits: [],
  };
}
