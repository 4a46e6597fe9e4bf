import { githubReport } from './github.ts';
import { htmlReport } from './html/report-page.ts';
import { jsonReport } from './json.ts';
import { markdownReport } from './markdown.ts';
import { sarifReport } from './sarif.ts';
import type { Report } from '../report.ts';

/** What programs, services and browsers read; `text` is for a terminal, and made there. */
export const documentFormats = {
  json: jsonReport,
  markdown: markdownReport,
  sarif: sarifReport,
  github: githubReport,
  html: htmlReport,
} as const satisfies Readonly<Record<string, (report: Report) => string>>;

export type DocumentFormat = keyof typeof documentFormats;
