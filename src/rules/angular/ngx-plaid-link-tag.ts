import { findLegacyLinkOption } from '../../plaid/link-options.ts';
import { elementAt, type MarkupAttribute, type MarkupTag } from '../../scan/markup-tags.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import { removeTagAttributes } from '../edits/remove-tag-attributes.ts';
import type { FileEdit } from '../rule.ts';

const BUTTON = 'mr-ngx-plaid-link-button';

/** An input that a tag gives: `publicKey="…"` as text, `[product]="…"` as an expression. */
export interface NgxInput {
  readonly attribute: MarkupAttribute;
  readonly input: string;
  readonly kind: 'text' | 'bound';
}

/** Whether a tag is one of ngx-plaid-link. */
export function isNgxLink(tag: MarkupTag): boolean {
  if (tag.kind === 'close') return false;
  return tag.name === BUTTON || tag.attributes.some(({ name }) => name === 'ngxPlaidLink');
}

/** The inputs of a tag; events and structural directives are none. */
export function ngxInputs(tag: MarkupTag): readonly NgxInput[] {
  return tag.attributes.flatMap((attribute): NgxInput[] => {
    const bound = /^(?:\[(\w+)\]|bind-(\w+))$/.exec(attribute.name);
    const input = bound?.[1] ?? bound?.[2];
    if (input !== undefined) return [{ attribute, input, kind: 'bound' }];
    return /^\w+$/.test(attribute.name) && attribute.name !== 'ngxPlaidLink'
      ? [{ attribute, input: attribute.name, kind: 'text' }]
      : [];
  });
}

/** The event handler of a tag, `(Success)` or `on-Success`. */
export function ngxEvent(tag: MarkupTag, event: string): MarkupAttribute | undefined {
  return tag.attributes.find(({ name }) => name === `(${event})` || name === `on-${event}`);
}

/** Whether a tag has one more structural directive than it can take another beside. */
function structural(tag: MarkupTag): MarkupAttribute | undefined {
  return tag.attributes.find(({ name }) => name.startsWith('*'));
}

/**
 * Takes the moved inputs off a tag, and has it wait for its token: ngx-plaid-link reads its inputs once,
 * when it is made. Meanwhile a disabled button stands in its place, as it did while Link was loading.
 */
export function ngxTagEdits(
  tag: MarkupTag,
  tags: readonly MarkupTag[],
  file: ScannedFile,
  { member, waiting: template }: { readonly member: string; readonly waiting: string },
): FileEdit[] {
  const { path, text } = file;
  const moved = ngxInputs(tag).flatMap(({ attribute, input }) =>
    isMoved(input) ? [attribute] : [],
  );
  const marker = tag.attributes.find(({ name }) => name === 'ngxPlaidLink');
  const behindName = tag.start + 1 + tag.name.length;
  const space = /^\s*\n[ \t]*(?=[^\s/>])/.exec(text.slice(behindName))?.[0] ?? ' ';
  const other = structural(tag);
  const at = (other?.name === '*ngIf' ? other : marker)?.end ?? behindName;
  const waiting = other === undefined ? waitingButton(tag, tags, moved, file) : undefined;
  const condition = waiting === undefined ? member : `${member}; else ${template}`;
  const added = [...(other === undefined ? [`*ngIf="${condition}"`] : []), `[token]="${member}"`];
  const insertion = { path, start: at, end: at, text: added.map((each) => space + each).join('') };
  const edits = [insertion, ...removeTagAttributes(tag, moved, file)];
  if (waiting !== undefined) {
    const { end, between, button } = waiting;
    const code = `${between}<ng-template #${template}>${button}</ng-template>`;
    edits.push({ path, start: end, end, text: code });
  }
  if (other !== undefined) edits.push(...besides(other, tag, tags, file, member));
  return edits;
}

function isMoved(input: string): boolean {
  const option = findLegacyLinkOption(input);
  return option !== undefined && option.goes.to !== 'client';
}

/** A condition of the tag's own holds, too; around any other directive goes a container. */
function besides(
  { name, value }: MarkupAttribute,
  tag: MarkupTag,
  tags: readonly MarkupTag[],
  { path, text }: ScannedFile,
  member: string,
): FileEdit[] {
  const old = value === undefined ? '' : text.slice(value.start, value.end);
  if (name === '*ngIf' && value !== undefined && !/;|\bas\b|\belse\b/.test(old)) {
    const both = /^[\w$.!()[\]]+$/.test(old) ? old : `(${old})`;
    return [{ path, ...value, text: `${both} && ${member}` }];
  }
  const end = elementAt(tags, tag).close?.end ?? tag.end;
  return [
    { path, start: tag.start, end: tag.start, text: `<ng-container *ngIf="${member}">` },
    { path, start: end, end, text: '</ng-container>' },
  ];
}

/** A button that looks like the one that waits; undefined where more than text stands in it. */
function waitingButton(
  tag: MarkupTag,
  tags: readonly MarkupTag[],
  moved: readonly MarkupAttribute[],
  { text }: ScannedFile,
): { readonly end: number; readonly between: string; readonly button: string } | undefined {
  const { close } = elementAt(tags, tag);
  if (tag.name !== 'button' || close === undefined) return undefined;
  const content = text.slice(tag.end, close.start);
  if (content.includes('<')) return undefined;
  const looks = tag.attributes.filter(
    (each) => !moved.includes(each) && /^(?!ngxPlaidLink$)[\w.[-][\w.\]-]*$/.test(each.name),
  );
  const attributes = looks
    .filter(({ name }) => !/^\[?(?:token|receivedRedirectUri|disabled)\]?$/.test(name))
    .map(({ start, end }) => text.slice(start, end));
  const button = `<${['button', ...attributes, 'disabled'].join(' ')}>${content.trim()}</button>`;
  const line = text.slice(text.lastIndexOf('\n', tag.start - 1) + 1, tag.start);
  const between = line.trim() === '' ? `\n${line}` : '';
  return { end: close.end, between, button };
}
