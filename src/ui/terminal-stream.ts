import { clearLine, cursorTo, moveCursor } from 'node:readline';
import { Writable } from 'node:stream';
import type { Output } from '../core/host.ts';

/**
 * An {@link Output} as the terminal stream that ora and readline draw on, so that what they print
 * passes the redaction like everything else. Writes go through at once and in order.
 */
export class TerminalStream extends Writable {
  readonly #output: Output;
  readonly isTTY: boolean;

  constructor(output: Output) {
    super({
      decodeStrings: false,
      write(chunk, _encoding, callback) {
        void output.write(String(chunk));
        callback();
      },
    });
    this.#output = output;
    this.isTTY = output.isTTY;
  }

  get columns(): number {
    return this.#output.columns ?? 80;
  }

  clearLine(direction: -1 | 0 | 1, callback?: () => void): boolean {
    return clearLine(this, direction, callback);
  }

  cursorTo(x: number, y?: number, callback?: () => void): boolean {
    return cursorTo(this, x, y, callback);
  }

  moveCursor(dx: number, dy: number, callback?: () => void): boolean {
    return moveCursor(this, dx, dy, callback);
  }
}
