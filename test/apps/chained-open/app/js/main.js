import { config } from './config.js';
import { exchange } from './api.js';

const output = document.querySelector('output');

document.querySelector('.connect').addEventListener('click', () => {
  output.textContent = '';

  Plaid.create({
    key: config.plaidPublicKey,
    env: config.plaidEnv,
    clientName: 'Roundup',
    product: ['transactions'],
    onSuccess: async (publicToken, { institution }) => {
      await exchange(publicToken);
      output.textContent = `Rounding up at ${institution.name}`;
    },
    onExit: (error) => {
      if (error) output.textContent = 'No purchases to round up';
    },
  }).open();
});
