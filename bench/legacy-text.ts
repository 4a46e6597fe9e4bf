import { unrelatedText, type Language } from './source-text.ts';

/** A file that opens Link with a public_key. */
export interface LegacyFile {
  readonly language: Language;
  readonly text: string;
}

/** Legacy files of about `bytes` bytes, one shape after the other. */
export function legacyFile(index: number, bytes: number, random: () => number): LegacyFile {
  const shapes = Object.values(scripts);
  return legacy(shapes[index % shapes.length] ?? scripts.jqueryPage, index, bytes, random);
}

/** The same with pages among them, as a tree has them. */
export function plantedFile(index: number, random: () => number): LegacyFile {
  const shapes = [...Object.values(scripts), page];
  return legacy(shapes[index % shapes.length] ?? page, index, 10_000, random);
}

interface Shape {
  readonly language: Language;
  readonly write: (name: string, filling: string) => string;
}

function legacy(shape: Shape, index: number, bytes: number, random: () => number): LegacyFile {
  const { language, write } = shape;
  const filling = unrelatedText(language, bytes, random);
  return { language, text: write(`bank${String(index)}`, filling) };
}

const scripts = {
  jqueryPage: {
    language: 'js',
    write: (name, filling) => `${filling}
$(function () {
  var handler = Plaid.create({
    apiVersion: 'v2',
    clientName: 'Harvest',
    env: 'sandbox',
    product: ['transactions'], // and auth, later
    key: '0123456789abcdef0123456789',
    onSuccess: function (public_token, metadata) {
      $.post('/${name}/exchange', { public_token: public_token }, function () {
        $('#${name}').fadeOut();
      });
    },
  });
  $('#${name}-link').on('click', function () {
    handler.open();
  });
});
`,
  },
  chained: {
    language: 'js',
    write: (name, filling) => `import axios from 'axios';
${filling}
export function ${name}(onLinked) {
  window.Plaid.create({
    clientName: 'Harvest',
    env: process.env.PLAID_ENV,
    key: process.env.PLAID_PUBLIC_KEY,
    product: ['auth', 'transactions'],
    countryCodes: ['US', 'CA'],
    onSuccess: (token) => axios.post('/api/${name}/exchange', { token }).then(onLinked),
    onExit: () => {},
  }).open();
}
`,
  },
  classField: {
    language: 'ts',
    write: (name, filling) => `declare const Plaid: any;
${filling}
export class ${name.toUpperCase()} {
  private handler = Plaid.create({
    clientName: 'Harvest',
    key: '0123456789abcdef0123456789',
    env: 'sandbox',
    product: ['auth'],
    webhook: 'https://harvest.example/hooks/plaid',
    onSuccess: (token: string) => this.exchange(token),
  });

  open(): void {
    this.handler.open();
  }

  private async exchange(token: string): Promise<void> {
    await fetch('/api/${name}/exchange', { method: 'POST', body: JSON.stringify({ token }) });
  }
}
`,
  },
  mounted: {
    language: 'ts',
    write: (name, filling) => `import { environment } from '../environments';
${filling}
const options = {
  clientName: 'Harvest',
  env: environment.plaidEnv,
  key: environment.plaidKey,
  product: ['transactions'],
  onSuccess: async (publicToken: string): Promise<void> => {
    await fetch('/api/${name}/set_access_token', { method: 'POST', body: publicToken });
  },
};

export function ${name}(button: HTMLElement): void {
  const link = (window as any).Plaid.create(options);
  button.addEventListener('click', () => link.open());
}
`,
  },
  hook: {
    language: 'tsx',
    write: (name, filling) => `import { useCallback, useEffect, useState } from 'react';
import { usePlaidLink } from 'react-plaid-link';
${filling}
export function ${name.replace('bank', 'Bank')}() {
  const onSuccess = useCallback((token: string) => {
    void fetch('/api/${name}/exchange', { method: 'POST', body: JSON.stringify({ token }) });
  }, []);
  const { open, ready } = usePlaidLink({
    clientName: 'Harvest',
    env: 'sandbox',
    product: ['auth', 'transactions'],
    publicKey: '0123456789abcdef0123456789',
    onSuccess,
  });
  return <button onClick={() => open()} disabled={!ready}>Link a bank</button>;
}
`,
  },
  component: {
    language: 'tsx',
    write: (name, filling) => `import React, { useEffect, useState } from 'react';
import { PlaidLink } from 'react-plaid-link';
${filling}
export function ${name.replace('bank', 'Bank')}({ onLinked }: { onLinked: () => void }) {
  const exchange = async (token: string) => {
    await fetch('/api/${name}/exchange', { method: 'POST', body: JSON.stringify({ token }) });
    onLinked();
  };
  return (
    <PlaidLink
      clientName="Harvest"
      env="sandbox"
      product={['auth']}
      publicKey="0123456789abcdef0123456789"
      onSuccess={exchange}
    >
      Link a bank
    </PlaidLink>
  );
}
`,
  },
} satisfies Readonly<Record<string, Shape>>;

const page: Shape = {
  language: 'html',
  write: (name, filling) => `<!doctype html>
<html>
  <body>
${filling}
    <button id="${name}">Link a bank</button>
    <script src="https://cdn.plaid.com/link/v2/stable/link-initialize.js"></script>
    <script>
      var handler = Plaid.create({
        clientName: 'Harvest',
        env: 'sandbox',
        key: '0123456789abcdef0123456789',
        product: 'auth',
        onSuccess: function (token) {
          fetch('/${name}/exchange', { method: 'POST', body: token });
        },
      });
      document.getElementById('${name}').onclick = function () {
        handler.open();
      };
    </script>
  </body>
</html>
`,
};

/** Files that speak of plaid, or of Plaid, and use nothing of it. */
export function decoy(index: number, random: () => number): LegacyFile {
  const language: Language = 'ts';
  const text = unrelatedText(language, 8_000, random);
  const line = decoys[index % decoys.length] ?? '';
  return { language, text: `${text}\n${line}\n` };
}

const decoys = [
  "export const shirt = { pattern: 'plaid', colours: ['red', 'black'] };",
  '// Banks that we link through Plaid: see the server.',
  "export const partners = ['Plaid', 'Stripe', 'Twilio'];",
  'export interface Row { plaid_item_id: string; plaidAccountId?: string }',
  "export const help = 'https://support.plaid.com/';",
];
