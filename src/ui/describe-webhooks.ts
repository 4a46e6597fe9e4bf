import type { Place, Webhooks } from '../report/report.ts';
import type { ReportStyle } from './report-style.ts';
import { renderTable } from './table.ts';
import { hang } from './wrap.ts';

/** The tables of webhooks: legacy codes and fields, and what will come besides. Empty without any. */
export function describeWebhooks(
  { legacyCodes, legacyFields, missing, products }: Webhooks,
  { colour, width }: Omit<ReportStyle, 'verbose'>,
): string {
  const sections: string[] = [];
  if (legacyCodes.length > 0) {
    const rows = legacyCodes.map(({ written, becomes, handled, places }) => [
      written,
      becomes === null ? 'nothing' : `${becomes.type} / ${becomes.code}`,
      handled ? 'handled, too' : 'no branch yet',
      shownPlaces(places),
    ]);
    const table = renderTable(
      ['code', 'becomes', '', 'where'].map((heading) => ({ heading })),
      rows,
      width - 2,
    );
    const notes = legacyCodes.flatMap(({ written, note }) =>
      note === null ? [] : [hang('  ', `${written}: ${note}`, width)],
    );
    sections.push(
      `${colour.bold('Legacy webhook codes in use')}\n${indented(table)}${notes.join('')}`,
    );
  }
  if (legacyFields.length > 0) {
    const table = renderTable(
      ['field', 'becomes', 'where'].map((heading) => ({ heading })),
      legacyFields.map(({ field, becomes, places }) => [
        field,
        becomes ?? 'nothing',
        shownPlaces(places),
      ]),
      width - 2,
    );
    sections.push(`${colour.bold('Fields of the legacy payload')}\n${indented(table)}`);
  }
  if (missing.length > 0) {
    const known =
      products.length === 0
        ? 'Those of every Item; the products in use are not known.'
        : `By the products in use: ${products.join(', ')}.`;
    const lines = missing.map(({ type, code, note, needed }) =>
      hang(`  ${needed ? '!' : ' '} `, `${type} / ${code}: ${note}`, width),
    );
    const head = colour.bold('Webhooks that will come and have no branch');
    sections.push(`${head}\n${hang('  ', known, width)}${lines.join('')}`);
  }
  return sections.join('\n');
}

function shownPlaces(places: readonly Place[]): string {
  const [first] = places;
  if (first === undefined) return '';
  const more = places.length > 1 ? ` +${String(places.length - 1)}` : '';
  return `${first.path}:${String(first.line)}${more}`;
}

function indented(table: string): string {
  return table.replaceAll(/^(?=.)/gm, '  ');
}
