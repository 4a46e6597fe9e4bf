import { isBody, type RequestBody } from '../../plaid/link-request-body.ts';
import { isList } from '../../plaid/link-literals.ts';
import type { Json } from '../../plaid/json.ts';
import { camel, modelOf, type Sample } from './link-token-sample.ts';

/** (The README of plaid-java, and its models.) */
export function javaSample(body: RequestBody, path: string): Sample {
  const code = `// com.plaid:plaid-java; import com.plaid.client.ApiClient, com.plaid.client.model.*,
// com.plaid.client.request.PlaidApi, java.io.IOException, java.util.*, retrofit2.Response
Map<String, String> keys = new HashMap<>();
keys.put("clientId", System.getenv("PLAID_CLIENT_ID"));
keys.put("secret", System.getenv("PLAID_SECRET"));
ApiClient apiClient = new ApiClient(keys);
apiClient.setPlaidAdapter(ApiClient.Sandbox);
PlaidApi plaid = apiClient.createService(PlaidApi.class);

// POST ${path}
String userId = signedInUserId(); // your own
LinkTokenCreateRequest request = ${javaObject('LinkTokenCreateRequest', body, '')};
Response<LinkTokenCreateResponse> answer = plaid.linkTokenCreate(request).execute();
if (!answer.isSuccessful()) throw new IOException("Plaid gave no link_token");
return Collections.singletonMap("link_token", answer.body().getLinkToken());`;
  return { name: 'Java', language: 'java', code };
}

function javaObject(model: string, body: RequestBody, indent: string): string {
  const inner = `${indent}  `;
  const calls = [...body].map(([name, value]) => {
    const text = isBody(value)
      ? javaObject(modelOf(name), value, inner)
      : name === 'client_user_id'
        ? 'userId'
        : javaValue(value, modelOf(name, model));
    return `\n${inner}.${camel(name)}(${text})`;
  });
  return `new ${model}()${calls.join('')}`;
}

function javaValue(value: Json, model: string): string {
  if (!isList(value)) return JSON.stringify(value);
  const items = value.map((each) =>
    model === '' ? JSON.stringify(each) : `${model}.fromValue(${JSON.stringify(each)})`,
  );
  return `Arrays.asList(${items.join(', ')})`;
}

/** (The README of plaid-go, and its models: each field has a setter, and enums are strings.) */
export function goSample(body: RequestBody, path: string): Sample {
  const code = `// go get github.com/plaid/plaid-go: import the newest major version of its package plaid
configuration := plaid.NewConfiguration()
configuration.AddDefaultHeader("PLAID-CLIENT-ID", os.Getenv("PLAID_CLIENT_ID"))
configuration.AddDefaultHeader("PLAID-SECRET", os.Getenv("PLAID_SECRET"))
configuration.UseEnvironment(plaid.Sandbox)
client := plaid.NewAPIClient(configuration)

// POST ${path}
userID := signedInUserID(r) // your own
${goObject('request', 'LinkTokenCreateRequest', body).join('\n')}
answer, _, err := client.PlaidApi.LinkTokenCreate(r.Context()).LinkTokenCreateRequest(request).Execute()
if err != nil {
	http.Error(w, "Plaid gave no link_token", http.StatusInternalServerError)
	return
}
json.NewEncoder(w).Encode(map[string]string{"link_token": answer.GetLinkToken()})`;
  return { name: 'Go', language: 'go', code };
}

/** Statements that make an object under a name. */
function goObject(variable: string, model: string, body: RequestBody): string[] {
  const lines = [`${variable} := plaid.${model}{}`];
  for (const [name, value] of body) {
    const setter = `${variable}.Set${goName(name)}`;
    if (isBody(value)) {
      lines.push(...goObject(camel(name), modelOf(name), value), `${setter}(${camel(name)})`);
    } else if (name === 'client_user_id') lines.push(`${setter}(userID)`);
    else lines.push(`${setter}(${goValue(value, modelOf(name, model))})`);
  }
  return lines;
}

function goValue(value: Json, model: string): string {
  if (!isList(value)) return JSON.stringify(value);
  const type = model === '' ? 'string' : `plaid.${model}`;
  return `[]${type}{${value.map((each) => JSON.stringify(each)).join(', ')}}`;
}

function goName(name: string): string {
  return camel(`_${name}`);
}
