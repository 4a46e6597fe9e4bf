/** The methods of routers, and of decorators in lower case. */
export const VERBS: ReadonlySet<string> = new Set(['post', 'get', 'put', 'patch', 'all']);
