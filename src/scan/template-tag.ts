import type { Range } from './scanned-file.ts';

/** A tag of a template language: what a server replaces before a browser sees the page. */
export interface TemplateTag extends Range {
  /** `output` leaves a value in its place, `control` and `comment` leave nothing. */
  readonly role: 'output' | 'control' | 'comment';
  /** False where the same characters may be code (`{{` in a page that may or may not be a template). */
  readonly certain: boolean;
  /** What a control tag does to the text around it. */
  readonly branch?: 'open' | 'else' | 'close';
}
