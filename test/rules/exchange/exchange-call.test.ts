import { describe, expect, test } from 'vitest';
import { exchangeCallOf } from '../../../src/rules/exchange/exchange-call.ts';
import { readLinkConfig } from '../../../src/rules/options/link-config.ts';
import { textOf } from '../../../src/scan/code-place.ts';
import { callOf, placeOf } from '../../scan/code-in-memory.ts';

/** The URL that the onSuccess of `Plaid.create` in a.js takes the public token to. */
function exchange(files: Readonly<Record<string, string>>, path = 'a.js'): string | undefined {
  const place = placeOf(files, path);
  const [argument] = callOf('Plaid.create', place).arguments;
  const config = argument && readLinkConfig(argument, place);
  const onSuccess = config?.entries.find(({ option }) => option === 'onSuccess');
  if (onSuccess === undefined) throw new Error('There is no onSuccess.');
  const call = exchangeCallOf(onSuccess.value ?? onSuccess.node, onSuccess.place);
  return call && textOf(call.url, call.place);
}

describe('followed in one file', () => {
  test.each<[string, string]>([
    ['a function', "Plaid.create({ onSuccess: function (t) { fetch('/x'); } });"],
    ['an arrow', "Plaid.create({ onSuccess: (t) => fetch('/x') });"],
    ['a method', "Plaid.create({ onSuccess(t) { fetch('/x'); } });"],
    ['an async one', "Plaid.create({ onSuccess: async (t) => { await fetch('/x'); } });"],
    ['a name', "function done(t) { fetch('/x'); }\nPlaid.create({ onSuccess: done });"],
    ['a shorthand', "const onSuccess = (t) => fetch('/x');\nPlaid.create({ onSuccess });"],
    ['a member', "const o = { done(t) { fetch('/x'); } };\nPlaid.create({ onSuccess: o.done });"],
    [
      'a method of this',
      "class A { f() { Plaid.create({ onSuccess: this.done }); } done() { fetch('/x'); } }",
    ],
    [
      'a field of this',
      "class A { f() { Plaid.create({ onSuccess: this.done }); } done = () => fetch('/x'); }",
    ],
    [
      'a bound one',
      "class A { f() { Plaid.create({ onSuccess: this.done.bind(this) }); } done() { fetch('/x'); } }",
    ],
    [
      'one bound in a constructor',
      "class A { constructor() { this.done = this.done.bind(this); } f() { Plaid.create({ onSuccess: this.done }); } done() { fetch('/x'); } }",
    ],
    [
      'one that calls another',
      "const send = () => fetch('/x');\nPlaid.create({ onSuccess: () => { send(); } });",
    ],
    [
      'a hook of React',
      "const done = useCallback((t) => { fetch('/x'); }, []);\nPlaid.create({ onSuccess: done });",
    ],
    ['in a condition', "Plaid.create({ onSuccess: (t) => { if (t) { fetch('/x'); } } });"],
    ['in a promise', "Plaid.create({ onSuccess: (t) => ready.then(() => fetch('/x')) });"],
    ['an options object', "const o = { onSuccess: () => fetch('/x') };\nPlaid.create(o);"],
    [
      'a spread one',
      "const o = { onSuccess: () => fetch('/x') };\nPlaid.create({ ...o, key: k });",
    ],
  ])('%s', (_, code) => {
    expect(exchange({ 'a.js': code })).toBe("'/x'");
  });

  test('a method of a Vue component', () => {
    const code =
      '<script>\nexport default {\n  mounted() { Plaid.create({ onSuccess: this.done }); },\n' +
      "  methods: { done() { axios.post('/x'); } },\n};\n</script>";
    expect(exchange({ 'a.vue': code }, 'a.vue')).toBe("'/x'");
  });
});

