import { ts } from 'ts-morph';
import { textOf } from '../../scan/code-place.ts';
import { attributeValue, removeAttributes } from './react-attributes.ts';
import type { ReactLinkUse } from './react-link-use.ts';
import { linkMajor } from './react-packages.ts';
import type { FileEdit } from '../rule.ts';

/** What the button said where nothing else was given. (react-plaid-link 0.1.9) */
const DEFAULT_TEXT = 'Open Link';

/** Before 1.0 the button said its `buttonText`; since then it says what stands in the element. */
export function buttonTextEdits(use: ReactLinkUse, name: string): FileEdit[] {
  if (use.kind !== 'component' || linkMajor(use.place) !== 0) return [];
  const { node, place, attributes } = use;
  const given = attributes.filter(({ option }) => option === 'buttonText');
  const removal = removeAttributes(given);
  if (!ts.isJsxSelfClosingElement(node)) return removal;
  const attribute = given.map((each) => each.node).find(ts.isJsxAttribute);
  const value = attribute === undefined ? undefined : attributeValue(attribute);
  const text =
    value === undefined
      ? DEFAULT_TEXT
      : ts.isStringLiteral(value)
        ? value.text
        : `{${textOf(value, place)}}`;
  const end = node.end;
  const before = /(\n[ \t]*| ?)$/.exec(place.file.text.slice(0, end - 2))?.[0] ?? '';
  const isLine = before.startsWith('\n');
  const step = before.includes('\t') ? '\t' : '  ';
  const content = isLine ? `${before}${step}${text}${before}` : text;
  const start = end - 2 - (isLine ? 0 : before.length);
  return [...removal, { path: place.file.path, start, end, text: `>${content}</${name}>` }];
}
