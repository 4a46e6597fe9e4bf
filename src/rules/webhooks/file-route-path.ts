/** How frameworks lay out files that are routes, and the part of the path that is the route. */
const layouts: readonly RegExp[] = [
  // Next.js: pages/api/plaid/webhook.ts
  /(?:^|\/)pages(\/api\/.+?)(?:\/index)?\.[cm]?[jt]sx?$/,
  // Next.js: app/api/plaid/webhook/route.ts
  /(?:^|\/)app((?:\/.+)?)\/route\.[cm]?[jt]sx?$/,
  // SvelteKit: src/routes/api/plaid/+server.ts
  /(?:^|\/)routes((?:\/.+)?)\/\+server\.[cm]?[jt]s$/,
  // Nuxt: server/api/plaid/webhook.post.ts
  /(?:^|\/)server(\/(?:api|routes)\/.+?)(?:\.(?:post|get|put))?\.[cm]?[jt]s$/,
  // Netlify and Supabase functions
  /(?:^|\/)(?:netlify|supabase)(\/functions\/.+?)(?:\/index)?\.[cm]?[jt]s$/,
  // Vercel functions
  /^(\/?api\/.+?)(?:\/index)?\.[cm]?[jt]s$/,
];

/** The path of the route that a file is by its place; undefined for other files. */
export function fileRoutePath(file: string): string | undefined {
  for (const layout of layouts) {
    const path = layout.exec(file)?.[1];
    if (path === undefined) continue;
    // Groups of Next.js and SvelteKit, `(auth)`, are not in the URL.
    const url = path.replaceAll(/\/\([^/]+\)/g, '');
    return url.startsWith('/') ? url : `/${url}`;
  }
  return undefined;
}
