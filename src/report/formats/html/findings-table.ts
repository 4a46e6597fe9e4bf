import { unreachable } from '../../../core/errors.ts';
import type { Excerpt, Finding, Report } from '../../report.ts';
import { counted, html, nothing, verbatim, type Markup } from './markup.ts';

/** Every finding, with its code folded; the tools above it are there where scripts run. */
export function findingsTable({ findings, rules }: Report): Markup {
  if (findings.length === 0) {
    return html`<section aria-labelledby="findings">
      <h2 id="findings">Code</h2>
      <p class="calm">No place in the code is left to change.</p>
    </section>`;
  }
  const titles = new Map(rules.map(({ id, title, docs }) => [id, { title, docs }]));
  return html`<section aria-labelledby="findings">
    <h2 id="findings">Code <span class="tally">${counted(findings.length, 'place')} left</span></h2>
    <div class="tools" hidden>
      <label>Search <input type="search" data-search /></label>
      ${choice('Stage', 'stage', ['handlers', 'tokens', 'server', 'client'])}
      ${choice('How', 'how', ['codemod', 'decide', 'by hand'])}
      ${choice('Baseline', 'known', findings.some(({ known }) => known) ? ['new', 'known'] : [])}
      <output data-shown></output>
    </div>
    <table class="findings" data-sortable>
      <thead>
        <tr>
          <th scope="col">Place</th>
          <th scope="col">What is left</th>
          <th scope="col">Stage</th>
          <th scope="col">How</th>
        </tr>
      </thead>
      <tbody>
        ${findings.map((finding) => row(finding, titles.get(finding.rule)))}
      </tbody>
    </table>
  </section> `;
}

function choice(label: string, name: string, values: readonly string[]): Markup {
  if (values.length === 0) return nothing;
  return html`<label
    >${label}
    <select data-filter="${name}">
      <option value="">all</option>
      ${values.map((value) => html`<option>${value}</option>`)}
    </select></label
  >`;
}

function row(
  finding: Finding,
  rule: { readonly title: string; readonly docs: string } | undefined,
): Markup {
  const { path, line, message, next, severity, stage, known, replacement, excerpt } = finding;
  const docs =
    rule === undefined ? nothing : html` <a href="${rule.docs}">Plaid’s documentation</a>`;
  return html`<tr
    data-stage="${stage}"
    data-how="${how(finding)}"
    data-known="${known ? 'known' : 'new'}"
  >
    <td data-label="Place" data-value="${path}:${String(line).padStart(7, '0')}">
      <code>${breakable(path)}<span class="line">:${line}</span></code>
    </td>
    <td data-label="What is left">
      <details>
        <summary>
          <span class="severity ${severity}" title="${severity}"
            ><span class="unseen">${severity}: </span></span
          >${message}${known ? html` <span class="badge">known</span>` : nothing}
        </summary>
        ${next === null ? nothing : html`<p>${next}</p>`} ${code(excerpt, finding)}
        ${
          replacement === null
            ? nothing
            : html`<p class="caption">Write instead:</p>
                <pre class="instead"><code>${replacement}</code></pre>`
        }
        <p class="caption"><code>${finding.rule}</code>${docs}</p>
      </details>
    </td>
    <td data-label="Stage">${stage}</td>
    <td data-label="How"><span class="badge ${finding.remedy}">${how(finding)}</span></td>
  </tr> `;
}

function how({ remedy }: Finding): string {
  switch (remedy) {
    case 'codemod':
      return 'codemod';
    case 'decision':
      return 'decide';
    case 'by-hand':
      return 'by hand';
    default:
      return unreachable(remedy);
  }
}

function code({ firstLine, lines }: Excerpt, { line, endLine, path }: Finding): Markup {
  const rows = lines.map((text, index) => {
    const number = firstLine + index;
    const isHit = line <= number && number <= endLine;
    const shown = text === '' ? ' ' : text;
    return verbatim`<span class="${isHit ? 'row hit' : 'row'}"><span class="number" aria-hidden="true">${number}</span>${shown}\n</span>`;
  });
  return verbatim`<pre tabindex="0" role="region" aria-label="Code of ${path}, line ${line}"><code>${rows}</code></pre>`;
}

/** Long paths break behind slashes. */
export function breakable(path: string): Markup {
  const [first = '', ...rest] = path.split('/');
  return html`${first}${rest.map((part) => html`/<wbr />${part}`)}`;
}
