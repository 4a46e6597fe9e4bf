import { describe, expect, test } from 'vitest';
import { carriedOptions } from '../../../src/rules/options/carried-options.ts';
import { httpCallAt } from '../../../src/rules/exchange/http-call.ts';
import { textOf } from '../../../src/scan/code-place.ts';
import { callOf, placeOf } from '../../scan/code-in-memory.ts';

/** What the last call of `callee` is as HTTP: its client and its URL, as they stand there. */
function http(callee: string, code: string, others: Readonly<Record<string, string>> = {}) {
  const place = placeOf({ 'a.js': code, ...others }, 'a.js');
  const call = httpCallAt(callOf(callee, place), place);
  if (call === undefined) return undefined;
  const { client, url } = call;
  const name = client !== undefined && client.kind !== 'fetch' ? ` ${client.name}` : '';
  return `${client?.kind ?? 'unknown'}${name}: ${textOf(url, place)}`;
}

describe('calls of a server', () => {
  test.each<[string, string, string]>([
    ['fetch', "fetch('/x');", "fetch: '/x'"],
    ['window.fetch', "window.fetch('/x');", "fetch: '/x'"],
    ['fetch', 'fetch(url);', 'fetch: url'],
    ['$.post', "$.post('/x', {});", "jquery $: '/x'"],
    ['$.get', "$.get('/x', f);", "jquery $: '/x'"],
    ['$.getJSON', "$.getJSON('/x', f);", "jquery $: '/x'"],
    ['$.ajax', "$.ajax({ url: '/x' });", "jquery $: '/x'"],
    ['$.ajax', "$.ajax('/x', {});", "jquery $: '/x'"],
    ['$.ajax', "var s = { url: '/x' };\n$.ajax(s);", "jquery $: '/x'"],
    ['jQuery.post', "jQuery.post('/x');", "jquery jQuery: '/x'"],
    ['window.$.post', "window.$.post('/x');", "jquery window.$: '/x'"],
    ['$.post', "(function ($) { $.post('/x'); })(jQuery);", "jquery $: '/x'"],
    ['jq.post', "var jq = jQuery.noConflict();\njq.post('/x');", "jquery jq: '/x'"],
    ['q.post', "import q from 'jquery';\nq.post('/x');", "jquery q: '/x'"],
    ['axios.post', "axios.post('/x');", "axios axios: '/x'"],
    ['http.post', "import http from 'axios';\nhttp.post('/x');", "axios http: '/x'"],
    ['http.post', "const http = require('axios');\nhttp.post('/x');", "axios http: '/x'"],
    ['api.post', "const api = axios.create({});\napi.post('/x');", "axios api: '/x'"],
    ['axios', "axios({ url: '/x' });", "axios axios: '/x'"],
    ['axios', "axios('/x', {});", "axios axios: '/x'"],
    ['axios.request', "axios.request({ url: '/x' });", "axios axios: '/x'"],
    ['xhr.open', "var xhr = new XMLHttpRequest();\nxhr.open('POST', '/x');", "fetch: '/x'"],
    ['request.post', "import request from 'superagent';\nrequest.post('/x');", "fetch: '/x'"],
    ['$http.post', "function C($http) { $http.post('/x'); }", "fetch: '/x'"],
    ['this.$http.post', "x = { f() { this.$http.post('/x'); } };", "fetch: '/x'"],
    ['$.post', "$.post('exchange.php');", "jquery $: 'exchange.php'"],
    ['$.post', "$.post('api/x');", "jquery $: 'api/x'"],
    ['$.post', "$.post('get_access_token');", "jquery $: 'get_access_token'"],
    ['$.post', '$.post(`${root}/x`);', 'jquery $: `${root}/x`'],
    ['$.post', "$.post(root + '/x');", "jquery $: root + '/x'"],
    ['$.post', '$.post(EXCHANGE_URL);', 'jquery $: EXCHANGE_URL'],
    ['$.post', '$.post(routes.exchangePath);', 'jquery $: routes.exchangePath'],
  ])('%s in %s', (callee, code, expected) => {
    expect(http(callee, code)).toBe(expected);
  });
});

describe('clients that may add something out of sight', () => {
  test.each<[string, string]>([
    ['api.post', "import api from './api';\napi.post('/x');"],
    ['this.http.post', "class A { f() { this.http.post('/x'); } }"],
    ['$.post', "const $ = document.querySelector.bind(document);\n$.post('/x');"],
    ['axios.post', "import { axios } from './network';\naxios.post('/x');"],
    ['axios.post', "const axios = { post() {} };\naxios.post('/x');"],
  ])('%s in %s', (callee, code) => {
    expect(http(callee, code)).toMatch(/^unknown: /);
  });

  test.each<[string, string, string]>([
    [
      '$http.post',
      "function C($http) { $http.post('/x'); }",
      '$httpProvider.interceptors.push(f);',
    ],
    ['this.$http.post', "x = { f() { this.$http.post('/x'); } };", 'Vue.http.headers.common = h;'],
    [
      'this.http.post',
      "import { HttpClient } from '@angular/common/http';\nclass A { f() { this.http.post('/x'); } }",
      "const providers = [{ provide: 'HTTP_INTERCEPTORS' }];",
    ],
  ])('%s, where the app says so elsewhere', (callee, code, other) => {
    expect(http(callee, code)).toBe("fetch: '/x'");
    expect(http(callee, code, { 'b.js': other })).toBe("unknown: '/x'");
  });
});

