import { formatCount } from '../core/format-count.ts';

/** `12,040 Items send`, `1 Item sends`. */
export function itemsSend(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'Item sends' : 'Items send'}`;
}

/** What is wrong where Items are ahead of the handlers. */
export function itemsAhead(sendNewFormat: number): string {
  return `${itemsSend(sendNewFormat)} the new webhook format, and a handler that knows the legacy one alone is left.`;
}
