import type { ItemTokens } from './items.ts';

/** What a row of a mixed table holds. The shares are those of a table that has lived. */
type RowKind = 'legacy' | 'duplicate' | 'current' | 'empty' | 'legacy-sandbox' | 'clipped';

/** One row in a hundred of each rare kind, and the rest legacy. */
const RARE_KINDS: ReadonlyMap<number, RowKind> = new Map([
  [13, 'duplicate'],
  [29, 'current'],
  [37, 'empty'],
  [53, 'duplicate'],
  [71, 'legacy-sandbox'],
  [83, 'current'],
  [97, 'clipped'],
]);

/**
 * A CSV token table as companies have it: mostly legacy tokens, some rows already current, some
 * that share a token, some that hold none. Row `n` holds Item `n`.
 */
export function mixedTable(items: ItemTokens, rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const kind = RARE_KINDS.get(index % 100) ?? 'legacy';
    return `${String(index + 1)},user-${String(index + 1)},${cell(items, index, kind)}\n`;
  });
  return `id,user_id,plaid_access_token\n${lines.join('')}`;
}

function cell(items: ItemTokens, index: number, kind: RowKind): string {
  switch (kind) {
    case 'legacy':
      return items.legacyAccessToken(index);
    case 'duplicate':
      return items.legacyAccessToken(index - 1);
    case 'current':
      return items.accessToken(index, 1);
    case 'empty':
      return '';
    case 'legacy-sandbox':
      return 'test_chase';
    case 'clipped':
      return items.legacyAccessToken(index).slice(0, 128);
  }
}
