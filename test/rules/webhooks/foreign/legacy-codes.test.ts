import { describe, expect, test } from 'vitest';
import { legacyWebhooks } from '../../../../src/plaid/webhooks.ts';
import { findForeignWebhookHandlers } from '../../../../src/rules/webhooks/foreign/find-foreign-webhook-handlers.ts';
import { memoryProject } from '../../../../src/scan/memory-project.ts';

/** `@C` is the code, `@S` the same in quotes of the language. */
const shapes: readonly (readonly [string, string])[] = [
  ['a.py', 'def plaid_webhook(payload):\n    if payload["code"] == @C:\n        pass\n'],
  [
    'b.py',
    'def plaid_webhook(payload):\n    code = str(payload.get("code"))\n    if @S != code:\n        pass\n',
  ],
  [
    'c.py',
    'def plaid_webhook(payload):\n    match payload["code"]:\n        case @C:\n            pass\n',
  ],
  [
    'd.py',
    'CODES = {@C: first}\n\ndef plaid_webhook(payload):\n    CODES[payload["code"]](payload)\n',
  ],
  ['a.rb', 'def plaid_webhook\n  pull if params[:code].to_i == @C\nend\n'],
  ['b.rb', "def plaid_webhook\n  case params['code']\n  when @S then pull\n  end\nend\n"],
  ['c.rb', "post '/plaid/webhook' do\n  pull if [@C, 99].include?(params['code'].to_i)\nend\n"],
  ['a.php', "<?php\nfunction plaidWebhook($data) {\n  if ($data['code'] === @C) { pull(); }\n}\n"],
  [
    'b.php',
    '<?php\nfunction plaidWebhook($data) {\n  switch ($data->code) {\n    case @S:\n      pull();\n  }\n}\n',
  ],
  [
    'c.php',
    "<?php\nfunction plaidWebhook($request) {\n  return match ((int) $request->input('code')) { @C => pull(), default => null };\n}\n",
  ],
  [
    'A.java',
    'class PlaidWebhook { void on(Hook hook) { switch (hook.getCode()) { case @C: pull(); break; } } }\n',
  ],
  [
    'B.java',
    'class PlaidWebhook { void on(JSONObject hook) { if (@S.equals(hook.getString("code"))) pull(); } }\n',
  ],
  ['A.kt', 'fun plaidWebhook(hook: Hook) {\n  when (hook.code) {\n    @C -> pull()\n  }\n}\n'],
  [
    'B.kt',
    'fun plaidWebhook(hook: JSONObject) = if (hook.getInt("code") == @C) pull() else null\n',
  ],
  [
    'a.swift',
    'func plaidWebhook(hook: [String: Any]) {\n  guard let code = hook["code"] as? Int else { return }\n  switch code {\n  case @C: pull()\n  default: break\n  }\n}\n',
  ],
  [
    'a.m',
    '- (void)plaidWebhook:(NSDictionary *)hook {\n  if ([hook[@"code"] intValue] == @C) { [self pull]; }\n}\n',
  ],
  [
    'b.m',
    '- (void)plaidWebhook:(NSDictionary *)hook {\n  if ([hook[@"code"] isEqualToString:@@S]) { [self pull]; }\n}\n',
  ],
  ['a.dart', "void plaidWebhook(Map hook) {\n  if (hook['code'] == @C) pull();\n}\n"],
  [
    'a.go',
    'package hooks\n\nfunc PlaidWebhook(hook Hook) {\n\tswitch hook.Code {\n\tcase @C:\n\t\tpull()\n\t}\n}\n',
  ],
  [
    'b.go',
    'package hooks\n\nfunc PlaidWebhook(hook map[string]interface{}) {\n\tcode, _ := hook["code"].(string)\n\tif code == @S {\n\t\tpull()\n\t}\n}\n',
  ],
  [
    'A.cs',
    'class Plaid { void Webhook(Hook hook) { switch (hook.Code) { case @C: Pull(); break; } } }\n',
  ],
  [
    'B.cs',
    'class Plaid { void Webhook(JObject hook) { if ((int)hook["code"] == @C) { Pull(); } } }\n',
  ],
  ['a.ex', 'defmodule PlaidWebhook do\n  def on(conn, %{"code" => @C}), do: pull(conn)\nend\n'],
  [
    'b.ex',
    'defmodule PlaidWebhook do\n  def on(params) do\n    case params["code"] do\n      @C -> pull()\n      _ -> :ok\n    end\n  end\nend\n',
  ],
];

const codes = [...legacyWebhooks.map(({ code }) => code), 1205, 1215, 1303, 1702].filter(
  (code) => typeof code === 'number',
);

describe.each(shapes)('%s: %s', (path, shape) => {
  test.each(codes)('has a branch for %i', (code) => {
    const quote = /\.(?:py|rb|php|dart)$/.test(path) ? "'" : '"';
    const text = shape
      .replaceAll('@C', String(code))
      .replaceAll('@S', `${quote}${String(code)}${quote}`);
    const project = memoryProject(new Map([[path, text]]));
    const handlers = [...project.files.values()].flatMap((file) =>
      findForeignWebhookHandlers(file, project),
    );
    expect(handlers.flatMap(({ branches }) => branches.map(({ takes }) => takes))).toEqual([
      { format: 'legacy', from: code, to: code },
    ]);
  });

  test('has none for what is no code', () => {
    const text = shape.replaceAll('@C', '404').replaceAll('@S', '"404"');
    const project = memoryProject(new Map([[path, text]]));
    const handlers = [...project.files.values()].flatMap((file) =>
      findForeignWebhookHandlers(file, project),
    );
    expect(handlers.flatMap(({ branches }) => branches)).toEqual([]);
  });
});
