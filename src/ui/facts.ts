import { escapeControls } from './escape-controls.ts';
import { formatCount } from './numbers.ts';

/** Lines of `name  value`, names padded to one width, numbers on the right. Ends in a newline. */
export function renderFacts(facts: readonly (readonly [string, string | number])[]): string {
  const names = Math.max(...facts.map(([name]) => name.length));
  const numbers = facts.flatMap(([, value]) =>
    typeof value === 'number' ? [formatCount(value).length] : [],
  );
  const width = Math.max(0, ...numbers);
  return facts
    .map(([name, value]) => {
      const shown =
        typeof value === 'number' ? formatCount(value).padStart(width) : escapeControls(value);
      return `  ${name.padEnd(names)}  ${shown}\n`;
    })
    .join('');
}
