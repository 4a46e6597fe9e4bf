import type { Project } from '../../scan/project.ts';
import type { Rule, Site } from '../rule.ts';
import { exchangeElsewhere } from './exchange-elsewhere.ts';
import { exchangeRoutes } from './exchange-routes.ts';
import { linkTokenNote, linkTokenNotePath } from './link-token-note.ts';
import { wantedEndpoint, type WantedEndpoint } from './wanted-endpoint.ts';

/** The pages are rewritten, and no code that rules follow exchanges public tokens: a note says what to write. */
export const linkTokenElsewhere: Rule = {
  id: 'link-token-elsewhere',
  title: 'The server that has to mint link tokens is not here, or in another language',
  severity: 'error',
  stage: 'server',
  docs: 'https://plaid.com/docs/api/link/#linktokencreate',
  mightApply: () => false,
  find: () => [],
  findLeftovers: (project, made) => {
    const wanted = wantedEndpoint(made);
    if (wanted === undefined || exchangeRoutes(project).length > 0) return [];
    return noteSites(project, wanted);
  },
};

function noteSites(project: Project, { site, asked }: WantedEndpoint): readonly Site[] {
  const found = exchangeElsewhere(project);
  const place = found === undefined ? undefined : `${found.path}:${String(found.line)}`;
  const url = asked[0]?.url ?? 'their server';
  const message = `Pages ask ${url} for a link_token, and nothing here can be taught to answer: ${
    place === undefined
      ? 'no server that exchanges public tokens was found.'
      : `public tokens are exchanged in ${place}.`
  }`;
  const base = {
    rule: 'link-token-elsewhere',
    path: site.path,
    range: site.range,
    outcome: 'manual',
    message,
    edits: [],
  } as const;
  if (found?.isScript === true || project.ignores(linkTokenNotePath)) {
    const beside = found === undefined ? 'on your server' : 'beside it';
    const next = `Write the endpoint ${beside}, with the request that codemod prints under "Link tokens".`;
    return [{ ...base, next }];
  }
  if (project.has(linkTokenNotePath)) {
    return [{ ...base, next: `Write the endpoint that ${linkTokenNotePath} describes.` }];
  }
  return [
    {
      ...base,
      next: `Write the endpoint: ${linkTokenNotePath} says how, with the request filled in.`,
      creates: [{ path: linkTokenNotePath, text: linkTokenNote(asked, found?.path) }],
    },
  ];
}
