import { findLegacyLinkOption } from '../../plaid/link-options.ts';
import { linkTokenRequest, type LinkTokenRequest } from '../../plaid/link-token-request.ts';
import type { OptionValue } from '../../plaid/link-option.ts';
import {
  attributeOf,
  attributeValue,
  elementAt,
  type MarkupAttribute,
  type MarkupTag,
} from '../../scan/markup-tags.ts';
import type { Project } from '../../scan/project.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import type { LinkTokenSource } from '../../generate/link-token-source.ts';
import { quotedText } from '../../generate/quoted-text.ts';
import { buttonEdits, withoutOptions } from './drop-in-edits.ts';
import { decoded, findForm, isGuarded, quotedValue, urlBesideAction } from './drop-in-form.ts';
import type { RuleSettings, Site } from '../rule.ts';

const ID = 'link-drop-in';

/** The id Link gave to its button: the styles of the page may name it. */
const BUTTON = 'plaid-link-button';

/** A drop-in tag and where it stands. */
export interface DropIn {
  readonly tag: MarkupTag;
  /** All tags of the page. */
  readonly tags: readonly MarkupTag[];
  /** `data-form-id`. */
  readonly form: MarkupAttribute;
  /** How many drop-ins stand above it in the page. */
  readonly index: number;
  readonly file: ScannedFile;
  readonly project: Project;
  readonly settings: RuleSettings;
}

/** Takes the options off the tag, and does in the page what Link did: a button, and the form submitted. */
export function rewriteDropIn(dropIn: DropIn): Site {
  const { tag, tags, file, project, settings, index } = dropIn;
  const { path } = file;
  const script = elementAt(tags, tag);
  const form = findForm(attributeValue(file, dropIn.form), file, tags, project);
  const own = form?.file === file ? form.element : undefined;
  const isInside =
    own?.close !== undefined && own.open.end <= tag.start && tag.end <= own.close.start;
  const beside = form === undefined ? undefined : urlBesideAction(form);
  const derived =
    settings.linkTokenUrl === undefined ? beside : quotedText(settings.linkTokenUrl, "'");
  const source: LinkTokenSource = {
    url: derived ?? "'/create_link_token'",
    client: { kind: 'fetch' },
    options: form !== undefined && isGuarded(form) ? ['body: new FormData(form)'] : [],
    configuration: undefined,
  };
  const given = givenToken(tag, file);
  const name = index === 0 ? BUTTON : `${BUTTON}-${String(index + 1)}`;
  const buttonIn = isInside ? undefined : own;
  const scriptEnd = script.close?.end ?? tag.end;
  const formEnd = buttonIn?.close?.end ?? 0;
  const isFormBelow = formEnd > scriptEnd;
  const site: Site = {
    rule: ID,
    path,
    range: { start: tag.start, end: tag.end },
    outcome: 'rewritten',
    message: `The drop-in form had a public_key; its button now opens Link with a link_token from ${source.url}.`,
    edits: [withoutOptions(script, file), ...buttonEdits(name, buttonIn, tag, tags, file)],
    generates: [
      {
        kind: 'link-form',
        name,
        at: isFormBelow ? formEnd : scriptEnd,
        scope: isFormBelow ? (buttonIn?.close?.start ?? tag.start) : tag.start,
        formId: quotedValue(file, dropIn.form),
        nonce: nonceOf(tag, file),
        source,
        given,
        token: { given: given !== undefined, stored: false, returns: false },
      },
    ],
    request: requestOf(tag, file),
  };
  if (derived !== undefined) return site;
  return {
    ...site,
    outcome: 'needs-decision',
    next:
      'The action of the form does not say where your server is. Set the URL of the endpoint that answers ' +
      '{ link_token }, or undo and run again with --link-token-url.',
    marker: {
      path,
      position: tag.start,
      text: 'set the URL of the endpoint that answers { link_token } in the script below',
    },
  };
}

/** A Content-Security-Policy that asks Link's script for a nonce asks the page's own, too. */
function nonceOf(tag: MarkupTag, file: ScannedFile): string | undefined {
  const nonce = attributeOf(tag, 'nonce');
  return nonce === undefined ? undefined : file.text.slice(nonce.start, nonce.end);
}

/** The token that the server renders into the page. */
function givenToken(tag: MarkupTag, file: ScannedFile): string | undefined {
  const token = attributeOf(tag, 'data-token');
  if (token === undefined || valueOf(token, file).kind === 'literal') return undefined;
  return quotedValue(file, token);
}

function requestOf(tag: MarkupTag, file: ScannedFile): LinkTokenRequest {
  const options = new Map<string, OptionValue>();
  for (const attribute of tag.attributes) {
    const option = findLegacyLinkOption(attribute.name.toLowerCase());
    if (option !== undefined) options.set(option.name, valueOf(attribute, file));
  }
  const sometimes = givenToken(tag, file) !== undefined;
  return linkTokenRequest(options, sometimes ? { token: 'sometimes' } : {});
}

function valueOf(attribute: MarkupAttribute, file: ScannedFile): OptionValue {
  const text = attributeValue(file, attribute);
  const isRendered = file.placeholders.some(
    ({ start, end }) => attribute.start < end && start < attribute.end,
  );
  return isRendered ? { kind: 'expression', text } : { kind: 'literal', value: decoded(text) };
}
