import type { ChalkInstance } from 'chalk';

/** How a report is printed. */
export interface ReportStyle {
  readonly colour: ChalkInstance;
  /** Columns of the terminal, or of the page. */
  readonly width: number;
  /** Known findings and skipped files, too. */
  readonly verbose: boolean;
}
