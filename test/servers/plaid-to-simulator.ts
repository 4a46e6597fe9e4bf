// Loaded into an app's process before the app: what it sends to Plaid goes to the simulator, and
// whatever port it listens on is a free one, which its parent is told. The app knows nothing of it.
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const simulator = new URL(process.env['TEST_SIMULATOR'] ?? '');
const isPlaid = (host: string): boolean => /(?:^|\.)plaid\.com$/.test(host.replace(/:\d+$/, ''));

type Callback = (response: http.IncomingMessage) => void;
type Given = https.RequestOptions | URL | string | Callback | undefined;

const toPlaid = https.request;
const toSimulator = http.request;

function optionsOf(given: readonly Given[]): https.RequestOptions {
  const options: https.RequestOptions = {};
  for (const each of given) {
    if (typeof each === 'function') continue;
    const isAddress = typeof each === 'string' || each instanceof URL;
    Object.assign(options, isAddress ? addressOf(new URL(each)) : each);
  }
  return options;
}

function addressOf({ hostname, port, pathname, search }: URL): https.RequestOptions {
  return { hostname, port, path: pathname + search };
}

function request(...given: Given[]): http.ClientRequest {
  const options = optionsOf(given);
  const host = options.hostname ?? options.host ?? '';
  const callback = given.find((each) => typeof each === 'function');
  if (!isPlaid(host)) return toPlaid(options, callback);
  const { path, method, headers, timeout, auth } = options;
  const made = toSimulator(
    simulator,
    {
      path: path ?? '/',
      method: method ?? 'GET',
      headers: withoutHost(headers),
      ...(timeout === undefined ? {} : { timeout }),
      ...(auth === undefined ? {} : { auth }),
    },
    callback,
  );
  made.on('response', (response) => {
    // What Plaid refuses is for the test's author to read.
    if ((response.statusCode ?? 0) < 400) return;
    response.prependListener('data', (chunk) => {
      process.stderr.write(`[plaid ${path ?? ''}] ${String(chunk)}\n`);
    });
  });
  return made;
}

function withoutHost(headers: https.RequestOptions['headers']): http.OutgoingHttpHeaders {
  if (headers === undefined || Array.isArray(headers)) return {};
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'host'),
  );
}

const patched: object = {
  request,
  get(...given: Given[]) {
    const made = request(...given);
    made.end();
    return made;
  },
};
Object.assign(https, patched);

const listen = net.Server.prototype.listen;
const listenAnywhere = function (this: net.Server, ...given: unknown[]): net.Server {
  const callback = given.filter((each) => typeof each === 'function');
  this.once('listening', () => {
    const address = this.address();
    if (typeof address === 'object' && address !== null) process.send?.({ port: address.port });
  });
  Reflect.apply(listen, this, [0, '127.0.0.1', ...callback]);
  return this;
};
Object.assign(net.Server.prototype, { listen: listenAnywhere });
syncBuiltinESMExports();
