import { ts } from 'ts-morph';
import { bare, bindingOf, memberName } from '../../scan/bindings.ts';
import { textOf, type CodePlace } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import type { HttpClient } from '../../generate/link-token-source.ts';

/**
 * What stands in front of `.post`, as far as its name goes: `fetch` for clients that add nothing of their
 * own to a request. Undefined where a base URL or headers may be set up out of sight.
 */
export function httpClientOf(receiver: ts.Expression, place: CodePlace): HttpClient | undefined {
  const node = bare(receiver);
  const name = textOf(node, place);
  if (isJquery(node, place)) return { kind: 'jquery', name };
  if (isAxios(node, place)) return { kind: 'axios', name };
  return isPlain(node, place) ? { kind: 'fetch' } : undefined;
}

function isJquery(node: ts.Node, place: CodePlace): boolean {
  const binding = bindingOf(node, place.script);
  switch (binding?.kind) {
    case undefined:
      return false;
    case 'global':
      return binding.name === '$' || binding.name === 'jQuery';
    case 'import':
      return /(^|\/)jquery$/i.test(binding.module);
    case 'declared':
      return isJqueryDeclaration(binding.node, place);
  }
}

/** `var $j = jQuery.noConflict()`, or the `$` of `(function ($) { … })(jQuery)` and its like. */
function isJqueryDeclaration(node: ts.Declaration, place: CodePlace): boolean {
  if (ts.isParameter(node)) return /^(\$|jQuery)$/.test(node.name.getText(place.script.source));
  return (
    ts.isVariableDeclaration(node) &&
    node.initializer !== undefined &&
    /\bjQuery\b|\$\.noConflict\b/.test(textOf(node.initializer, place))
  );
}

function isAxios(node: ts.Node, place: CodePlace): boolean {
  const binding = bindingOf(node, place.script);
  if (binding?.kind === 'import' && binding.module === 'axios') return true;
  if (binding?.kind === 'global' && binding.name === 'axios') return true;
  const defined = definitionOf(node, place);
  if (defined === undefined || !ts.isCallExpression(defined.node)) return false;
  // `const api = axios.create({ baseURL })`
  const made = defined.node.expression;
  return (
    ts.isPropertyAccessExpression(made) &&
    made.name.text === 'create' &&
    isAxios(made.expression, defined.place)
  );
}

/** Where a project sets up a client for all its calls. */
const SET_UP: readonly {
  readonly client: RegExp;
  /** What the script says that has it. */
  readonly within: RegExp;
  readonly marks: readonly string[];
}[] = [
  {
    client: /^this\.\w*[hH]ttp(Client)?$/,
    within: /@angular\//,
    marks: ['HTTP_INTERCEPTORS', 'withInterceptors'],
  },
  { client: /^\$http$/, within: /\$http/, marks: ['$httpProvider', '$http.defaults'] },
  {
    client: /^this\.\$http$/,
    within: /\$http/,
    marks: ['Vue.http', 'prototype.$http', 'globalProperties.$http'],
  },
];

function isPlain(node: ts.Node, place: CodePlace): boolean {
  const binding = bindingOf(node, place.script);
  if (binding?.kind === 'import') return binding.module === 'superagent';
  if (binding?.kind === 'declared' && isRequestObject(binding.node)) return true;
  const name = textOf(node, place);
  const { text } = place.script.source;
  const known = SET_UP.find(({ client, within }) => client.test(name) && within.test(text));
  return known?.marks.every((mark) => place.project.mentioning(mark).length === 0) === true;
}

/** `var xhr = new XMLHttpRequest();` */
function isRequestObject(node: ts.Declaration): boolean {
  const made = ts.isVariableDeclaration(node) ? node.initializer : undefined;
  return (
    made !== undefined &&
    ts.isNewExpression(made) &&
    (memberName(made.expression) ?? made.expression.getText()) === 'XMLHttpRequest'
  );
}
