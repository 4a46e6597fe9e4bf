import { NextResponse } from 'next/server';
import { plaid } from '@/lib/plaid';
import { getSession } from '@/lib/session';
import { storeItem } from '@/lib/items';

export async function POST(request: Request) {
  const session = await getSession();
  if (!session) {
    return NextResponse.json({ error: 'Sign in first' }, { status: 401 });
  }
  const { publicToken } = await request.json();
  const { access_token, item_id } = await plaid.exchangePublicToken(publicToken);
  await storeItem(session.user.id, access_token);
  return NextResponse.json({ itemId: item_id });
}
