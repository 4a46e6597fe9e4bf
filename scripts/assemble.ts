// Writes src/scan/may-hold.wat as the bytes that run: npm run assemble
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assembled } from './assembled.ts';

const file = fileURLToPath(new URL('../src/scan/may-hold-code.ts', import.meta.url));
writeFileSync(
  file,
  `// Made of may-hold.wat by \`npm run assemble\`.
export const mayHoldCode =
  '${await assembled('src/scan/may-hold.wat')}';
`,
);
