export const exchange = async (publicToken) => {
  const response = await fetch('/plaid/exchange', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ publicToken }),
  });
  if (!response.ok) throw new Error('The bank could not be connected');
};