test('an instance of axios in another file', () => {
  const code = "import { api } from './api';\napi.post('/x');";
  const other = "import axios from 'axios';\nexport const api = axios.create({ baseURL: '/v1' });";
  expect(http('api.post', code, { 'api.js': other })).toBe("axios api: '/x'");
});

describe('what is no call of a server', () => {
  test.each<[string, string]>([
    ['map.get', "map.get('key');"],
    ['handler.open', "handler.open('ins_3');"],
    ['window.open', "window.open('/x', '_blank');"],
    ['fetch', "function fetch() {}\nfetch('/x');"],
    ['fetch', 'fetch();'],
    ['$.ajax', '$.ajax({});'],
    ['router.push', "router.push('/x');"],
    ['$.each', "$.each('/x');"],
    ['post', "post('/x');"],
  ])('%s in %s', (callee, code) => {
    expect(http(callee, code)).toBeUndefined();
  });
});

/** What another call of the same client has to say, and whether that is all. */
function carried(callee: string, code: string) {
  const place = placeOf({ 'a.js': code }, 'a.js');
  const call = httpCallAt(callOf(callee, place), place);
  if (call === undefined) throw new Error(`${callee} is no HTTP.`);
  const { options, complete } = carriedOptions(call);
  return [...options.map(({ text }) => text), ...(complete ? [] : ['…'])];
}

describe('what a call says of its user', () => {
  test.each<[string, string, readonly string[]]>([
    ['fetch', "fetch('/x');", []],
    ['fetch', "fetch('/x', { method: 'POST', body: b });", []],
    ['fetch', "fetch('/x', { credentials: 'include' });", ["credentials: 'include'"]],
    ['fetch', "fetch('/x', { headers: { 'Content-Type': 'a', accept: 'b' } });", []],
    ['fetch', "fetch('/x', { headers: { Accept: 'b', 'X-A': a } });", ["headers: { 'X-A': a }"]],
    ['fetch', "fetch('/x', { headers });", ['headers']],
    ['fetch', "fetch('/x', { headers: auth() });", ['headers: auth()']],
    ['fetch', "fetch('/x', { headers: { A: this.a } });", ['…']],
    ['fetch', "async () => fetch('/x', { headers: { A: await a() } });", ['…']],
    ['fetch', "fetch('/x', { ...common, mode: 'cors' });", ["mode: 'cors'", '…']],
    ['fetch', "fetch('/x', common());", ['…']],
    ['fetch', "const o = { credentials: 'include' };\nfetch('/x', o);", ["credentials: 'include'"]],
    ['axios.post', "axios.post('/x', { headers: 1 });", []],
    ['axios.post', "axios.post('/x', b, { headers: { A: a } });", ['headers: { A: a }']],
    ['axios.get', "axios.get('/x', { withCredentials: true });", ['withCredentials: true']],
    ['axios', "axios({ url: '/x', baseURL: b, data: d });", ['baseURL: b']],
    ['$.post', "$.post('/x', { a: 1 }, done);", []],
    ['$.post', "$.post('/x', { _token: t, a: 1 });", ['data: { _token: t }']],
    [
      '$.ajax',
      "$.ajax({ url: '/x', data: { csrfmiddlewaretoken: t } });",
      ['data: { csrfmiddlewaretoken: t }'],
    ],
    ['$.ajax', "$.ajax({ url: '/x', headers: { A: a }, success: f });", ['headers: { A: a }']],
    [
      'xhr.open',
      "var xhr = new XMLHttpRequest();\nxhr.open('POST', '/x');\nxhr.setRequestHeader('A', a);\nxhr.withCredentials = true;",
      ["credentials: 'include'", "headers: { 'A': a }"],
    ],
    [
      'xhr.open',
      "var xhr = new XMLHttpRequest(), y = xhr;\nxhr.open('POST', '/x');\ny.setRequestHeader('A', a);",
      [],
    ],
    [
      'request.post',
      "import request from 'superagent';\nrequest.post('/x').set('A', a).send(b);",
      ["headers: { 'A': a }"],
    ],
    ['$http.post', "function C($http) { $http.post('/x', b, { headers: h }); }", ['…']],
  ])('%s in %s', (callee, code, expected) => {
    expect(carried(callee, code)).toEqual(expected);
  });

  test('in one line where that is the same', () => {
    const joined = "$.ajax({ url: '/x', beforeSend: function (x) {\n  x.set('A', a);\n} });";
    expect(carried('$.ajax', joined)).toEqual(["beforeSend: function (x) { x.set('A', a); }"]);
    const apart =
      "$.ajax({ url: '/x', beforeSend: function (x) {\n  x.set('A', a)\n  x.go()\n} });";
    expect(carried('$.ajax', apart)[0]).toContain('\n');
  });
});
