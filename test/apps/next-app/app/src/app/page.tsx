import { ConnectBank } from './connect-bank';
import { getSession } from '@/lib/session';

export default async function Home() {
  const session = await getSession();
  return (
    <main>
      <h1>Pocket ledger</h1>
      {session ? <ConnectBank name={session.user.name} /> : <a href="/login">Sign in</a>}
    </main>
  );
}
