import type { LinkTokenSource } from './link-token-source.ts';

/** The template of a chain that asks a GraphQL server for a link token; its errors come with status 200. */
export function mutationRequest(
  source: LinkTokenSource,
  field: string,
  options: readonly string[],
): string {
  const query = `mutation { ${field} }`;
  const { client } = source;
  if (client.kind === 'apollo') {
    return given(
      `%client%.mutate({ mutation: ${client.tag}\`${query}\` })`,
      'result',
      'result.data',
      field,
    );
  }
  if (client.kind === 'axios') {
    const last = options.length === 0 ? '' : `, { ${options.join(', ')} }`;
    return given(
      `%client%.post(%url%, { query: '${query}' }${last})`,
      'response',
      'response.data.data',
      field,
    );
  }
  const headers = source.options.findIndex((option) => option.startsWith('headers:'));
  const parts = options.filter((_, index) => index !== headers);
  const own = "'Content-Type': 'application/json'";
  const entries = [
    "method: 'POST'",
    headers === -1 ? `headers: { ${own} }` : `headers: { ${own}, %headers% }`,
    ...parts,
    `body: JSON.stringify({ query: '${query}' })`,
  ];
  const asked = `fetch(%url%, { ${entries.join(', ')} })
  .then(FN(response) {
    return response.json();
  })`;
  return given(asked, 'body', 'body.data', field);
}

function given(call: string, name: string, data: string, field: string): string {
  return `${call}
  .then(FN(${name}«: any») {
    if (!${data} || !${data}.${field}) throw new Error('No link_token in the answer of the server');
    return ${data}.${field};
  })`;
}
