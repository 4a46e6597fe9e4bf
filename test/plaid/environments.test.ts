import { describe, expect, test } from 'vitest';
import { isLoopback, parseApiUrl, parseEnvironment } from '../../src/plaid/environments.ts';

describe('parseEnvironment', () => {
  test.each(['sandbox', 'production'] as const)('reads %s', (name) => {
    expect(parseEnvironment(name)).toBe(name);
  });

  test.each([
    ['development', /"development" any more: .*2024/],
    ['tartan', /any more/],
    ['Production', /no Plaid environment called "Production"\./],
    ['', /called ""/],
    ['constructor', /called "constructor"\./],
  ])('refuses %j', (name, message) => {
    const parse = () => parseEnvironment(name);
    expect(parse).toThrow(message);
    expect(parse).toThrow(
      expect.objectContaining({
        exitCode: 2,
        hint: expect.stringContaining('sandbox or production'),
      }),
    );
  });
});

describe('parseApiUrl', () => {
  test.each([
    ['https://production.plaid.com', 'https://production.plaid.com'],
    ['https://production.plaid.com/', 'https://production.plaid.com'],
    ['https://proxy.internal:8443', 'https://proxy.internal:8443'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://127.8.9.1', 'http://127.8.9.1'],
    ['http://localhost:4000', 'http://localhost:4000'],
    ['http://[::1]:4000', 'http://[::1]:4000'],
  ])('takes %s', (value, origin) => {
    expect(parseApiUrl(value)).toBe(origin);
  });

  test.each([
    ['http://production.plaid.com', /not https/],
    ['http://localhost.evil.com', /not https/],
    ['http://127.0.0.1.evil.com', /not https/],
    ['http://0.0.0.0:4000', /not https/],
    ['ftp://127.0.0.1', /not https/],
    ['file:///etc/passwd', /not https/],
    ['https://sandbox.plaid.com/item/get', /goes on after the host/],
    ['https://sandbox.plaid.com/?x=1', /goes on after the host/],
    ['sandbox.plaid.com', /not a URL/],
    ['', /not a URL/],
  ])('refuses %s', (value, message) => {
    expect(() => parseApiUrl(value)).toThrow(message);
  });

  test('refuses credentials, and does not repeat them', () => {
    const parse = () => parseApiUrl('https://user:canary@sandbox.plaid.com');
    expect(parse).toThrow(/user name or password/);
    expect(parse).not.toThrow(/canary/);
  });
});

test.each([
  ['127.0.0.1', true],
  ['127.255.255.254', true],
  ['localhost', true],
  ['[::1]', true],
  ['128.0.0.1', false],
  ['127.0.0.1.nip.io', false],
  ['mylocalhost', false],
])('isLoopback(%s) is %s', (hostname, expected) => {
  expect(isLoopback(hostname)).toBe(expected);
});
