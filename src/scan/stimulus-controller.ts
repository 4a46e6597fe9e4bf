import path from 'node:path';
import { ts } from 'ts-morph';
import type { OptionValue } from '../plaid/link-option.ts';
import { memberName } from './bindings.ts';
import type { CodePlace } from './code-place.ts';
import {
  attributeOf,
  attributeValue,
  markupTags,
  type MarkupAttribute,
  type MarkupTag,
} from './markup-tags.ts';
import type { ScannedFile } from './scanned-file.ts';

/** A datum that a page gives a controller of Stimulus: by the attribute of its name. */
export interface StimulusDatum {
  /** `publicKey`, as the code names it. */
  readonly name: string;
  /** `data-plaid-public-key-value`. */
  readonly attribute: string;
}

/** An attribute of a page that gives a controller a datum. */
export interface GivenDatum {
  readonly file: ScannedFile;
  readonly tag: MarkupTag;
  readonly attribute: MarkupAttribute;
}

/** The controller that code stands in. */
export function stimulusControllerAround(
  node: ts.Node,
  place: CodePlace,
): ts.ClassLikeDeclaration | undefined {
  const found = ts.findAncestor(node, ts.isClassLike);
  const isController = found?.heritageClauses?.some((each) =>
    /\bController\b/.test(each.getText(place.script.source)),
  );
  return isController === true && identifierOf(place.file) !== undefined ? found : undefined;
}

/**
 * The datum that an expression reads: `this.publicKeyValue` since Stimulus 2, `this.data.get('publicKey')`
 * before. (Its handbook: "Managing State", and "Data Maps" of 1.1.)
 */
export function stimulusDatum(node: ts.Node, place: CodePlace): StimulusDatum | undefined {
  const identifier = identifierOf(place.file);
  if (identifier === undefined) return undefined;
  if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword) {
    const name = /^(\w+)Value$/.exec(node.name.text)?.[1];
    if (name === undefined) return undefined;
    return { name, attribute: `data-${identifier}-${dashed(name)}-value` };
  }
  if (!ts.isCallExpression(node) || memberName(node.expression) !== 'get') return undefined;
  const [key] = node.arguments;
  const isData = node.expression.getText(place.script.source) === 'this.data.get';
  if (!isData || key === undefined || !ts.isStringLiteralLike(key)) return undefined;
  return { name: key.text, attribute: `data-${identifier}-${dashed(key.text)}` };
}

/** Every tag of the project that gives a datum. */
export function givenData(
  { attribute: name }: StimulusDatum,
  { project }: CodePlace,
): GivenDatum[] {
  return project
    .mentioning(name)
    .filter((file) => file.kind === 'markup')
    .flatMap((file) =>
      markupTags(file).flatMap((tag) => {
        const attribute = attributeOf(tag, name);
        return attribute === undefined ? [] : [{ file, tag, attribute }];
      }),
    );
}

/** `controllers/bank/plaid_link_controller.js` is `bank--plaid-link` to a page. */
function identifierOf(file: ScannedFile): string | undefined {
  const inside = file.path.split('controllers/').at(-1) ?? file.path;
  const { dir, name } = path.posix.parse(inside.startsWith('.') ? '' : inside);
  const own = /^(.+)[-_]controller$/.exec(name)?.[1];
  if (own === undefined) return undefined;
  const folders = file.path.includes('controllers/') && dir !== '' ? dir.split('/') : [];
  return [...folders, own].join('--').replaceAll('_', '-');
}

function dashed(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/** The value of a datum: what the pages that give it have in common; undefined where they do not. */
export function stimulusValue(node: ts.Node, place: CodePlace): OptionValue | undefined {
  const controller = stimulusControllerAround(node, place);
  const datum = controller === undefined ? undefined : stimulusDatum(node, place);
  if (datum === undefined) return undefined;
  const given = givenData(datum, place);
  const texts = new Set(given.map(({ file, attribute }) => attributeValue(file, attribute)));
  const [text] = texts;
  const [first] = given;
  if (text === undefined || first === undefined || texts.size > 1) return undefined;
  const { start, end } = first.attribute;
  const isRendered = first.file.placeholders.some((each) => each.start < end && start < each.end);
  if (isRendered) return { kind: 'expression', text };
  return { kind: 'literal', value: listIn(text) ?? text };
}

/** `["auth","transactions"]`, as Stimulus reads an Array. */
function listIn(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text.replaceAll('&quot;', '"'));
    const isList = Array.isArray(value) && value.every((each) => typeof each === 'string');
    return isList ? value : undefined;
  } catch {
    return undefined;
  }
}
