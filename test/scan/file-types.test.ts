import { expect, test } from 'vitest';
import { fileTypeOf } from '../../src/scan/file-types.ts';

test.each([
  ['a.js', { kind: 'script', language: 'js' }],
  ['a.JSX', { kind: 'script', language: 'js' }],
  ['a.mts', { kind: 'script', language: 'ts' }],
  ['a.test.tsx', { kind: 'script', language: 'tsx' }],
  ['.eslintrc.js', { kind: 'script', language: 'js' }],
  ['a.js.erb', { kind: 'script', language: 'js', template: 'erb' }],
  ['a.html', { kind: 'markup', layout: 'html', template: 'html' }],
  ['INDEX.HTM', { kind: 'markup', layout: 'html', template: 'html' }],
  ['a.html.erb', { kind: 'markup', layout: 'html', template: 'erb' }],
  ['a.html.twig', { kind: 'markup', layout: 'html', template: 'jinja' }],
  ['a.blade.php', { kind: 'markup', layout: 'html', template: 'blade' }],
  ['a.js.php', { kind: 'markup', layout: 'html', template: 'php' }],
  ['a.vue', { kind: 'markup', layout: 'component', template: 'component' }],
  ['a.jade', { kind: 'markup', layout: 'pug', template: 'pug' }],
  ['a.html.slim', { kind: 'markup', layout: 'slim', template: 'pug' }],
  ['a.yml.erb', { kind: 'data' }],
  ['package.json', { kind: 'data' }],
  ['.env', { kind: 'data' }],
  ['.env.production.local', { kind: 'data' }],
  ['Dockerfile', { kind: 'data' }],
  ['app.py', { kind: 'data' }],
  ['requirements-dev.txt', { kind: 'data' }],
  ['Gemfile.lock', { kind: 'data' }],
  ['go.mod', { kind: 'data' }],
  ['App.csproj', { kind: 'data' }],
  ['yarn.lock', undefined],
  ['notes.txt', undefined],
  ['.js', undefined],
  ['js', undefined],
  ['README.md', undefined],
  ['a.environment', undefined],
])('%s', (name, expected) => {
  expect(fileTypeOf(name)).toEqual(expected);
});
