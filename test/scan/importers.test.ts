import { expect, test } from 'vitest';
import { importersOf } from '../../src/scan/importers.ts';
import { memoryProject } from '../../src/scan/memory-project.ts';

test.each([
  ["import { a } from './plaid';", ['other.js']],
  ["export * from './plaid.js';", ['other.js']],
  ["const a = require('./plaid');", ['other.js']],
  ["const a = require(__dirname + '/plaid');", ['other.js']],
  ["const a = require(__dirname + '/lib/plaid');", []],
  ["const a = require('plaid');", []],
])('%s', (code, importers) => {
  const files = { 'plaid.js': 'exports.a = 1; // Plaid', 'other.js': `${code} // Plaid` };
  const project = memoryProject(new Map(Object.entries(files)));
  const file = project.load('plaid.js');
  expect(file && importersOf(file, project).map(({ path }) => path)).toEqual(importers);
});
