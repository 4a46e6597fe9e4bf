import { expect, test } from 'vitest';
import { publicKeyHandedOn } from '../../src/rules/public-key-handed-on.ts';
import { reportRules } from '../../src/rules/report-rules.ts';
import { memoryProject } from '../../src/scan/memory-project.ts';

function saidOf(text: string): readonly string[] {
  const project = memoryProject(new Map([['src/Link.tsx', text]]));
  const file = project.load('src/Link.tsx');
  const rule = reportRules.find(({ id }) => id === publicKeyHandedOn.id);
  if (file === undefined || rule === undefined) throw new Error('There is no such file or rule.');
  return rule
    .find(file, project, {})
    .map(({ range }) => text.slice(range.start, range.end).split('\n')[0] ?? '');
}

const wrapper = (types: string, options: string): string => `// Opens Plaid.
interface Props { link: { ${types} onSuccess: () => void } }
export class Opener extends React.Component<Props> {
  open() {
    window.Plaid.create(${options}).open();
  }
}
`;

test.each([
  [
    'a copy of the hook',
    `import { usePlaidLink } from './plaid-link-copy';
const options = { publicKey: props.publicKey, token: props.token, onSuccess };
const { open } = usePlaidLink(options);`,
    ['usePlaidLink(options)'],
  ],
  [
    'a copy of the button',
    `import { PlaidLink } from '../lib';
const Bank = (p) => <PlaidLink publicKey={p.k} token={p.t} onSuccess={p.done}>Add</PlaidLink>;`,
    ['<PlaidLink publicKey={p.k} token={p.t} onSuccess={p.done}>'],
  ],
  [
    'a wrapper that asks for a key',
    wrapper('key: string; env: string; clientName: string;', '{ ...this.props.link }'),
    ['window.Plaid.create({ ...this.props.link })'],
  ],
])('%s is told', (_, text, expected) => {
  expect(saidOf(text)).toEqual(expected);
});

test.each([
  [
    'a copy of the hook with a token alone',
    `import { usePlaidLink } from './plaid-link-copy';
usePlaidLink({ token: props.token, onSuccess });`,
  ],
  [
    'what codemod rewrites',
    `import { usePlaidLink } from 'react-plaid-link';
usePlaidLink({ publicKey: 'x', token: props.token, onSuccess, env: 'sandbox', clientName: 'A', product: ['auth'] });`,
  ],
  [
    'a wrapper that can do without a key',
    wrapper('key?: string; token?: string; env: string; clientName: string;', 'this.props.link'),
  ],
  ['a wrapper that asks for a token', wrapper('token: string;', '{ ...this.props.link }')],
  [
    'the row of another table',
    `interface Row { key: string; env: string; clientName: string }
// Plaid is elsewhere.
db.Plaid.create(row);`,
  ],
])('%s is none of it', (_, text) => {
  expect(saidOf(text)).toEqual([]);
});
