import { expect, test } from 'vitest';
import { webhookHandlersOf } from '../../../../src/rules/webhooks/webhook-handlers.ts';
import { memoryProject } from '../../../../src/scan/memory-project.ts';

/** So many that whatever looks at the whole file for each of them takes minutes. */
const HANDLERS = 4_000;

/** The handlers of a file, and what they are known by. */
function handlersOf(path: string, head: string, handlerOf: (index: number) => string, tail = '') {
  const text =
    head + Array.from({ length: HANDLERS }, (_, index) => handlerOf(index)).join('') + tail;
  const project = memoryProject(new Map([[path, text]]), 'plaid-or-webhooks');
  const file = project.load(path);
  return file === undefined ? [] : webhookHandlersOf(file, project);
}

test('routes with decorators', () => {
  const handlers = handlersOf(
    'hooks.py',
    'import plaid\n',
    (index) =>
      `@app.route('/webhook${String(index)}')\ndef hook${String(index)}():\n    code = request.json['code']\n    if code == 0:\n        initial(request.json['access_token'])\n`,
  );
  expect(handlers).toHaveLength(HANDLERS);
  expect(handlers.map(({ route }) => route)).toEqual(
    Array.from({ length: HANDLERS }, (_, index) => `/webhook${String(index)}`),
  );
  expect(handlers.every(({ branches, inner }) => branches.length === 1 && inner !== true)).toBe(
    true,
  );
});

test('routes that are listed beside what they run, and functions that these call', () => {
  const handlers = handlersOf(
    'hooks.php',
    '<?php\nclass PlaidController {\n',
    (index) =>
      `function webhook${String(index)}($body) { pull${String(index)}($body); if ($body['code'] == 0) one($body['access_token']); }\nfunction pull${String(index)}($hook) { return $hook['access_token']; }\nconst ROUTE${String(index)} = ['/plaid/${String(index)}', 'PlaidController@webhook${String(index)}'];\n`,
    '}\n',
  );
  expect(handlers).toHaveLength(HANDLERS);
  expect(handlers.at(-1)?.route).toBe(`/plaid/${String(HANDLERS - 1)}`);
  expect(handlers.at(-1)?.handed?.map(({ reads }) => reads.length)).toEqual([1]);
});

test('functions of one expression each, of a language without semicolons', () => {
  const handlers = handlersOf(
    'Hooks.kt',
    'import com.plaid.client.PlaidClient\nclass Hooks {\n',
    (index) =>
      `  fun webhook${String(index)}(body: Webhook) { if (body.code == 0) one(body.accessToken) }\n  fun other${String(index)}(id: Int) = id + 1\n`,
    '}\n',
  );
  expect(handlers).toHaveLength(HANDLERS);
});
