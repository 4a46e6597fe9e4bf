import { isList } from '../../plaid/link-literals.ts';
import type { Json } from '../../plaid/json.ts';
import { isBody, type RequestBody } from '../../plaid/link-request-body.ts';
import { modelOf, type Sample } from './link-token-sample.ts';
import { goSample, javaSample } from './typed-link-token-samples.ts';

/** The endpoint at `path`, in the languages Plaid has an official client for. */
export function linkTokenSamples(body: RequestBody, path: string): readonly Sample[] {
  return [
    nodeSample(body, path),
    pythonSample(body, path),
    rubySample(body, path),
    javaSample(body, path),
    goSample(body, path),
  ];
}

/** (The README of plaid-node, 47.) */
function nodeSample(body: RequestBody, path: string): Sample {
  const code = `const { Configuration, PlaidApi, PlaidEnvironments } = require('plaid'); // npm install plaid

const plaid = new PlaidApi(
  new Configuration({
    basePath: PlaidEnvironments.sandbox,
    baseOptions: {
      headers: {
        'PLAID-CLIENT-ID': process.env.PLAID_CLIENT_ID,
        'PLAID-SECRET': process.env.PLAID_SECRET,
      },
    },
  }),
);

app.post('${path}', async (req, res) => {
  const userId = signedInUserId(req); // your own
  try {
    const answer = await plaid.linkTokenCreate(${object(body, 'String(userId)', '    ')});
    res.json({ link_token: answer.data.link_token });
  } catch (error) {
    console.error(error.response ? error.response.data : error.message);
    res.status(500).json({ error: 'Plaid gave no link_token' });
  }
});`;
  return { name: 'Node', language: 'js', code };
}

/** (The README of plaid-ruby.) */
function rubySample(body: RequestBody, path: string): Sample {
  const code = `require 'plaid' # gem 'plaid'

configuration = Plaid::Configuration.new
configuration.server_index = Plaid::Configuration::Environment['sandbox']
configuration.api_key['PLAID-CLIENT-ID'] = ENV['PLAID_CLIENT_ID']
configuration.api_key['PLAID-SECRET'] = ENV['PLAID_SECRET']
client = Plaid::PlaidApi.new(Plaid::ApiClient.new(configuration))

# POST ${path}
user_id = signed_in_user_id # your own
request = Plaid::LinkTokenCreateRequest.new(${object(body, 'user_id.to_s', '')})
answer = client.link_token_create(request)
{ link_token: answer.link_token }.to_json`;
  return { name: 'Ruby', language: 'ruby', code };
}

/** (The README of plaid-python, and its models.) */
function pythonSample(body: RequestBody, path: string): Sample {
  const models = new Set<string>();
  const request = pythonObject('LinkTokenCreateRequest', body, '    ', models);
  const imports = [...models]
    .toSorted()
    .map((model) => `from plaid.model.${snake(model)} import ${model}`);
  const code = `import os

import plaid  # pip install plaid-python
from plaid.api import plaid_api
${imports.join('\n')}

configuration = plaid.Configuration(
    host=plaid.Environment.Sandbox,
    api_key={'clientId': os.environ['PLAID_CLIENT_ID'], 'secret': os.environ['PLAID_SECRET']},
)
client = plaid_api.PlaidApi(plaid.ApiClient(configuration))


# POST ${path}
def create_link_token():
    user_id = signed_in_user_id()  # your own
    answer = client.link_token_create(${request})
    return {'link_token': answer['link_token']}`;
  return { name: 'Python', language: 'python', code };
}

/** An object whose entries are `name: value`, as JavaScript and Ruby both write it. */
function object(body: RequestBody, user: string, indent: string): string {
  const inner = `${indent}  `;
  const lines = [...body].map(([name, value]) => {
    const text = isBody(value)
      ? object(value, user, inner)
      : name === 'client_user_id'
        ? user
        : literal(value);
    return `${inner}${name}: ${text},`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function pythonObject(
  model: string,
  body: RequestBody,
  indent: string,
  models: Set<string>,
): string {
  models.add(model);
  const inner = `${indent}    `;
  const lines = [...body].map(([name, value]) => {
    const text = isBody(value)
      ? pythonObject(modelOf(name), value, inner, models)
      : name === 'client_user_id'
        ? 'str(user_id)'
        : pythonValue(model, name, value, models);
    return `${inner}${name}=${text},`;
  });
  return `${model}(\n${lines.join('\n')}\n${indent})`;
}

function pythonValue(model: string, name: string, value: Json, models: Set<string>): string {
  const type = modelOf(name, model);
  if (type === '' || !isList(value)) return literal(value);
  models.add(type);
  const list = `[${value.map((each) => `${type}(${literal(each)})`).join(', ')}]`;
  if (name !== 'account_subtypes') return list;
  models.add(`${type}s`);
  return `${type}s(${list})`;
}

/** A text or a list of texts, in the quotes all three languages know. */
function literal(value: Json): string {
  if (typeof value === 'string') {
    return `'${value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;
  }
  return isList(value) ? `[${value.map(literal).join(', ')}]` : JSON.stringify(value);
}

function snake(name: string): string {
  return name.replace(/(?<=.)[A-Z]/g, '_$&').toLowerCase();
}
