import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { binPath, type RunResult } from '../run-bin.ts';
import { query, statesIn } from '../tokens/states.ts';
import { settings, withWorkspace, type Workspace } from '../tokens/workspace.ts';
import { differences, finalRows } from './look.ts';
import { isFullScale } from './scale.ts';

/** Runs the program where no file may grow beyond `kib`: what writes more is told so, as by a full disk. */
async function runConfined(workspace: Workspace, kib: number, args: string): Promise<RunResult> {
  const command = `ulimit -f ${String(kib)}; exec "${process.execPath}" "${binPath}" ${args}`;
  const child = spawn('bash', ['-c', command], {
    cwd: workspace.folder,
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  return { code, stdout, stderr };
}

describe('a disk that fills up', () => {
  const args = (workspace: Workspace): string =>
    `tokens --yes --quiet --rate unlimited --concurrency 8 --api-url ${workspace.simulator.url}`;

  test('during the import ends it with exit 3; with room it goes on', async () => {
    const workspace = await withWorkspace({ items: 5_000 });
    const run = await runConfined(workspace, 1_000, `${args(workspace)} --from tokens.csv`);
    expect(run).toMatchObject({ code: 3, stdout: '' });
    expect(run.stderr).toMatch(/^error: The ledger .* the disk is full or failing\.\nMake room, /);
    expect(run.stderr).not.toMatch(/\n\s+at /);
    expect(workspace.simulator.calls().total).toBe(0);
    expect(query(workspace.ledgerPath, 'PRAGMA integrity_check')).toEqual([
      { integrity_check: 'ok' },
    ]);
    const resumed = await workspace.tokens('--concurrency', '64');
    expect(resumed).toMatchObject({ code: 0 });
    expect(statesIn(workspace.ledgerPath)).toEqual({ migrated: 5_000 });
  });

  // The run keeps its answers for half a minute, in case somebody makes room.
  test.runIf(isFullScale)('during the run loses nothing but the last answers', async () => {
    const items = 600;
    const workspace = await withWorkspace({ items });
    const pilot = await workspace.tokens('--from', 'tokens.csv', '--limit', '1');
    expect(pilot).toMatchObject({ code: 0 });
    const run = await runConfined(workspace, 400, args(workspace));
    expect(run).toMatchObject({ code: 3 });
    expect(run.stderr).toContain('the disk is full or failing');
    const { migrated = 0, ...rest } = statesIn(workspace.ledgerPath);
    expect(migrated).toBeGreaterThan(1);
    expect(rest['pending']).toBeGreaterThan(0);
    expect(workspace.simulator.calls().total - migrated).toBeLessThanOrEqual(8);
    expect(await workspace.tokens()).toMatchObject({ code: 0 });
    const rows = await finalRows(workspace.ledgerPath);
    expect(rows).toHaveLength(items);
    expect(differences(rows, workspace.simulator)).toEqual([]);
  });
});
