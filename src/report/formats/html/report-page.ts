import { createHash } from 'node:crypto';
import type { Report } from '../../report.ts';
import { findingsTable, breakable } from './findings-table.ts';
import { counted, html, Markup, nothing } from './markup.ts';
import { formatCount } from '../../../core/format-count.ts';
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';
import { roadPicture } from './road-picture.ts';
import { tokensSection } from './tokens-section.ts';
import { logSection, webhookSections } from './webhook-sections.ts';

/** The report as one page that needs nothing else: no network, and it can be read without scripts. */
export function htmlReport(report: Report): string {
  const { road, webhooks, tokens, webhookLog, paths } = report;
  const where = paths.length === 1 && paths[0] === '.' ? 'the whole project' : paths.join(', ');
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="generator" content="plaid-migrate" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>Plaid migration: where it stands</title>
        ${new Markup(`<style>${pageStyle}</style>`)}
      </head>
      <body>
        <header>
          <p class="brand">plaid-migrate</p>
          <h1>Where the migration stands</h1>
          <p class="about">${where}, ${counted(report.counts.seen, 'file')}</p>
        </header>
        <main>
          ${road === null ? nothing : html`<section class="overview" aria-label="The road">${alarm(report)}${roadPicture(road)}${nextStep(report)}</section>`}
          ${tiles(report)} ${webhooks === null ? nothing : webhookSections(webhooks)}
          ${webhookLog === null ? nothing : logSection(webhookLog)}
          ${tokens === null ? nothing : tokensSection(tokens)} ${findingsTable(report)}
          ${unreadSection(report)}
        </main>
        <footer>
          <p>
            Made by plaid-migrate. No token, key or secret is in this page; it loads nothing and
            sends nothing.
          </p>
        </footer>
        ${new Markup(`<script>${pageScript}</script>`)}
      </body>
    </html> `;
  return page.text;
}

/** Nothing is loaded, and of scripts and styles only these two. */
const policy = [
  "default-src 'none'",
  `style-src '${hashOf(pageStyle)}'`,
  `script-src '${hashOf(pageScript)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** What cannot wait: webhooks that arrive in a format nobody here reads. */
function alarm({ tokens }: Report): Markup {
  if (tokens?.ahead !== true) return nothing;
  const { sendNewFormat } = tokens;
  return html`<p class="alarm" role="note">
    <strong>${counted(sendNewFormat, 'Item sends', 'Items send')} the new webhook format</strong>,
    and a handler that knows the legacy one alone is left: what it is sent is lost.
  </p>`;
}

function nextStep({ road }: Report): Markup {
  if (road === null) return nothing;
  const { next, stages } = road;
  if (next === null) {
    return stages.some(({ state }) => state === 'done')
      ? html`<p class="next arrived"><strong>Nothing is left to do.</strong></p>`
      : nothing;
  }
  const command =
    next.command === null ? nothing : html`<pre tabindex="0"><code>${next.command}</code></pre>`;
  return html`<div class="next">
    <h2>Next</h2>
    <p>${next.text}</p>
    ${command}
  </div>`;
}

function tiles({ findings, webhooks, tokens, baseline, counts }: Report): Markup {
  const of = (remedy: string) => findings.filter((finding) => finding.remedy === remedy).length;
  const legacy = webhooks?.handlers.filter(({ formats }) => formats === 'legacy').length ?? 0;
  const facts: readonly (readonly [string, number])[] = [
    ['legacy handlers', legacy],
    ['for codemod', of('codemod')],
    ['codemod and a decision', of('decision')],
    ['by hand', of('by-hand')],
    ...(baseline === null
      ? ([['files with findings', counts.withFindings]] as const)
      : ([
          ['not in the baseline', baseline.new],
          ['gone from the baseline', baseline.gone],
        ] as const)),
    ...(tokens === null ? [] : ([['tokens upgraded', tokens.counts.states.migrated]] as const)),
  ];
  return html`<dl class="tiles">
    ${facts.map(
      ([name, count]) =>
        html`<div class="${count === 0 ? 'zero' : 'some'}">
          <dt>${name}</dt>
          <dd>${formatCount(count)}</dd>
        </div>`,
    )}
  </dl>`;
}

function unreadSection({ unread }: Report): Markup {
  if (unread.length === 0) return nothing;
  return html`<section aria-labelledby="unread">
    <h2 id="unread">
      Not read as a whole <span class="tally">${counted(unread.length, 'file')}</span>
    </h2>
    <ul class="plain">
      ${unread.map(({ path, reason }) => html`<li><code>${breakable(path)}</code> ${reason}</li>`)}
    </ul>
  </section> `;
}
