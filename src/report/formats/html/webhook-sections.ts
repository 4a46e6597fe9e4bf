import { unreachable } from '../../../core/errors.ts';
import type { HandlerRow, Place, WebhookLog, Webhooks } from '../../report.ts';
import { breakable } from './findings-table.ts';
import { counted, html, nothing, type Markup } from './markup.ts';
import { formatCount } from '../../../core/format-count.ts';

/** What the code does with webhooks: which codes, which fields, which handlers, and what will come. */
export function webhookSections(webhooks: Webhooks): Markup {
  const { legacyCodes, legacyFields, handlers, missing } = webhooks;
  if (handlers.length === 0) return nothing;
  return html`<section aria-labelledby="webhooks">
    <h2 id="webhooks">
      Webhooks <span class="tally">${counted(handlers.length, 'handler')}</span>
    </h2>
    ${handlersTable(handlers)} ${legacyCodes.length === 0 ? nothing : codesTable(webhooks)}
    ${legacyFields.length === 0 ? nothing : fieldsTable(webhooks)}
    ${missing.length === 0 ? nothing : missingTable(webhooks)}
  </section> `;
}

function handlersTable(handlers: readonly HandlerRow[]): Markup {
  return html`<table data-sortable>
    <caption>
      Handlers
    </caption>
    <thead>
      <tr>
        <th scope="col">Place</th>
        <th scope="col">Route</th>
        <th scope="col">Formats</th>
        <th scope="col">Takes</th>
        <th scope="col">Verified</th>
      </tr>
    </thead>
    <tbody>
      ${handlers.map(
        (handler) =>
          html`<tr>
            <td data-label="Place">${place(handler)}</td>
            <td data-label="Route">
              ${handler.route === null ? '–' : html`<code>${handler.route}</code>`}
            </td>
            <td data-label="Formats">
              <span class="badge ${handler.formats}">${formats(handler)}</span>
            </td>
            <td data-label="Takes">
              ${handler.codes.length === 0 ? 'whatever arrives' : handler.codes.join(', ')}
            </td>
            <td data-label="Verified">${handler.verifies ? 'yes' : 'no'}</td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

function formats({ formats: known, does }: HandlerRow): string {
  if (does === 'logs') return 'only logs';
  if (does === 'stores') return 'only stores';
  switch (known) {
    case 'legacy':
      return 'legacy alone';
    case 'both':
      return 'both';
    case 'new':
      return 'new';
    case 'none':
      return 'tells none apart';
    default:
      return unreachable(known);
  }
}

function codesTable({ legacyCodes }: Webhooks): Markup {
  return html`<table data-sortable>
    <caption>
      Legacy codes in use, and what becomes of them
    </caption>
    <thead>
      <tr>
        <th scope="col">Code</th>
        <th scope="col">What it says</th>
        <th scope="col">Becomes</th>
        <th scope="col">Branch for it</th>
        <th scope="col">Where</th>
      </tr>
    </thead>
    <tbody>
      ${legacyCodes.map(
        ({ code, written, meaning, becomes, note, handled, places }) =>
          html`<tr>
            <td
              data-label="Code"
              data-value="${String(code === 'error' ? 99999 : code).padStart(6, '0')}"
            >
              <code>${written}</code>
            </td>
            <td data-label="What it says">
              ${meaning}${note === null ? nothing : html`<small>${note}</small>`}
            </td>
            <td data-label="Becomes">
              ${becomes === null ? 'nothing' : html`<code>${becomes.type}</code> <code>${becomes.code}</code>`}
            </td>
            <td data-label="Branch for it">
              <span class="badge ${handled ? 'yes' : 'no'}">${handled ? 'yes' : 'not yet'}</span>
            </td>
            <td data-label="Where">${placeList(places)}</td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

function fieldsTable({ legacyFields }: Webhooks): Markup {
  return html`<table data-sortable>
    <caption>
      Fields of the legacy payload that are read
    </caption>
    <thead>
      <tr>
        <th scope="col">Field</th>
        <th scope="col">Becomes</th>
        <th scope="col">Where</th>
      </tr>
    </thead>
    <tbody>
      ${legacyFields.map(
        ({ field, becomes, note, places }) =>
          html`<tr>
            <td data-label="Field"><code>${field}</code></td>
            <td data-label="Becomes">${becomes ?? 'nothing'}<small>${note}</small></td>
            <td data-label="Where">${placeList(places)}</td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

function missingTable({ missing, products }: Webhooks): Markup {
  const by =
    products.length === 0
      ? 'those of every Item; the products in use are not known'
      : `by the products in use: ${products.join(', ')}`;
  return html`<table data-sortable>
    <caption>
      Webhooks that will come and have no branch, ${by}
    </caption>
    <thead>
      <tr>
        <th scope="col">Webhook</th>
        <th scope="col">What it says</th>
        <th scope="col">Needed</th>
      </tr>
    </thead>
    <tbody>
      ${missing.map(
        ({ type, code, note, needed }) =>
          html`<tr>
            <td data-label="Webhook"><code>${type}</code> <code>${code}</code></td>
            <td data-label="What it says">${note}</td>
            <td data-label="Needed">${needed ? html`<span class="badge no">yes</span>` : 'no'}</td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

/** What really arrived, by `--webhook-log`. */
export function logSection({ lines, others, broken, codes }: WebhookLog): Markup {
  const most = Math.max(1, ...codes.map(({ count }) => count));
  return html`<section aria-labelledby="arrived">
    <h2 id="arrived">What arrived <span class="tally">${counted(lines, 'line')} of log</span></h2>
    <table data-sortable>
      <caption>
        ${counted(others, 'line')} without a webhook of Plaid’s, ${formatCount(broken)} that cannot
        be read
      </caption>
      <thead>
        <tr>
          <th scope="col">Webhook</th>
          <th scope="col">Format</th>
          <th scope="col">Arrived</th>
          <th scope="col">Items</th>
          <th scope="col">Branch for it</th>
        </tr>
      </thead>
      <tbody>
        ${codes.map(
          ({ format, name, count, items, handled }) =>
            html`<tr>
              <td data-label="Webhook"><code>${name}</code></td>
              <td data-label="Format">${format}</td>
              <td data-label="Arrived" data-value="${String(count).padStart(12, '0')}">
                <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                  <rect
                    class="${format}"
                    width="${((100 * count) / most).toFixed(1)}"
                    height="8"
                  /></svg
                >${formatCount(count)}
              </td>
              <td data-label="Items" data-value="${String(items).padStart(12, '0')}">
                ${formatCount(items)}
              </td>
              <td data-label="Branch for it">
                <span class="badge ${handled ? 'yes' : 'no'}">${handled ? 'yes' : 'none'}</span>
              </td>
            </tr> `,
        )}
      </tbody>
    </table>
  </section> `;
}

function place({ path, line }: Place): Markup {
  return html`<code>${breakable(path)}<span class="line">:${line}</span></code>`;
}

function placeList(places: readonly Place[]): Markup {
  const [first, ...rest] = places;
  if (first === undefined) return nothing;
  if (rest.length === 0) return place(first);
  return html`<details>
    <summary>${place(first)} and ${rest.length} more</summary>
    <ul>
      ${rest.map((each) => html`<li>${place(each)}</li>`)}
    </ul>
  </details>`;
}
