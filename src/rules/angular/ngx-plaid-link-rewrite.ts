import { ts } from 'ts-morph';
import { linkTokenRequest, type LinkTokenRequest } from '../../plaid/link-token-request.ts';
import type { OptionValue } from '../../plaid/link-option.ts';
import {
  memberOfClass,
  valueOf,
  type AngularComponent,
  type AngularTemplate,
} from '../../scan/angular-component.ts';
import { attributeValue, type MarkupAttribute, type MarkupTag } from '../../scan/markup-tags.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import { staticValue } from '../../scan/static-value.ts';
import { templateExpression } from '../../scan/vue-attributes.ts';
import { ngxComponentEdits } from './ngx-component-edits.ts';
import { ngxFreshTokenEdits, ngxHandler } from './ngx-fresh-token.ts';
import { ngxInputs, ngxTagEdits } from './ngx-plaid-link-tag.ts';
import { onInitOfBase } from './ngx-on-init.ts';
import { inOwnQuotes, ngxTokenSource, type NgxTokenSource } from './ngx-token-source.ts';
import { removeUnreadFields } from './ngx-unread-fields.ts';
import { inTemplateString } from '../edits/remove-tag-attributes.ts';
import type { QuestionText } from '../open-question.ts';
import type { FileEdit, RuleSettings, Site } from '../rule.ts';
import { quotedIn } from '../exchange/url-pieces.ts';

const ID = 'ngx-plaid-link';
const MEMBER = 'linkToken';
const METHOD = 'fetchLinkToken';

const BY_HAND =
  'Fetch { link_token } from your server in the component, and give ngxPlaidLink nothing but ' +
  'it, as token, and its events; render it with *ngIf once it is there.';

/** Gives the tags of one template the token of their component, which the component fetches. */
export function rewriteNgxTags(
  legacy: readonly MarkupTag[],
  tags: readonly MarkupTag[],
  file: ScannedFile,
  { component, range }: AngularTemplate,
  settings: RuleSettings,
): Site[] {
  const why = whyNot(legacy, component);
  if (why !== undefined) {
    return legacy.map((tag) => ({
      ...siteAt(tag, file),
      outcome: 'manual',
      message: `ngxPlaidLink has a public_key, ${why}.`,
      next: BY_HAND,
      edits: [],
    }));
  }
  const tagEdits = legacy.map((tag, index) => {
    const waiting = index === 0 ? 'waitingForLink' : `waitingForLink${String(index + 1)}`;
    const edits = ngxTagEdits(tag, tags, file, { member: MEMBER, waiting });
    return inTemplateString(edits, file, range.start);
  });
  const [first] = legacy;
  const source = first === undefined ? undefined : sourceOf(first, file, component, settings);
  const fallback = settings.linkTokenUrl ?? '/create_link_token';
  const url = source?.url ?? inOwnQuotes(quotedIn(fallback, component.place), component.place);
  const unread = removeUnreadFields(
    component,
    { file, range },
    tagEdits.flat(),
    inOwnQuotes(`${MEMBER} = ''`, component.place),
  );
  const shared: FileEdit[] = [
    ...(source?.edits ?? []),
    ...unread.edits,
    ...ngxFreshTokenEdits(legacy, file, component, METHOD),
    ...ngxComponentEdits(component, {
      member: MEMBER,
      method: METHOD,
      declared: unread.replaced,
      body: (source === undefined ? fetched(url) : subscribed(source)).map((line) =>
        inOwnQuotes(line, component.place),
      ),
    }),
  ];
  return legacy.map((tag, index): Site => {
    const site: Site = {
      ...siteAt(tag, file),
      outcome: 'rewritten',
      message: `ngxPlaidLink had a public_key; Link now opens with a link_token from ${url}.`,
      edits: [...(tagEdits[index] ?? []), ...(index === 0 ? shared : [])],
      request: requestOf(tag, file, component),
    };
    const questions = openQuestions(source, component, settings);
    if (questions.length === 0) return site;
    const position = component.node.getStart(component.place.script.source);
    const marker = questions.map((each) => each.marker).join('; ');
    return {
      ...site,
      outcome: 'needs-decision',
      next: questions.map((each) => each.next).join(' '),
      marker: { path: component.place.file.path, position, text: marker },
    };
  });
}

function siteAt(tag: MarkupTag, { path }: ScannedFile): Pick<Site, 'rule' | 'path' | 'range'> {
  return { rule: ID, path, range: { start: tag.start, end: tag.end } };
}

function sourceOf(
  tag: MarkupTag,
  file: ScannedFile,
  component: AngularComponent,
  settings: RuleSettings,
): NgxTokenSource | undefined {
  const handler = ngxHandler(tag, 'Success', file, component);
  if (handler === undefined) return undefined;
  const { node, place } = component;
  return ngxTokenSource({ node: handler, place }, { node, place }, settings.linkTokenUrl);
}

