import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { AppFolder } from '../browser/legacy-app.ts';
import type { ServerStart } from './start-server.ts';

/** What `codemod` leaves to a person, and what the test's user decides: one edit at its marker. */
export interface Decision {
  /** In words, as a user would say it. */
  readonly says: string;
  readonly file: string;
  /** The text in question; it has to be there once. */
  readonly from: string;
  readonly to: string;
}

/** A page that a user links a bank on. */
export interface LinkPage {
  readonly path: string;
  /** What the user clicks to open Link. */
  readonly button: string;
  /** What has to be in the request that its link token was minted with. */
  readonly request: Readonly<Record<string, unknown>>;
}

/** A whole app of `test/apps` with a server of its own. */
export interface ServerApp extends AppFolder {
  readonly start: ServerStart;
  /** What stands between installing and starting. */
  readonly build?: (folder: string) => Promise<void> | void;
  readonly decisions?: readonly Decision[];
  readonly signIn?: (page: Page, origin: string) => Promise<void>;
  readonly pages: readonly LinkPage[];
  /** What the server answers when it has an access token that works. */
  readonly linked: { readonly path: string; readonly shows: string };
  /** Retired options that the app's Plaid package sends whatever the app says. */
  readonly sentByWrapper?: readonly string[];
}

/** Makes a user's decisions in a migrated app. */
export function decide(folder: string, decisions: readonly Decision[]): void {
  for (const { says, file, from, to } of decisions) {
    const path = join(folder, file);
    const parts = readFileSync(path, 'utf8').split(from);
    if (parts.length !== 2) {
      throw new Error(
        `${file} asks ${String(parts.length - 1)} times: ${says}\n${parts.join(from)}`,
      );
    }
    writeFileSync(path, parts.join(to));
  }
}
