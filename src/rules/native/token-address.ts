import type { Project } from '../../scan/project.ts';
import type { RuleSettings, Site } from '../rule.ts';
import { appEndpointPath } from '../server/app-endpoint.ts';

/** Where the code of an app asks for its link token. A person sets the host, which only they know. */
export interface TokenAddress {
  readonly url: string;
  /** The path of the endpoint that is written beside the exchange; undefined where the tree has none. */
  readonly path: string | undefined;
}

/** A name that is nobody's (RFC 2606). */
const HOST = 'https://example.com';

/** The address for all apps of a tree: where the user wants pages to ask, apps ask, too. */
export function tokenAddress(project: Project, { linkTokenUrl = '' }: RuleSettings): TokenAddress {
  const beside = appEndpointPath(project);
  const wanted = /^\/[\w./-]+$/.test(linkTokenUrl) ? linkTokenUrl : undefined;
  const path = beside === undefined ? undefined : (wanted ?? beside);
  return { url: `${HOST}${path ?? wanted ?? '/create_link_token'}`, path };
}

/** What a person does in the function that asks. */
export function addressTodo({ path }: TokenAddress, fetches: string): string {
  return path === undefined
    ? `set the URL of the endpoint that answers { link_token } in ${fetches}`
    : `set the address of your server in front of ${path} in ${fetches}`;
}

/** What a finding says of it, and what the rules of the server are told. */
export function addressOf(
  address: TokenAddress,
  fetches: string,
): Required<Pick<Site, 'next'>> & Pick<Site, 'asks'> {
  const todo = addressTodo(address, fetches);
  const next = `${todo.charAt(0).toUpperCase()}${todo.slice(1)}.`;
  return { next, ...(address.path === undefined ? {} : { asks: address.path }) };
}

/** A site of an app that asks for its Link by a name that the server knows. */
export function askingByName(site: Site, path: string, name: string): Site {
  const url = `${HOST}${path}`;
  const edits = site.edits.map((edit) => {
    const text = edit.text
      .replaceAll(`${url}?`, `${url}?link=${name}&`)
      .replaceAll(`${url}"`, `${url}?link=${name}"`)
      .replaceAll(`${url}'`, `${url}?link=${name}'`);
    return text === edit.text ? edit : { ...edit, text };
  });
  return { ...site, edits, asksFor: name };
}
