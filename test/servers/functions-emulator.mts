// Serves an app of Firebase as its emulators do: the site's files, and the functions that rewrites of
// firebase.json lead to.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type createExpress from 'express';
import type { RequestHandler } from 'express';

interface Hosting {
  readonly public: string;
  readonly rewrites: readonly {
    readonly source: string;
    readonly function: string | { readonly functionId: string };
  }[];
}

const require = createRequire(join(process.cwd(), 'functions/package.json'));
// Functions are handed what their framework brings along.
const framework = createRequire(require.resolve('firebase-functions'));
const express: typeof createExpress = framework('express');
const { hosting }: { readonly hosting: Hosting } = JSON.parse(
  readFileSync('firebase.json', 'utf8'),
);
const functions: Readonly<Record<string, RequestHandler>> = require('./index.js');

const app = express();
app.use(express.static(hosting.public), express.json());
for (const { source, function: target } of hosting.rewrites) {
  const name = typeof target === 'string' ? target : target.functionId;
  const handler = functions[name];
  if (handler === undefined) throw new Error(`there is no function ${name}`);
  app.all(source, handler);
}
for (const [name, handler] of Object.entries(functions)) {
  app.all(`/${process.env['GCLOUD_PROJECT'] ?? ''}/us-central1/${name}`, handler);
}
app.listen(5000);
