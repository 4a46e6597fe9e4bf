import { createRequire } from 'node:module';
import { workerData } from 'node:worker_threads';

/** What the thread is told. */
export interface AppWorkerData {
  /** The file that starts the app's server. */
  readonly server: string;
  /** What plays Plaid. */
  readonly plaidUrl: string;
}

const given: unknown = workerData;
if (!isAppWorkerData(given)) throw new Error('started without an app');
const load = createRequire(given.server);

// The app's own client is told where Plaid is before the app asks it; of the app nothing is changed.
const environments: unknown = Reflect.get(moduleAt('plaid'), 'PlaidEnvironments');
if (typeof environments !== 'object' || environments === null) throw new Error('an old client');
for (const name of Object.keys(environments)) Reflect.set(environments, name, given.plaidUrl);
moduleAt(given.server);

function moduleAt(path: string): object {
  const loaded: unknown = load(path);
  return typeof loaded === 'object' && loaded !== null ? loaded : {};
}

function isAppWorkerData(value: unknown): value is AppWorkerData {
  return typeof value === 'object' && value !== null && 'server' in value && 'plaidUrl' in value;
}
