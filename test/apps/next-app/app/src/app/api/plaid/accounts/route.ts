import { NextResponse } from 'next/server';
import type { PlaidError } from 'plaid';
import { plaid } from '@/lib/plaid';
import { getSession } from '@/lib/session';
import { tokenOf } from '@/lib/items';

export async function GET() {
  const session = await getSession();
  if (!session) return NextResponse.json({ error: 'Sign in first' }, { status: 401 });
  try {
    const { accounts } = await plaid.getAccounts(await tokenOf(session.user.id));
    return NextResponse.json(accounts.map((account) => account.name));
  } catch (error) {
    return NextResponse.json({ error: (error as PlaidError).error_code }, { status: 502 });
  }
}
