import { DEFAULT_INSTITUTION } from './item-routes.ts';
import { textOf, textsOf } from './reply.ts';
import type { World } from './world.ts';

/** How a session of Link ends that a user saw through. */
export type LinkSession =
  | { readonly kind: 'linked'; readonly publicToken: string }
  | { readonly kind: 'unknown' | 'expired' | 'used' };

/**
 * Sees a session of Link through, in a user's place: a new Item, or in update mode the one that the link
 * token names. Without a link token it is Link as it was with a public key. A link token serves one
 * session.
 */
export function finishLinkSession(linkToken: string | undefined, world: World): LinkSession {
  const now = world.now();
  if (linkToken === undefined) return linked(world.book.create({}), world);
  const found = world.linkTokens.find(linkToken);
  if (found === undefined) return { kind: 'unknown' };
  if (found.expiresAt <= now) return { kind: 'expired' };
  if (!world.linkTokens.use(linkToken)) return { kind: 'used' };
  const { request } = found;
  const accessToken = textOf(request, 'access_token');
  const owner = accessToken === undefined ? undefined : world.book.findOwner(accessToken);
  if (owner?.kind === 'item') return linked(owner.index, world);
  return linked(
    world.book.create({
      institutionId: textOf(request, 'institution_id') ?? DEFAULT_INSTITUTION,
      products: textsOf(request, 'products'),
      webhook: textOf(request, 'webhook') ?? null,
    }),
    world,
  );
}

function linked(index: number, world: World): LinkSession {
  return { kind: 'linked', publicToken: world.publicTokens.create(index, world.now()).token };
}
