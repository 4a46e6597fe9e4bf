import { askedLink } from './named-requests.ts';
import { requestLines } from './request-object.ts';
import { nested } from './token-request.ts';
import type { LinkTokenEndpointCode } from './link-token-endpoint-code.ts';

/** The statements with which an endpoint asks Plaid and answers, in the manner of its framework. */
export function endpointAnswer(code: LinkTokenEndpointCode): string {
  const [name, token] = namesOf(code);
  switch (code.framework) {
    case 'express':
    case 'next-pages':
    case 'firebase':
      return code.isAsync
        ? `  try {
    CONST ${name} = await ${mint(code, 2)};
    %second%.json({ link_token: ${token} });
  } catch (error«: any») {
    console.error(error.response ? error.response.data : error.message);
    %second%.status(500).json({ error: 'Plaid gave no link_token' });
  }`
        : `  ${mint(code, 1)}
    .then(FN(${name}) {
      %second%.json({ link_token: ${token} });
    })
    .catch(FN(error) {
      console.error(error.response ? error.response.data : error.message);
      %second%.status(500).json({ error: 'Plaid gave no link_token' });
    });`;
    case 'koa':
      return `  CONST ${name} = await ${mint(code, 1)};
  %first%.body = { link_token: ${token} };`;
    case 'lambda':
      return lambdaAnswer(code, name, token);
    case 'firebase-call':
    case 'meteor':
      return code.isAsync
        ? `  CONST ${name} = await ${mint(code, 1)};
  return { link_token: ${token} };`
        : `  return ${mint(code, 1)}
    .then(FN(${name}) {
      return { link_token: ${token} };
    });`;
    case 'fastify':
    case 'hapi':
    case 'nest':
      return `  CONST ${name} = await ${mint(code, 1)};
  return { link_token: ${token} };`;
    case 'next-app':
      return `  CONST ${name} = await ${mint(code, 1)};
  return Response.json({ link_token: ${token} });`;
    case 'graphql':
    case 'nest-graphql':
    case 'service':
      if (code.service !== undefined) return `  return ${mint(code, 1)};`;
      return code.isAsync
        ? `  CONST ${name} = await ${mint(code, 1)};
  return ${token};`
        : `  return ${mint(code, 1)}
    .then(FN(${name}) {
      return ${token};
    });`;
  }
}

/** A callback is the last of three parameters. */
function lambdaAnswer(code: LinkTokenEndpointCode, name: string, token: string): string {
  const given = code.headers === 'headers' ? ' headers,' : ' headers: %headers%,';
  const headers = code.headers === undefined ? '' : given;
  const good = `{ statusCode: 200,${headers} body: JSON.stringify({ link_token: ${token} }) }`;
  const refusal = "JSON.stringify({ error: 'Plaid gave no link_token' })";
  const bad = `{ statusCode: 500,${headers} body: ${refusal} }`;
  if (code.isAsync) {
    return `  try {
    CONST ${name} = await ${mint(code, 2)};
    return ${good};
  } catch (error«: any») {
    console.error(error.response ? error.response.data : error.message);
    return ${bad};
  }`;
  }
  const callback = code.parameters[2];
  const answer = (object: string): string =>
    callback === undefined ? `return ${object};` : `%third%(null, ${object});`;
  return `  ${callback === undefined ? 'return ' : ''}${mint(code, 1)}
    .then(FN(${name}) {
      ${answer(good)}
    })
    .catch(FN(error) {
      console.error(error.response ? error.response.data : error.message);
      ${answer(bad)}
    });`;
}

/** What the answer is called, and the token in it. */
function namesOf({ service, method }: LinkTokenEndpointCode): readonly [string, string] {
  if (service !== undefined) return ['linkToken', 'linkToken'];
  return ['answer', method === 'linkTokenCreate' ? 'answer.data.link_token' : 'answer.link_token'];
}

function mint(code: LinkTokenEndpointCode, depth: number): string {
  if (code.service !== undefined) {
    const asked = code.named === undefined ? undefined : askedLink(code.framework);
    return asked === undefined ? '%service%(%user%)' : `%service%(%user%, ${asked.link})`;
  }
  if (code.named !== undefined) {
    return `%client%.${code.method}(Object.assign({ user: { client_user_id: %user% } }, wanted))`;
  }
  return nested(`%client%.${code.method}({\n${fieldsOf(code)}\n})`, depth);
}

function fieldsOf({ request, method }: LinkTokenEndpointCode): string {
  const isTyped = method === 'linkTokenCreate';
  return requestLines({ request, isTyped, user: '%user%', depth: 1 });
}
