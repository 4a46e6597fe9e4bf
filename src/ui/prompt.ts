import { createInterface } from 'node:readline';
import type { Host } from '../core/host.ts';
import { TerminalStream } from './terminal-stream.ts';

/** Whether somebody can be asked: a terminal on both ends, and not a CI job that has one by accident. */
export function isInteractive(host: Pick<Host, 'stdin' | 'stderr' | 'env'>): boolean {
  const ci = host.env['CI'] ?? '';
  return host.stdin.isTTY === true && host.stderr.isTTY && (ci === '' || ci === 'false');
}

/**
 * Asks a yes-or-no question on standard error. Only a typed yes is one: Enter, Ctrl-C and the end
 * of input mean no. Call it only where {@link isInteractive}.
 */
export function confirm(host: Pick<Host, 'stdin' | 'stderr'>, question: string): Promise<boolean> {
  const readline = createInterface({
    input: host.stdin,
    output: new TerminalStream(host.stderr),
    terminal: host.stdin.isTTY === true,
  });
  return new Promise((resolve) => {
    const settle = (yes: boolean) => {
      readline.close();
      resolve(yes);
    };
    // Ctrl-C and Ctrl-D leave the cursor behind the question.
    const refuse = () => {
      void host.stderr.write('\n');
      settle(false);
    };
    readline.once('SIGINT', refuse);
    readline.once('close', refuse);
    readline.question(`${question} [y/N] `, (answer) => {
      readline.removeListener('close', refuse);
      settle(/^y(?:es)?$/i.test(answer.trim()));
    });
  });
}
