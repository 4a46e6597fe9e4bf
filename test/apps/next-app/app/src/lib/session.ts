import { cookies } from 'next/headers';

export interface Session {
  user: { id: string; name: string };
}

const users: Record<string, Session['user']> = { grace: { id: 'user-1906', name: 'Grace' } };

/** Who is signed in; null for nobody. */
export async function getSession(): Promise<Session | null> {
  const name = (await cookies()).get('session')?.value;
  const user = name === undefined ? undefined : users[name];
  return user === undefined ? null : { user };
}
