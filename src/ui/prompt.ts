import { createInterface } from 'node:readline';
import type { Host } from '../core/host.ts';
import { TerminalStream } from './terminal-stream.ts';

/** Whether somebody can be asked: a terminal on both ends, and not a CI job that has one by accident. */
export function isInteractive(host: Pick<Host, 'stdin' | 'stderr' | 'env'>): boolean {
  const ci = host.env['CI'] ?? '';
  return host.stdin.isTTY === true && host.stderr.isTTY && (ci === '' || ci === 'false');
}

/** What came back; a signal or Ctrl-C is no answer. */
export type Answer = 'yes' | 'no' | 'interrupted';

/**
 * Asks a yes-or-no question on standard error. Only a typed yes is one: Enter and the end of input
 * mean no. Call it only where {@link isInteractive}.
 */
export function confirm(
  host: Pick<Host, 'stdin' | 'stderr'>,
  question: string,
  interrupt: AbortSignal,
): Promise<Answer> {
  const readline = createInterface({
    input: host.stdin,
    output: new TerminalStream(host.stderr),
    terminal: host.stdin.isTTY === true,
  });
  return new Promise((resolve) => {
    const settle = (answer: Answer) => {
      interrupt.removeEventListener('abort', leave);
      readline.removeListener('close', refuse);
      readline.close();
      resolve(answer);
    };
    // Ctrl-C, Ctrl-D and a signal leave the cursor behind the question.
    const leave = () => {
      void host.stderr.write('\n');
      settle('interrupted');
    };
    const refuse = () => {
      void host.stderr.write('\n');
      settle('no');
    };
    interrupt.addEventListener('abort', leave, { once: true });
    readline.once('SIGINT', leave);
    readline.once('close', refuse);
    readline.question(`${question} [y/N] `, (typed) => {
      settle(/^y(?:es)?$/i.test(typed.trim()) ? 'yes' : 'no');
    });
  });
}
