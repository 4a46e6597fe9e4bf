import { unreachable } from '../core/errors.ts';
import type { Site } from './rule.ts';

/** What the code of the page does not say about where its link token comes from. */
export type OpenQuestion =
  /** No call to the app's server was found. */
  | { readonly kind: 'url' }
  /** The app calls its server through something that may add a base URL or headers. */
  | { readonly kind: 'client'; readonly through: string }
  /** The app's own call sends headers that are not at hand where the token is asked for. */
  | { readonly kind: 'headers' }
  /** The form in the page sends a token against forgery. */
  | { readonly kind: 'guard' }
  /** A public token stands in the code. */
  | { readonly kind: 'pasted-token' }
  /** The page lists banks by itself. */
  | { readonly kind: 'institutions' }
  /** The page reaches for the handler that react-plaid-link 1.0 left at `window`. */
  | { readonly kind: 'leaked-handler' }
  /** Link is given options that come from somewhere else. */
  | { readonly kind: 'options'; readonly from: string };

/** What a person has to do, as a marker for the code and as the next step of a finding. */
export interface QuestionText {
  readonly marker: string;
  readonly next: string;
}

/** `name`: the generated code that asks for the token. */
export function questionText(question: OpenQuestion, name: string): QuestionText {
  switch (question.kind) {
    case 'url':
      return {
        marker: `set the URL of the endpoint that answers { link_token } in ${name}`,
        next:
          'onSuccess takes the public token to no URL of your server that could be followed. Set the URL of the ' +
          `endpoint that answers { link_token } in ${name}, or undo and run again with --link-token-url.`,
      };
    case 'client':
      return {
        marker: `let ${name} ask through ${question.through}, if that adds a base URL or headers`,
        next:
          `onSuccess reaches your server through ${question.through}, which may add a base URL or headers. ` +
          `Where it does, let ${name} ask through it, too.`,
      };
    case 'headers':
      return {
        marker: `let ${name} send the headers of the call in onSuccess, too`,
        next: `The call in onSuccess sends headers that are not known where Link is made. Let ${name} send them, too.`,
      };
    case 'guard':
      return {
        marker: `let ${name} send the token against forgery that is in the form, too`,
        next: `The form that onSuccess submits holds a token against forged requests. Let ${name} send it, too.`,
      };
    case 'pasted-token':
      return {
        marker: `say which Item to update: a public token was written here, and ${name} cannot know it`,
        next: `A public token was written into the code. Let ${name} tell your server which Item Link shall update.`,
      };
    case 'institutions':
      return {
        marker: 'show no list of banks: a Link handler has no institutions any more',
        next: 'A Link handler has no institutions any more: take out what lists them, for Link lists them itself.',
      };
    case 'leaked-handler':
      return {
        marker: 'window.linkHandler is not there any more: reach Link otherwise',
        next:
          'window.linkHandler, which react-plaid-link 1.0 left behind, is not there any more, and reading it throws. ' +
          'Take what stands there out, or reach Link otherwise: a ref of the component has exit.',
      };
    case 'options':
      return {
        marker: `give Link nothing of ${question.from} but callbacks, and send the rest from the server`,
        next: `Some options come from ${question.from}. Leave the callbacks of it to Link, and send the rest with /link/token/create.`,
      };
    default:
      return unreachable(question);
  }
}

/** The site with one more question; there is one marker for all of them. */
export function asking(site: Site, { marker: text, next }: QuestionText): Site {
  const { marker, range, path } = site;
  return {
    ...site,
    outcome: 'needs-decision',
    next: site.next === undefined ? next : `${site.next} ${next}`,
    marker:
      marker === undefined
        ? { path, position: range.start, text }
        : { ...marker, text: `${marker.text}; ${text}` },
  };
}
