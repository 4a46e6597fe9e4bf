import {
  sameRequest,
  type LinkTokenRequest,
  type RequestField,
} from '../../plaid/link-token-request.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import type { Project } from '../../scan/project.ts';
import type { RuleSettings } from '../rule.ts';
import { legacyLinkSites } from './legacy-link.ts';

/** What the old token of a page was for. */
export type TokenPurpose = 'update' | 'payment';

/** The request of a page, and where the page is. */
interface PageRequest {
  readonly path: string;
  readonly request: LinkTokenRequest;
}

const known = new WeakMap<Project, readonly PageRequest[]>();

/** What a page said of its Link, as fields of the request; undefined where pages say different things. */
export interface SharedFields {
  readonly fields: readonly RequestField[];
  /** Fields that a person has to fill in, unless the server knows what they are on the page. */
  readonly expressions: readonly RequestField[];
  readonly missing: readonly string[];
  /** The request of those pages, where it is one. */
  readonly request: LinkTokenRequest | undefined;
}

const SHARED = ['client_name', 'country_codes', 'language', 'redirect_uri'];
const REQUIRED: ReadonlySet<string> = new Set(SHARED.slice(0, 3));

/**
 * The fields that pages give for a purpose, or for any where none is for it: the pages of the server's own
 * package where it has some, or else those of the whole tree.
 */
export function fieldsOfPages(
  { project, file }: CodePlace,
  settings: RuleSettings,
  purpose: TokenPurpose,
): SharedFields {
  const pages = requestsOf(project, settings);
  const manifest = project.manifestOf(file.path);
  const isFor = ({ request }: PageRequest): boolean => request.purpose === purpose;
  const near = pages.filter((each) => isFor(each) && project.manifestOf(each.path) === manifest);
  const all = (near.length > 0 ? near : pages).map(({ request }) => request);
  const own = all.filter((each) => each.purpose === purpose);
  const requests = own.length > 0 ? own : all;
  const fields: RequestField[] = [];
  const expressions: RequestField[] = [];
  const missing: string[] = [];
  for (const name of SHARED) {
    const given = requests.map((each) => each.fields.find((field) => field.name === name));
    const [first] = given;
    const isOne = given.every((each) => isSame(each, first));
    if (first !== undefined && isOne && first.value.kind === 'literal') fields.push(first);
    else if (first !== undefined && isOne) expressions.push(first);
    else if (REQUIRED.has(name)) missing.push(name);
    else if (given.some((each) => each !== undefined)) missing.push(name);
  }
  const [request, ...others] = own;
  const isOne = request !== undefined && others.every((each) => sameRequest(each, request));
  return { fields, expressions, missing, request: isOne ? request : undefined };
}

function isSame(one: RequestField | undefined, other: RequestField | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const alone = (field: RequestField): LinkTokenRequest => {
    return { purpose: 'link', fields: [field], notes: [] };
  };
  return sameRequest(alone(one), alone(other));
}

function requestsOf(project: Project, settings: RuleSettings): readonly PageRequest[] {
  const requests =
    known.get(project) ??
    legacyLinkSites(project, settings).flatMap(({ path, request }) =>
      request === undefined ? [] : [{ path, request }],
    );
  known.set(project, requests);
  return requests;
}
