import { onTestFinished } from 'vitest';
import {
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../src/simulator/simulator.ts';

/** A simulator on a free port that is closed when the test ends. */
export async function withSimulator(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({ items: 20, port: 0, ...options });
  onTestFinished(() => simulator.close());
  return simulator;
}
