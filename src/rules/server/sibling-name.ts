import type { CodePlace } from '../../scan/code-place.ts';
import { camel } from './link-token-sample.ts';
import { wholeWord } from '../whole-word.ts';

/** In the manner of the name it stands beside: `create_link_token`, `createLinkToken`. */
export function siblingName(named: string, segment: string): string {
  const snake = segment
    .replaceAll('-', '_')
    .replace(/(?<=[a-z])[A-Z]/g, '_$&')
    .toLowerCase();
  return named.includes('_') ? snake : camel(snake);
}

/** Whether a script says a name, as whatever. */
export function isTaken(name: string, { script }: CodePlace): boolean {
  return wholeWord(name).test(script.source.text);
}
