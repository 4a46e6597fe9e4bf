import type { ExitCode } from '../core/exit-codes.ts';
import type { Host } from '../core/host.ts';

/** Runs a command once its options are read. It gets the world only now. */
export type Start = (command: (host: Host) => Promise<ExitCode>) => Promise<void>;
