import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readWebhookLog } from '../../src/report/webhook-log/read-webhook-log.ts';
import type { WebhookCounts } from '../../src/report/webhook-log/webhook-counts.ts';
import { webhooksInLine } from '../../src/report/webhook-log/webhooks-in-line.ts';
import { tempTree } from '../codemod/temp-tree.ts';

const nobody = new PassThrough();

function read(text: string | Uint8Array): Promise<WebhookCounts> {
  const tree = tempTree({ 'hooks.log': text });
  return readWebhookLog({ file: tree.path('hooks.log'), name: 'hooks.log' }, nobody);
}

const current = { webhook_type: 'ITEM', webhook_code: 'ERROR', item_id: 'item-1' };
const legacy = { code: 1, access_token: 'a'.repeat(160), total_transactions: 4 };
const seenCurrent = { format: 'new', type: 'ITEM', code: 'ERROR' };
const seenLegacy = { format: 'legacy', code: 1 };

describe('a line of a log', () => {
  const body = JSON.stringify(current);
  const before = '1.2.3.4 - - [21/Nov/2026:10:00:00 +0000] "POST /hook HTTP/1.1" 200 2 "-" "Plaid"';
  const hex = (text: string) =>
    text.replaceAll('"', String.raw`\x22`).replaceAll('{', String.raw`\x7B`);

  test.each<readonly [what: string, line: string, seen: object]>([
    ['the payload as it came', body, seenCurrent],
    ['a legacy payload', JSON.stringify(legacy), seenLegacy],
    ['a code as text', JSON.stringify({ ...legacy, code: '1' }), seenLegacy],
    ['a record with the payload in it', JSON.stringify({ at: 1, body: current }), seenCurrent],
    ['deeper in it', JSON.stringify({ a: { b: [{ c: current }] } }), seenCurrent],
    ['as text in a record', JSON.stringify({ message: body }), seenCurrent],
    ['as text of text', JSON.stringify({ m: JSON.stringify({ m: body }) }), seenCurrent],
    ['an access log, bare', `${before} ${body}`, seenCurrent],
    ['an access log, as nginx escapes', `${before} "${hex(body)}"`, seenCurrent],
    ['an access log, as JSON escapes', `${before} ${JSON.stringify(body)}`, seenCurrent],
    ['a field of CSV', `1,"${body.replaceAll('"', '""')}",2`, seenCurrent],
    ['behind another object', `{"a":"}{"} ${body} trailing`, seenCurrent],
  ])('%s', (_what, line, seen) => {
    expect(webhooksInLine(line)).toMatchObject([{ webhook: seen }]);
  });

  test.each([
    ['nothing', ''],
    ['a line without a body', before],
    ['another service', '{"type":"invoice.paid","id":"evt_1"}'],
    ['an answer of OAuth', '{"code":"4/0Ab","access_token":"ya29"}'],
    ['a code alone', '{"code":1,"message":"listening"}'],
    ['names that are none', '{"webhook_type":"item","webhook_code":"secret-value"}'],
    ['numbers for names', '{"webhook_type":1,"webhook_code":2}'],
  ])('of no interest: %s', (_what, line) => {
    expect(webhooksInLine(line)).toBe('other');
  });

  test.each([
    ['JSON that is cut off', body.slice(0, -9)],
    ['a body that is cut off', `${before} ${body.slice(0, -9)}`],
    ['braces without end', '{'.repeat(100_000)],
  ])('broken: %s', (_what, line) => {
    expect(webhooksInLine(line)).toBe('broken');
  });
});

describe('a log', () => {
  test('is counted by code and Item, legacy codes first', async () => {
    const lines = [
      { ...legacy, code: 2, access_token: 'x' },
      legacy,
      legacy,
      { ...legacy, access_token: 'b' },
      current,
      { ...current, item_id: 'item-2' },
      { ...current, webhook_type: 'AUTH', webhook_code: 'DEFAULT_UPDATE' },
      'nothing of ours',
    ].map((line) => JSON.stringify(line));
    expect(await read(`${lines.join('\n')}\n{"webhook_type":"ITEM\n\n`)).toEqual({
      lines: 10,
      others: 2,
      broken: 1,
      codes: [
        { webhook: { format: 'legacy', code: 1 }, count: 3, items: 2 },
        { webhook: { format: 'legacy', code: 2 }, count: 1, items: 1 },
        { webhook: { format: 'new', type: 'AUTH', code: 'DEFAULT_UPDATE' }, count: 1, items: 1 },
        { webhook: { format: 'new', type: 'ITEM', code: 'ERROR' }, count: 2, items: 2 },
      ],
    });
  });

  test('may be empty, have CRLF, a byte order mark, bytes that are no text, and lines without end', async () => {
    expect(await read('')).toEqual({ lines: 0, others: 0, broken: 0, codes: [] });
    const text = `\uFEFF${JSON.stringify(current)}\r\n${JSON.stringify(legacy)}\r\n`;
    expect(await read(text)).toMatchObject({ lines: 2, broken: 0, codes: [{}, {}] });
    expect(await read(Buffer.from([0xff, 0xfe, 0x0a, 0xc3, 0x28, 0x0a]))).toMatchObject({
      lines: 2,
      others: 2,
    });
    expect(await read(Buffer.from(text, 'utf16le'))).toMatchObject({ lines: 2, codes: [{}, {}] });
    const nuls = Buffer.concat([Buffer.alloc(100), Buffer.from(`\n${JSON.stringify(current)}\n`)]);
    expect(await read(nuls)).toMatchObject({ lines: 2, others: 1, codes: [{ count: 1 }] });
    const long = `{"webhook_type":"${'x'.repeat(3_000_000)}\n${JSON.stringify(current)}\n`;
    expect(await read(long)).toMatchObject({ lines: 2, broken: 1, codes: [{ count: 1 }] });
  });

  test('comes from standard input, in pieces', async () => {
    const stdin = new PassThrough();
    const bytes = Buffer.from(`${JSON.stringify({ ...current, note: 'é' })}\n`);
    for (const byte of bytes) stdin.write(Buffer.of(byte));
    stdin.end();
    const counts = await readWebhookLog({ file: '/nowhere', name: '-' }, stdin);
    expect(counts.codes).toMatchObject([{ count: 1, items: 1 }]);
  });

  test('that is missing, a folder or packed is refused with what to do', async () => {
    const tree = tempTree({ 'a.gz': Buffer.from([0x1f, 0x8b, 8, 0]) });
    const refusal = (name: string) => readWebhookLog({ file: tree.path(name), name }, nobody);
    await expect(refusal('no.log')).rejects.toMatchObject({ message: 'There is no log no.log.' });
    await expect(refusal('.')).rejects.toMatchObject({ message: 'The log . is a folder.' });
    await expect(refusal('a.gz')).rejects.toMatchObject({
      message: 'The log a.gz is compressed.',
      hint: expect.stringContaining('gunzip --stdout a.gz | plaid-migrate report'),
    });
  });
});
