import { tokenStates } from '../../../tokens/ledger/ledger.ts';
import type { Tokens } from '../../report.ts';
import { counted, html, nothing, type Markup } from './markup.ts';
import { formatCount } from '../../../core/format-count.ts';

/** Tokens by state, as a bar and in numbers, and since when webhooks come in the new format. */
export function tokensSection({ counts, since, until }: Tokens): Markup {
  const states = tokenStates.flatMap((state) => {
    const count = counts.states[state];
    return count === 0 ? [] : [{ state, count }];
  });
  const total = states.reduce((sum, { count }) => sum + count, 0);
  let x = 0;
  const bars = states.map(({ state, count }) => {
    const width = (1000 * count) / Math.max(1, total);
    const bar = html`<rect
      class="${state}"
      x="${x.toFixed(1)}"
      width="${width.toFixed(1)}"
      height="20"
    />`;
    x += width;
    return bar;
  });
  const said = states.map(({ state, count }) => `${state.replace('_', ' ')} ${formatCount(count)}`);
  return html`<section aria-labelledby="tokens">
    <h2 id="tokens">Tokens <span class="tally">${counted(total, 'token')}</span></h2>
    <svg
      class="states"
      viewBox="0 0 1000 20"
      preserveAspectRatio="none"
      role="img"
      aria-label="${said.join(', ')}"
    >
      ${bars}
    </svg>
    <dl class="legend">
      ${states.map(
        ({ state, count }) =>
          html`<div>
            <dt><span class="key ${state}"></span>${state.replace('_', ' ')}</dt>
            <dd>${formatCount(count)}</dd>
          </div>`,
      )}
    </dl>
    ${since === null ? nothing : html`<p class="caption">Upgraded ${days(day(since), day(until ?? since))}; from then on, each Item sends its webhooks in the new format.</p>`}
  </section> `;
}

function days(first: string, last: string): Markup {
  return first === last
    ? html`on <time>${first}</time>`
    : html`from <time>${first}</time> to <time>${last}</time>`;
}

function day(instant: string): string {
  return instant.slice(0, 10);
}
