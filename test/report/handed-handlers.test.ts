import { expect, test } from 'vitest';
import { buildReport } from '../../src/report/build-report.ts';
import { readCode } from '../../src/report/run-report.ts';
import { webhookHandlersOf } from '../../src/rules/webhooks/webhook-handlers.ts';
import { webhookRules } from '../../src/rules/webhooks/webhook-rules.ts';
import { tempTree } from '../codemod/temp-tree.ts';

const entry = `# Plaid sends its webhooks here.
class PlaidHooks
  def call(payload)
    if payload['webhook_type'] == 'TRANSACTIONS'
      Rails.logger.info(payload['webhook_code'])
    elsif payload['webhook_type'] == 'ITEM'
      BankItemEvents.call(payload['webhook_code'], payload['item_id'])
    end
  end
end
`;
/** Says Plaid nowhere, nor a field of a webhook. */
const handed = `class BankItemEvents < Events
  EXPIRES = 'PENDING_EXPIRATION'
  REVOKED = 'USER_PERMISSION_REVOKED'

  def process_event
    case event_code
    when EXPIRES then remind
    when REVOKED then remove
    end
  end
  # A webhook of its own kind.
end
`;

async function handlersOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { root } = tempTree(files);
  const questions = { rules: webhookRules, webhookHandlersOf };
  const code = await readCode({ cwd: root, paths: ['.'] }, async () => questions);
  const { webhooks } = buildReport(code);
  return webhooks?.handlers.map(({ path, codes }) => `${path}: ${codes.join(', ')}`) ?? [];
}

test('a class that says nothing of Plaid is found where a handler hands it a type', async () => {
  expect(await handlersOf({ 'hooks.rb': entry, 'bank_item_events.rb': handed })).toEqual([
    'bank_item_events.rb: PENDING_EXPIRATION, USER_PERMISSION_REVOKED',
    'hooks.rb: TRANSACTIONS / *, ITEM / *',
  ]);
});

test('a class that no handler hands anything is none of ours', async () => {
  const other = handed.replace('BankItemEvents', 'LendingEvents');
  expect(await handlersOf({ 'hooks.rb': entry, 'lending_events.rb': other })).toEqual([
    'hooks.rb: TRANSACTIONS / *, ITEM / *',
  ]);
});

test('a handler that tells nothing apart knows no format, and is no reason to wait', async () => {
  const { root } = tempTree({
    'hooks.js':
      "const plaid = require('plaid');\napp.post('/plaid/webhook', (req, res) => {\n  sync(req.body.item_id);\n  res.end();\n});\n",
  });
  const questions = { rules: webhookRules, webhookHandlersOf };
  const code = await readCode({ cwd: root, paths: ['.'] }, async () => questions);
  expect(buildReport(code).road?.stages[0]).toMatchObject({
    state: 'done',
    done: 0,
    text: 'No handler here tells webhooks apart, so the new format changes nothing for them.',
  });
});

test('a controller that hands webhooks to a service is one handler with it, which tells them apart', async () => {
  const { root } = tempTree({
    'HookController.java':
      'class HookController {\n  BankHooks hooks;\n  @PostMapping("/plaid/webhook")\n  void receive(@RequestBody Hook body) {\n    hooks.take(body);\n  }\n}\n',
    'BankHooks.java':
      '// Plaid\nclass BankHooks {\n  void take(Hook webhook) {\n    switch (webhook.getWebhookCode()) {\n      case "DEFAULT_UPDATE": pull(webhook.getItemId()); break;\n      default: log(webhook);\n    }\n  }\n}\n',
  });
  const questions = { rules: webhookRules, webhookHandlersOf };
  const code = await readCode({ cwd: root, paths: ['.'] }, async () => questions);
  const { findings } = buildReport(code);
  expect(findings.map(({ rule, path, line }) => `${rule} ${path}:${String(line)}`)).toEqual([
    'webhook-not-verified HookController.java:3',
  ]);
});
