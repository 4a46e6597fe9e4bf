import { findLegacyLinkOption } from '../../plaid/link-options.ts';
import { elementAt, markupTags } from '../../scan/markup-tags.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import { boundObject, vueProps } from '../../scan/vue-attributes.ts';
import { templateOf } from '../../scan/vue-component.ts';
import { removeFromList } from '../edits/remove-from-list.ts';
import { inTemplateString, removeTagAttributes } from '../edits/remove-tag-attributes.ts';
import type { FileEdit } from '../rule.ts';
import type { VueLinkUse } from './vue-plaid-link-use.ts';

/** Takes the moved props off a tag, and gives it the token once there is one. */
export function linkTagEdits(use: VueLinkUse, member: string): FileEdit[] {
  const { tag, place } = use;
  const { file } = place;
  const moved = vueProps(tag).flatMap(({ attribute, prop }) =>
    isMoved(prop, use) ? [attribute] : [],
  );
  const object = boundObject(tag, place);
  const properties = object?.node.properties.filter((each) =>
    isMoved(each.name?.getText() ?? '', use),
  );
  const fromObject =
    object === undefined || properties === undefined
      ? []
      : removeFromList(object.node.properties, new Set(properties), object.place);
  const edits = [
    ...added(use, member),
    ...removeTagAttributes(tag, moved, file),
    ...fromObject,
    ...waitingButton(use),
  ];
  return inTemplateString(edits, file, templateOf(use.parent, place)?.start ?? 0);
}

function isMoved(prop: string, use: VueLinkUse): boolean {
  const option = prop === 'key' ? undefined : findLegacyLinkOption(prop);
  // (PlaidLink.vue of vue-plaid-link2: env is required.)
  if (option === undefined || (option.name === 'env' && use.package === 'vue-plaid-link2'))
    return false;
  return option.goes.to !== 'client';
}

/**
 * The token, and the condition that waits for it. vue-plaid-link makes its handler once, when it is
 * created: its key has it created anew for the next token.
 */
function added({ tag, place, package: name }: VueLinkUse, member: string): FileEdit[] {
  const { file } = place;
  const { path } = file;
  const condition = tag.attributes.find((each) => each.name === 'v-if');
  const key = tag.attributes.find((each) => /^(?:(?:v-bind)?:)?key$/.test(each.name));
  const token = name === 'vue-plaid-link2' ? ':link_token' : ':token';
  const attributes = [
    ...(condition === undefined ? [`v-if="${member}"`] : []),
    ...(name === 'vue-plaid-link' && key === undefined ? [`:key="${member}"`] : []),
    `${token}="${member}"`,
  ];
  const behindName = tag.start + 1 + tag.name.length;
  const space = spaceBehind(file, behindName);
  const at = condition?.end ?? behindName;
  const text = attributes.map((each) => space + each).join('');
  const edits: FileEdit[] = [{ path, start: at, end: at, text }];
  if (name === 'vue-plaid-link' && key?.value !== undefined && key.name !== 'key') {
    const { end } = key.value;
    edits.push({ path, start: end, end, text: ` + ${member}` });
  }
  if (condition?.value !== undefined) {
    const { start, end } = condition.value;
    const old = file.text.slice(start, end);
    const both = /^[\w$.!()[\]]+$/.test(old) ? old : `(${old})`;
    edits.push({ path, start, end, text: `${both} && ${member}` });
  }
  return edits;
}

/** What sets attributes apart here: a line each, or a space. */
function spaceBehind({ text }: ScannedFile, at: number): string {
  return /^\s*\n[ \t]*(?=[^\s/>])/.exec(text.slice(at))?.[0] ?? ' ';
}

/**
 * What vue-plaid-link renders, with a button that cannot be clicked yet, where the page gives it nothing
 * but a text. (Its README: "wait to render the button until you have the token", with one that is
 * disabled meanwhile.)
 */
function waitingButton({ tag, place, parent, package: name }: VueLinkUse): FileEdit[] {
  const { path, text } = place.file;
  const isConditional = tag.attributes.some((each) => /^v-(?:if|for)$/.test(each.name));
  const close = elementAt(markupTags(place.file, templateOf(parent, place)), tag).close;
  if (name !== 'vue-plaid-link' || isConditional || tag.kind !== 'open' || close === undefined)
    return [];
  const content = text.slice(tag.end, close.start);
  if (content.includes('<') || content.trim() === '') return [];
  const line = text.slice(text.lastIndexOf('\n', tag.start - 1) + 1, tag.start);
  const between = line.trim() === '' ? `\n${line}` : '';
  const button = `<button class="plaid-link-button" disabled>${content.trim()}</button>`;
  const code = `<div v-else class="plaid-link-wrapper">${button}</div>`;
  return [{ path, start: close.end, end: close.end, text: between + code }];
}