/** The statements that ask through HttpClient. */
function subscribed({ call, parsed }: NgxTokenSource): readonly string[] {
  const answer = parsed ? '(response) => {' : '({ link_token }) => {';
  return [
    `this.${MEMBER} = '';`,
    `${call}.subscribe({`,
    `  next: ${answer}`,
    ...(parsed ? ['    const { link_token } = response.json();'] : []),
    "    if (!link_token) console.error('No link_token in the answer of the server');",
    `    this.${MEMBER} = link_token;`,
    '  },',
    '  error: (error) => console.error(error.message),',
    '});',
  ];
}

/** The statements that ask without it. */
function fetched(url: string): readonly string[] {
  return [
    `this.${MEMBER} = '';`,
    `fetch(${url}, { method: 'POST' })`,
    '  .then((response) => {',
    "    if (!response.ok) throw new Error('No link_token: the server answered ' + response.status);",
    '    return response.json();',
    '  })',
    '  .then(({ link_token }) => {',
    "    if (!link_token) throw new Error('No link_token in the answer of the server');",
    `    this.${MEMBER} = link_token;`,
    '  })',
    '  .catch((error) => console.error(error.message));',
  ];
}

function requestOf(
  tag: MarkupTag,
  file: ScannedFile,
  component: AngularComponent,
): LinkTokenRequest {
  const options = new Map<string, OptionValue>();
  for (const { attribute, input, kind } of ngxInputs(tag)) {
    const text = attributeValue(file, attribute);
    const isBound = kind === 'bound' || text.includes('{{');
    const bound = kind === 'bound' ? attribute : interpolated(attribute, text);
    const place = { ...component.place, file };
    const found = isBound && bound !== undefined ? templateExpression(bound, place) : undefined;
    if (!isBound) options.set(input, { kind: 'literal', value: text });
    else if (found !== undefined) options.set(input, valueIn(found, component));
    else if (kind === 'text') options.set(input, { kind: 'expression', text });
  }
  // (NgxPlaidLinkDirective: the default of `product`.)
  if (!options.has('product')) options.set('product', { kind: 'literal', value: ['auth'] });
  return linkTokenRequest(options, { token: 'never' });
}

/** `{{ name }}` and nothing else, as an attribute that holds its expression alone. */
function interpolated(attribute: MarkupAttribute, text: string): MarkupAttribute | undefined {
  const inner = /^(\s*\{\{)([^{}]*)\}\}\s*$/.exec(text);
  if (attribute.value === undefined || inner === null) return undefined;
  const [, open = '', expression = ''] = inner;
  const start = attribute.value.start + open.length;
  return { ...attribute, value: { start, end: start + expression.length } };
}

/** A name in a template is a field of the component. */
function valueIn(
  { node, place }: NonNullable<ReturnType<typeof templateExpression>>,
  component: AngularComponent,
): OptionValue {
  const field = ts.isIdentifier(node) ? memberOfClass(component.node, node.text) : undefined;
  const value =
    field !== undefined && ts.isPropertyDeclaration(field) ? field.initializer : undefined;
  return value === undefined ? staticValue(node, place) : staticValue(value, component.place);
}

function whyNot(
  legacy: readonly MarkupTag[],
  { node, place }: Pick<AngularComponent, 'node' | 'place'>,
): string | undefined {
  if (place.script.syntaxErrors.length > 0) return 'and its component does not parse';
  const hasToken = legacy.some((tag) => ngxInputs(tag).some(({ input }) => input === 'token'));
  if (hasToken) return 'and a token of its own, as for update mode';
  const isTaken = [MEMBER, METHOD].some((name) => memberOfClass(node, name) !== undefined);
  if (isTaken) return `and its component has a ${MEMBER} already`;
  const isHidden = onInitOfBase({ node, place }) === 'unknown';
  return isHidden ? 'and its component extends a class that may have an ngOnInit' : undefined;
}

function openQuestions(
  source: NgxTokenSource | undefined,
  component: AngularComponent,
  settings: RuleSettings,
): readonly QuestionText[] {
  const questions: QuestionText[] = [];
  if (source === undefined && settings.linkTokenUrl === undefined) {
    questions.push({
      marker: `set the URL of the endpoint that answers { link_token } in ${METHOD}`,
      next:
        '(Success) takes the public token to no URL of your server that could be followed. Set the URL of the ' +
        `endpoint that answers { link_token } in ${METHOD}, or undo and run again with --link-token-url.`,
    });
  }
  const strategy = valueOf(component, 'changeDetection')?.getText() ?? '';
  if (strategy.endsWith('OnPush')) {
    questions.push({
      marker: `inject ChangeDetectorRef and call markForCheck() where ${METHOD} sets ${MEMBER}`,
      next: 'The component checks its template OnPush: tell it when the token is there.',
    });
  }
  const imports = valueOf(component, 'imports')?.getText();
  if (imports !== undefined && !/\b(?:NgIf|CommonModule|BrowserModule)\b/.test(imports)) {
    questions.push({
      marker: 'add NgIf of @angular/common to the imports of this component',
      next: 'The template uses *ngIf now: add NgIf of @angular/common to the imports of the component.',
    });
  }
  return questions;
}
