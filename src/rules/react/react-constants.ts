import type { LinkTokenRequest } from '../../plaid/link-token-request.ts';
import type { OptionValue } from '../../plaid/link-option.ts';

/** The request with the values of constants that a package exports: the server does not have them. */
export function withConstants(
  request: LinkTokenRequest,
  constants: Readonly<Record<string, string>>,
): LinkTokenRequest {
  const fields = request.fields.map(({ name, value }) => ({
    name,
    value: value.kind === 'expression' ? known(value, constants) : value,
  }));
  return { ...request, fields };
}

/** `AUTH_PRODUCT` and `[AUTH_PRODUCT, IDENTITY_PRODUCT]` */
function known(
  value: Extract<OptionValue, { kind: 'expression' }>,
  constants: Readonly<Record<string, string>>,
): OptionValue {
  const listed = /^\[(.*)\]$/s.exec(value.text.trim())?.[1];
  const names = (listed ?? value.text)
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const values = names.flatMap((each) => constants[each] ?? []);
  const [first] = values;
  if (values.length !== names.length || first === undefined) return value;
  return { kind: 'literal', value: listed === undefined ? first : values };
}
