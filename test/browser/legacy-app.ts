import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { route, staticFiles, type Route } from './app-server.ts';
import { bundleApp } from './bundle-app.ts';
import { fieldOf, html, json, type AppRequest } from './http-messages.ts';
import { renderTemplate, type TemplateEngine } from './render-template.ts';
import type { LinkRecord } from './link-record.ts';

/** The public key in every app. */
export const publicKey = '8b1f0c2d4e6a7b9c3d5e1f2a4b';

/** An app of `test/apps`, as its authors left it. */
export interface AppFolder {
  /** The folder with the app's files. */
  readonly folder: string;
}

/** A whole app of `test/apps`: where its files are, and what its own server does for its pages. */
export interface LegacyApp extends AppFolder {
  /** The folder in it that the server hands out as it is. */
  readonly static?: string;
  /** Templates by the path they are served at. */
  readonly views?: Readonly<Record<string, View>>;
  /** Entry files by the path their bundle is served at. */
  readonly bundles?: Readonly<Record<string, string>>;
  /** The route that exchanges public tokens; undefined where the app has none. */
  readonly exchange?: { readonly path: string; readonly field: string };
  /** What the button does ends without an exchange, as in update mode. */
  readonly exchangesNothing?: boolean;
  /** Where the migrated page asks for link tokens, and in which field of the answer it finds one. */
  readonly linkTokens: { readonly path: string; readonly field?: string };
  /** Further routes of the app's server. */
  readonly routes?: (record: LinkRecord) => readonly Route[];
  /** Retired options that the app's Plaid package sends whatever the app says. */
  readonly sentByWrapper?: readonly string[];

  /** The page to start at; `/` unless it says otherwise. */
  readonly start?: string;
  /** What a user clicks to open Link. */
  readonly button: string;
  /**
   * What a click does first: `opens` Link or a handler that was made before; `creates` the handler;
   * `asks` the app's server for the token, which it did for a public token before.
   */
  readonly clickFirst?: 'opens' | 'creates' | 'asks';
  /** The button is disabled, or not there at all, before Link is ready. */
  readonly waitsUntilReady?: boolean;
  /** Without a first token there is no button, and so no second try. */
  readonly triesOnce?: boolean;
  /** The page is left when Link was finished. */
  readonly leavesOnSuccess?: boolean;
  /** What the page shows when Link was left with the error `INVALID_CREDENTIALS`. */
  readonly exitShows?: string;
}

/** A template and what the server renders it with. */
export interface View {
  readonly file: string;
  /** EJS unless it says otherwise. */
  readonly engine?: TemplateEngine;
  /** Values that are gone once the public key is. */
  readonly legacyValues?: Readonly<Record<string, unknown>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** A copy of an app in a folder of its own, removed at the end. */
export function copyApp(app: AppFolder): Disposable & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'legacy-app-'));
  cpSync(app.folder, folder, { recursive: true });
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The routes of an app's own server, from the files in `folder`. Bundles are made once, here. */
export async function routesOf(
  app: LegacyApp,
  folder: string,
  values: 'legacy' | 'migrated',
): Promise<(record: LinkRecord) => Route[]> {
  const bundles = await Promise.all(
    Object.entries(app.bundles ?? {}).map(async ([path, entry]) => {
      const text = await bundleApp(folder, entry);
      return route('GET', path, () => ({ type: 'javascript', text }));
    }),
  );
  const views = Object.entries(app.views ?? {}).map(([path, view]) =>
    route('GET', path, () => {
      const known = { ...view.values, ...(values === 'legacy' && view.legacyValues) };
      const template = readFileSync(join(folder, view.file), 'utf8');
      return html(renderTemplate(view.engine ?? 'ejs', template, known));
    }),
  );
  return (record) => [
    ...(app.routes?.(record) ?? []),
    ...bundles,
    ...views,
    ...exchangeRoute(app, record),
    staticFiles(join(folder, app.static ?? '.')),
    route('GET', '/favicon.ico', () => ({ type: 'text', text: '' })),
  ];
}

function exchangeRoute({ exchange }: LegacyApp, record: LinkRecord): Route[] {
  if (exchange === undefined) return [];
  const answer = (request: AppRequest) =>
    record.exchange(fieldOf(request, exchange.field))
      ? json({ error: false })
      : json({ error: 'that public token is not Plaid’s' }, 400);
  return [route('POST', exchange.path, answer)];
}
