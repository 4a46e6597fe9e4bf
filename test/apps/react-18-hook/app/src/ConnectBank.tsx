import { useCallback } from 'react';
import { usePlaidLink, PlaidLinkOnExit, PlaidLinkOnSuccess } from 'react-plaid-link';

type Props = {
  onMessage: (message: string) => void;
};

export function ConnectBank({ onMessage }: Props) {
  const onSuccess = useCallback<PlaidLinkOnSuccess>(
    async (publicToken, metadata) => {
      const response = await fetch('/api/exchange_public_token', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ public_token: publicToken }),
      });
      onMessage(response.ok ? `Connected ${metadata.institution?.name}` : 'Could not connect');
    },
    [onMessage],
  );

  const onExit = useCallback<PlaidLinkOnExit>(
    (error) => {
      if (error) onMessage('Your bank said no');
    },
    [onMessage],
  );

  const { open, ready } = usePlaidLink({
    publicKey: process.env.REACT_APP_PLAID_PUBLIC_KEY!,
    env: process.env.REACT_APP_PLAID_ENV!,
    clientName: 'Rent Share',
    product: ['auth'],
    countryCodes: ['US', 'CA'],
    language: 'en',
    onSuccess,
    onExit,
  });

  return (
    <button type="button" onClick={() => open()} disabled={!ready}>
      Connect a bank account
    </button>
  );
}
