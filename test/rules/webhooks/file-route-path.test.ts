import { expect, test } from 'vitest';
import { fileRoutePath } from '../../../src/rules/webhooks/file-route-path.ts';

test.each([
  ['pages/api/plaid/webhook.ts', '/api/plaid/webhook'],
  ['src/pages/api/plaid/index.js', '/api/plaid'],
  ['src/app/api/(bank)/plaid/route.ts', '/api/plaid'],
  ['src/routes/api/plaid/+server.ts', '/api/plaid'],
  ['server/api/plaid/webhook.post.ts', '/api/plaid/webhook'],
  ['netlify/functions/plaid-webhook.js', '/functions/plaid-webhook'],
  ['supabase/functions/plaid-webhook/index.ts', '/functions/plaid-webhook'],
  ['api/plaid.js', '/api/plaid'],
  ['src/webhooks/plaid.ts', undefined],
  ['src/app/plaid/page.tsx', undefined],
])('%s answers at %s', (file, path) => {
  expect(fileRoutePath(file)).toBe(path);
});
