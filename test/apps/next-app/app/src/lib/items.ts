const globals = globalThis as unknown as { tokens?: Map<string, string> };

/** Access tokens by user. Development reloads modules, so they hang on the process. */
const tokens = (globals.tokens ??= new Map());

export async function storeItem(userId: string, accessToken: string) {
  tokens.set(userId, accessToken);
}

export async function tokenOf(userId: string): Promise<string> {
  return tokens.get(userId) ?? '';
}
