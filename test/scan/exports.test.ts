import { describe, expect, test } from 'vitest';
import { textOf } from '../../src/scan/code-place.ts';
import { exportOf } from '../../src/scan/exports.ts';
import { memoryProject } from '../../src/scan/memory-project.ts';

/** What a.js exports as `name`, with the file it stands in. */
function exported(name: string, files: Readonly<Record<string, string>>): string | undefined {
  const project = memoryProject(new Map(Object.entries(files)));
  const file = project.load('a.js');
  const found = file && exportOf(file, name, project);
  return found && `${found.place.file.path}: ${textOf(found.node, found.place)}`;
}

describe('ES modules', () => {
  test.each<[string, string, string]>([
    ['export const x = 1;', 'x', '1'],
    ['export const y = 0, x = 1;', 'x', '1'],
    ['export function x() {}', 'x', 'export function x() {}'],
    ['export class x {}', 'x', 'export class x {}'],
    ['export default 1;', 'default', '1'],
    ['export default function x() {}', 'default', 'export default function x() {}'],
    ['const y = 1;\nexport { y as x };', 'x', 'y'],
    ['const x = 1;\nexport { x };', 'x', 'x'],
    ['const x = 1;\nexport { x as default };', 'default', 'x'],
  ])('%s', (code, name, expected) => {
    expect(exported(name, { 'a.js': code })).toBe(`a.js: ${expected}`);
  });

  test.each<[string, string, string]>([
    ["export { x } from './b';", 'x', 'export const x = 1;'],
    ["export { y as x } from './b';", 'x', 'export const y = 1;'],
    ["export { default as x } from './b';", 'x', 'export default 1;'],
    ["export * from './b';", 'x', 'export const x = 1;'],
  ])('%s', (code, name, other) => {
    expect(exported(name, { 'a.js': code, 'b.js': other })).toBe('b.js: 1');
  });

  test.each<[string, string]>([
    ['const x = 1;', 'x'],
    ['export const y = 1;', 'x'],
    ['export function x() {}', 'default'],
    ["export * from './b';", 'default'],
  ])('%s exports no %s', (code, name) => {
    expect(exported(name, { 'a.js': code, 'b.js': 'export default 1;' })).toBeUndefined();
  });

  test('files that export each other end', () => {
    const files = { 'a.js': "export * from './b';", 'b.js': "export * from './a';" };
    expect(exported('x', files)).toBeUndefined();
  });
});

describe('CommonJS', () => {
  test.each<[string, string, string]>([
    ['module.exports = 1;', '*', '1'],
    ['module.exports = 1;', 'default', '1'],
    ['module.exports.x = 1;', 'x', '1'],
    ['exports.x = 1;', 'x', '1'],
    ['module.exports = { x: 1 };', 'x', '1'],
    ['const x = 1;\nmodule.exports = { x };', 'x', 'x'],
    ['module.exports = { x() {} };', 'x', 'x() {}'],
    ['exports = module.exports = 1;', '*', '1'],
    ['const x = (module.exports = { y: 1 });', 'y', '1'],
    ['var x = exports.x = 1;', 'x', '1'],
  ])('%s', (code, name, expected) => {
    expect(exported(name, { 'a.js': code })).toBe(`a.js: ${expected}`);
  });
});
