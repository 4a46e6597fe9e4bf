import { expect, test } from 'vitest';
import { applyEdits } from '../../../src/codemod/apply-edits.ts';
import { addedImport } from '../../../src/rules/edits/added-import.ts';
import { fileStyle } from '../../../src/scan/file-style.ts';
import { placeOf } from '../../scan/code-in-memory.ts';

const wanted = { module: 'sdk', name: 'open', local: 'open' };

function withImport(code: string): string {
  const { script } = placeOf({ 'a.js': code }, 'a.js');
  return applyEdits(code, [addedImport(wanted, script, fileStyle(script))]);
}

test.each([
  [
    'behind the others',
    "import a from 'a'; // why\n\nplaid();\n",
    "import a from 'a'; // why\nimport { open } from 'sdk';\n\nplaid();\n",
  ],
  [
    'in front of code on the line of the last',
    "import a from 'a'; plaid()\nstop()\n",
    "import a from 'a';\nimport { open } from 'sdk'; plaid()\nstop()\n",
  ],
  [
    'as a require where the others are',
    "'use strict'\nconst a = require('a')\n",
    "'use strict'\nconst a = require('a')\nconst open = require('sdk').open\n",
  ],
  [
    'behind directives where there is no other',
    "'use strict';\n\nplaid();\n",
    "'use strict';\n\nimport { open } from 'sdk';\n\nplaid();\n",
  ],
])('an import comes %s', (_, code, expected) => {
  expect(withImport(code)).toBe(expected);
});
