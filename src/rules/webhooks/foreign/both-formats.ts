import { legacyWebhooks } from '../../../plaid/webhooks.ts';
import type { CodeLanguage } from '../../../scan/code-text/code-language.ts';

/** How a language writes a function that names webhooks of both formats. */
interface NamingCode {
  readonly comment: '#' | '//';
  /** A call of the function. */
  readonly call: (body: string) => string;
  /** A line of the table of legacy codes. */
  readonly row: (code: number, name: string) => string;
  readonly above: readonly string[];
  readonly below: readonly string[];
}

const camel = (body: string): string => `webhookName(${body})`;
const snake = (body: string): string => `webhook_name(${body})`;

const languages: Readonly<Record<Exclude<CodeLanguage, 'xml'>, NamingCode>> = {
  python: {
    comment: '#',
    call: snake,
    row: (code, name) => `    ${String(code)}: '${name}',`,
    above: ['LEGACY_NAMES = {'],
    below: [
      '}',
      '',
      'def webhook_name(body):',
      "    if body.get('webhook_code'):",
      "        return body['webhook_type'] + '/' + body['webhook_code']",
      "    return LEGACY_NAMES.get(int(body['code']), 'ITEM/ERROR')",
    ],
  },
  ruby: {
    comment: '#',
    call: snake,
    row: (code, name) => `  ${String(code)} => '${name}',`,
    above: ['LEGACY_NAMES = {'],
    below: [
      '}.freeze',
      '',
      'def webhook_name(body)',
      `  return "#{body['webhook_type']}/#{body['webhook_code']}" if body['webhook_code']`,
      '',
      "  LEGACY_NAMES.fetch(body['code'].to_i, 'ITEM/ERROR')",
      'end',
    ],
  },
  php: {
    comment: '//',
    call: (body) => `webhookName(${body})`,
    row: (code, name) => `    ${String(code)} => '${name}',`,
    above: ['const LEGACY_NAMES = ['],
    below: [
      '];',
      'function webhookName($body) {',
      "    if (isset($body['webhook_code'])) return $body['webhook_type'] . '/' . $body['webhook_code'];",
      "    return LEGACY_NAMES[(int) $body['code']] ?? 'ITEM/ERROR';",
      '}',
    ],
  },
  java: {
    comment: '//',
    call: camel,
    row: (code, name) => `    ${String(code)}, "${name}",`,
    above: ['static final Map<Integer, String> LEGACY_NAMES = Map.of('],
    below: [
      ');',
      'static String webhookName(Webhook body) {',
      '  if (body.getWebhookCode() != null) return body.getWebhookType() + "/" + body.getWebhookCode();',
      '  return LEGACY_NAMES.getOrDefault(body.getCode(), "ITEM/ERROR");',
      '}',
    ],
  },
  kotlin: {
    comment: '//',
    call: camel,
    row: (code, name) => `  ${String(code)} to "${name}",`,
    above: ['val legacyNames = mapOf('],
    below: [
      ')',
      'fun webhookName(body: Webhook): String =',
      '  if (body.webhookCode != null) "${body.webhookType}/${body.webhookCode}"',
      '  else legacyNames[body.code] ?: "ITEM/ERROR"',
    ],
  },
  swift: {
    comment: '//',
    call: camel,
    row: (code, name) => `    ${String(code)}: "${name}",`,
    above: ['let legacyNames = ['],
    below: [
      ']',
      'func webhookName(_ body: Webhook) -> String {',
      '    if let type = body.webhookType, let code = body.webhookCode { return "\\(type)/\\(code)" }',
      '    return body.code.flatMap { legacyNames[$0] } ?? "ITEM/ERROR"',
      '}',
    ],
  },
  'objective-c': {
    comment: '//',
    call: (body) => `[self webhookName:${body}]`,
    row: (code, name) => `    @${String(code)}: @"${name}",`,
    above: ['- (NSString *)webhookName:(NSDictionary *)body {', '  NSDictionary *legacyNames = @{'],
    below: [
      '  };',
      '  if (body[@"webhook_code"]) return [NSString stringWithFormat:@"%@/%@", body[@"webhook_type"], body[@"webhook_code"]];',
      '  return legacyNames[body[@"code"]] ?: @"ITEM/ERROR";',
      '}',
    ],
  },
  dart: {
    comment: '//',
    call: camel,
    row: (code, name) => `  ${String(code)}: '${name}',`,
    above: ['const legacyNames = {'],
    below: [
      '};',
      'String webhookName(Map<String, dynamic> body) {',
      "  if (body['webhook_code'] != null) return '${body['webhook_type']}/${body['webhook_code']}';",
      "  return legacyNames[body['code']] ?? 'ITEM/ERROR';",
      '}',
    ],
  },
  go: {
    comment: '//',
    call: camel,
    row: (code, name) => `	${String(code)}: "${name}",`,
    above: ['var legacyNames = map[int]string{'],
    below: [
      '}',
      '',
      'func webhookName(body Webhook) string {',
      '	if body.WebhookCode != "" {',
      '		return body.WebhookType + "/" + body.WebhookCode',
      '	}',
      '	if name, ok := legacyNames[body.Code]; ok {',
      '		return name',
      '	}',
      '	return "ITEM/ERROR"',
      '}',
    ],
  },
  csharp: {
    comment: '//',
    call: (body) => `WebhookName(${body})`,
    row: (code, name) => `    [${String(code)}] = "${name}",`,
    above: ['static readonly Dictionary<int, string> LegacyNames = new()', '{'],
    below: [
      '};',
      'static string WebhookName(Webhook body) =>',
      '    body.WebhookCode != null ? $"{body.WebhookType}/{body.WebhookCode}"',
      '    : LegacyNames.GetValueOrDefault(body.Code, "ITEM/ERROR");',
    ],
  },
  elixir: {
    comment: '#',
    call: snake,
    row: (code, name) => `  ${String(code)} => "${name}",`,
    above: ['@legacy_names %{'],
    below: [
      '}',
      'def webhook_name(%{"webhook_type" => type, "webhook_code" => code}), do: "#{type}/#{code}"',
      'def webhook_name(%{"code" => code}), do: Map.get(@legacy_names, code, "ITEM/ERROR")',
    ],
  },
};

/** Code that tells webhooks of both formats apart by one name, and its call in place of the code. */
export function bothFormatsIn(language: CodeLanguage, body: string): string | undefined {
  if (language === 'xml') return undefined;
  const { comment, call, row, above, below } = languages[language];
  const rows = legacyWebhooks.flatMap(({ code, becomes }) =>
    typeof code === 'number' && becomes !== undefined
      ? [row(code, `${becomes.type}/${becomes.code}`)]
      : [],
  );
  // A list of arguments ends without a comma.
  const last = rows.length - 1;
  const kept =
    language === 'java'
      ? rows.map((each, index) => (index === last ? each.slice(0, -1) : each))
      : rows;
  return [
    `${comment} Above the handler: the name of a webhook, whichever format it comes in.`,
    ...above,
    ...kept,
    ...below,
    `${comment} Here:`,
    call(body),
  ].join('\n');
}

/** A name as a literal of a language, and the call that gives it. */
export function namedIn(
  language: CodeLanguage,
  body: string,
): { readonly subject: string; readonly quote: (name: string) => string } | undefined {
  if (language === 'xml') return undefined;
  const { call } = languages[language];
  const isSingle = ['python', 'ruby', 'php', 'dart'].includes(language);
  const at = language === 'objective-c' ? '@' : '';
  return { subject: call(body), quote: (name) => (isSingle ? `'${name}'` : `${at}"${name}"`) };
}
