import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { freshPath } from './workspace.ts';

/** Whether wrk is there: https://github.com/wg/wrk, `apt-get install wrk` on Debian. */
export const hasWrk = spawnSync('wrk', ['--version']).error === undefined;

/** Every request another real token, in the order of the table. */
const script = `
local tokens = {}
for line in io.lines(os.getenv("TOKEN_TABLE")) do
  local token = line:match(",(%x+)$")
  if token and #token == 160 then tokens[#tokens + 1] = token end
end
local next = 0
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
request = function()
  next = next % #tokens + 1
  return wrk.format(nil, nil, nil,
    '{"client_id":"simulated","secret":"simulated","access_token_v1":"' .. tokens[next] .. '"}')
end
`;
const scriptPath = freshPath('tokens.lua');
writeFileSync(scriptPath, script);

/** Requests a second that wrk gets answered: the yardstick, since it does nothing but ask. */
export async function wrkRate(
  url: string,
  table: string,
  concurrency: number,
  seconds: number,
): Promise<number> {
  const child = spawn(
    'wrk',
    [
      '-t',
      '1',
      '-c',
      String(concurrency),
      '-d',
      `${String(seconds)}s`,
      '-s',
      scriptPath,
      `${url}/item/access_token/update_version`,
    ],
    { env: { ...process.env, TOKEN_TABLE: table }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const report = await text(child.stdout);
  if (/Non-2xx/.test(report)) throw new Error(`wrk was refused:\n${report}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(report)?.[1]);
}
