/** Why a token needs a person, or will be tried again, as one line. */
export function explainOpenRow(state: 'failed' | 'unknown', errorCode: string | null): string {
  if (state === 'failed') return errorCode ?? '';
  if (errorCode === null) return 'sent, but the answer was lost: the next run tries it again';
  return `sent, the answer was lost, then ${errorCode}: Plaid may hold an upgraded token that was never received`;
}