describe('followed over files', () => {
  const component = (props: string) =>
    `class A { f() { Plaid.create({ onSuccess: (t) => this.props.save(t) }); } }\n${props}`;

  test.each<[string, Readonly<Record<string, string>>]>([
    [
      'a service',
      {
        'a.js': "import { save } from './b';\nPlaid.create({ onSuccess: (t) => save(t) });",
        'b.js': "export const save = (t) => fetch('/x');",
      },
    ],
    [
      'an action that is connected',
      {
        'a.js': `import { save } from './b';\n${component('export default connect(null, { save })(A);')}`,
        'b.js': "export const save = (t) => (dispatch) => axios.post('/x', { t });",
      },
    ],
    [
      'an action that is mapped',
      {
        'a.js': `import * as actions from './b';\n${component('const map = (dispatch) => ({ save: (t) => dispatch(actions.save(t)) });')}`,
        'b.js': "export function save(t) { return () => { axios.post('/x', { t }); }; }",
      },
    ],
    [
      'what a parent hands down',
      {
        'a.js': component('export default A;'),
        'b.jsx': "import A from './a';\n// plaid\nconst B = () => <A save={(t) => fetch('/x')} />;",
      },
    ],
    [
      'a helper that is given the URL',
      {
        'a.js':
          "import { post } from './b';\nPlaid.create({ onSuccess: (t) => post('/x', { t }) });",
        'b.js': 'export const post = (path, body) => axios.post(`${root}${path}`, body);',
      },
    ],
  ])('%s', (_, files) => {
    expect(exchange(files)).toBe("'/x'");
  });
});

describe('of several calls', () => {
  test.each<[string, string]>([
    [
      'the one with the token',
      "Plaid.create({ onSuccess: (public_token) => { fetch('/log'); fetch('/x', { body: public_token }); } });",
    ],
    [
      'the one whose URL says so',
      "Plaid.create({ onSuccess: (t) => { $.post('/log', t); $.post('/x/exchange', t); } });",
    ],
    [
      'none that only reads',
      "Plaid.create({ onSuccess: (t) => { axios.get('/log'); axios.post('/x', t); } });",
    ],
    [
      'the first',
      "Plaid.create({ onSuccess: (t) => { axios.post('/x', t); axios.post('/log', t); } });",
    ],
  ])('%s', (_, code) => {
    expect(exchange({ 'a.js': code })).toMatch(/^'\/x/);
  });
});

describe('a function of the server, by its name', () => {
  test.each<[string, string, string]>([
    ['Meteor', "'exchange'", "Plaid.create({ onSuccess: (t) => Meteor.call('exchange', t) });"],
    [
      'Firebase',
      "'exchange'",
      "var f = firebase.functions().httpsCallable('exchange');\nPlaid.create({ onSuccess: (t) => f({ t }) });",
    ],
    [
      'Firebase, by modules',
      "'swap'",
      "import { httpsCallable } from 'firebase/functions';\nconst f = httpsCallable(all, 'swap');\nPlaid.create({ onSuccess: (t) => f({ t }) });",
    ],
    [
      'Apollo',
      '`mutation { exchange }`',
      "import gql from 'graphql-tag';\nconst M = gql`mutation { exchange }`;\nPlaid.create({ onSuccess: (t) => api.mutate({ mutation: M }) });",
    ],
  ])('%s', (_, name, code) => {
    expect(exchange({ 'a.js': code })).toBe(name);
  });
});

describe('nowhere', () => {
  test.each<[string, string]>([
    ['a callback that does nothing', 'Plaid.create({ onSuccess: () => {} });'],
    ['the console', 'Plaid.create({ onSuccess: console.log });'],
    ['a parameter', 'function f(done) { Plaid.create({ onSuccess: done }); }'],
    ['a comment', "Plaid.create({ onSuccess: () => { /* fetch('/x') */ } });"],
    ['a function that cannot be told', 'Plaid.create({ onSuccess: (t) => server.call(name, t) });'],
    ['itself', 'var done = done;\nPlaid.create({ onSuccess: done });'],
    [
      'a prop of its own name',
      'class A { f() { Plaid.create({ onSuccess: this.props.onSuccess }); } }',
    ],
    [
      'functions that call each other',
      'const a = () => b();\nconst b = () => a();\nPlaid.create({ onSuccess: a });',
    ],
  ])('%s', (_, code) => {
    expect(exchange({ 'a.js': code })).toBeUndefined();
  });
});
