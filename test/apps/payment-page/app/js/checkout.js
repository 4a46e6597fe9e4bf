const state = document.getElementById('state');

async function createPayment() {
  const response = await fetch('/create_payment_token', { method: 'POST' });
  const { payment_token } = await response.json();
  return payment_token;
}

document.getElementById('pay').addEventListener('click', async () => {
  const handler = Plaid.create({
    key: '8b1f0c2d4e6a7b9c3d5e1f2a4b',
    env: 'sandbox',
    clientName: 'Checkout',
    product: ['payment_initiation'],
    countryCodes: ['GB'],
    paymentToken: await createPayment(),
    onSuccess: () => {
      state.textContent = 'Your payment is on its way.';
    },
    onExit: (error) => {
      if (error) state.textContent = 'Your bank did not pay.';
    },
  });
  handler.open();
});
