/** A URL expression, cut into what is text, what a template engine fills in, and what is code. */
export type UrlPiece =
  | { readonly kind: 'text'; readonly text: string }
  /** A template tag in a string: `'<%= root %>/exchange'`. */
  | { readonly kind: 'tag'; readonly code: string }
  | { readonly kind: 'code'; readonly code: string };

/**
 * The URL beside another: its last path segment becomes `create_link_token`, in the style of the
 * segments that are there; query and a token in the path go. Undefined where no segment is text.
 */
export function siblingUrl(pieces: readonly UrlPiece[]): readonly UrlPiece[] | undefined {
  const whole = withoutQuery(pieces);
  const path = withoutParameters(whole);
  const last = path.at(-1);
  if (last === undefined || last.kind !== 'text') return undefined;
  // With code right behind it, the segment is half of a name; so it is right behind code.
  if (path.length < whole.length && !last.text.endsWith('/')) return undefined;
  const trimmed = last.text.replace(/\/+$/, '');
  const slash = trimmed.lastIndexOf('/');
  const segment = trimmed.slice(slash + 1);
  const isHost = /^(https?:)?\/\/[^/]*$/.test(trimmed) && path.length === 1;
  const isHalf = slash === -1 && path.length > 1;
  if (segment === '' || isHost || isHalf || /^graphql$/i.test(segment)) return undefined;
  const address = path.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
  // Hosts have hyphens, and nothing to say about names.
  const text = address.replace(/^(https?:)?\/\/[^/]*/, '');
  const extension = /\.\w+$/.exec(segment)?.[0] ?? '';
  const sibling = trimmed.slice(0, slash + 1) + nameLike(segment, text) + extension;
  return [...path.slice(0, -1), { kind: 'text', text: sibling }];
}

/** The URL below another that is one of `roots`, behind whatever code; undefined for any other. */
export function urlBelow(
  pieces: readonly UrlPiece[],
  roots: ReadonlySet<string>,
): readonly UrlPiece[] | undefined {
  const last = pieces.at(-1);
  if (last?.kind !== 'text' || roots.size === 0) return undefined;
  const base = last.text.replace(/\/+$/, '');
  const path = base.replace(/^(https?:)?\/\/[^/]*/, '');
  const isRoot =
    pieces.length === 1
      ? roots.has(path)
      : path.startsWith('/') && [...roots].some((each) => each.endsWith(path));
  if (!isRoot) return undefined;
  const name = nameLike(path.slice(path.lastIndexOf('/') + 1), path);
  return [...pieces.slice(0, -1), { kind: 'text', text: `${base}/${name}` }];
}

/** The name beside that of a server's function: `accounts.createLinkToken` beside `accounts.exchangeToken`. */
export function siblingName(name: string): string {
  const [, prefix = '', own = ''] = /^(.*[./:])?(.*)$/.exec(name) ?? [];
  return prefix + nameLike(own, own.includes('_') ? own : 'aB');
}

function withoutQuery(pieces: readonly UrlPiece[]): readonly UrlPiece[] {
  const kept: UrlPiece[] = [];
  for (const piece of pieces) {
    const cut = piece.kind === 'text' ? piece.text.search(/[?#]/) : -1;
    if (piece.kind !== 'text' || cut === -1) {
      kept.push(piece);
      continue;
    }
    if (cut > 0) kept.push({ kind: 'text', text: piece.text.slice(0, cut) });
    break;
  }
  return kept;
}

/** `/exchange/${token}/${account}`: the code at the end is values, not a place. */
function withoutParameters(pieces: readonly UrlPiece[]): readonly UrlPiece[] {
  let end = pieces.length;
  while (end > 1 && isParameter(pieces[end - 1])) end -= 1;
  return pieces.slice(0, end);
}

function isParameter(piece: UrlPiece | undefined): boolean {
  return piece?.kind !== 'text' || /^\/*$/.test(piece.text);
}

function nameLike(segment: string, path: string): string {
  const style = /[_-]|[a-z][A-Z]/.test(segment) ? segment : path;
  if (style.includes('_')) return 'create_link_token';
  if (/[a-z]-[a-z]/.test(style)) return 'create-link-token';
  return /[a-z][A-Z]/.test(style) ? 'createLinkToken' : 'create_link_token';
}
