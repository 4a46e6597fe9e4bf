// Writes dist/help/*.txt: the texts that main.ts prints without loading commander.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { helpTexts } from '../src/program/help-texts.ts';

const folder = new URL('../dist/help/', import.meta.url);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const [name, text] of helpTexts()) writeFileSync(new URL(`${name}.txt`, folder), text);
