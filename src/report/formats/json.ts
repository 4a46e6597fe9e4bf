import type { Report } from '../report.ts';

/** The document itself, as `schema/report.schema.json` describes it. */
export function jsonReport(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
