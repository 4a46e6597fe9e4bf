import { expect, it } from 'vitest';
import { createBreaker } from '../../../src/tokens/breaker.ts';

const PAUSES = [100, 200];

it('opens after so many faults in a row', () => {
  const breaker = createBreaker(3, PAUSES);
  breaker.fault(0);
  breaker.fault(1);
  expect(breaker.state()).toBe('closed');
  breaker.fault(2);
  expect(breaker.state()).toBe('open');
  expect(breaker.probeAt()).toBe(102);
});

it('counts anew after a proper answer', () => {
  const breaker = createBreaker(2, PAUSES);
  breaker.fault(0);
  breaker.properAnswer();
  breaker.fault(1);
  expect(breaker.state()).toBe('closed');
});

it('takes calls that were under way when it opened for no probes', () => {
  const breaker = createBreaker(1, PAUSES);
  breaker.fault(0);
  for (let late = 1; late < 50; late += 1) breaker.fault(late);
  expect(breaker.state()).toBe('open');
  expect(breaker.probeAt()).toBe(100);
});

it('closes when a probe is answered', () => {
  const breaker = createBreaker(1, PAUSES);
  breaker.fault(0);
  breaker.properAnswer();
  expect(breaker.state()).toBe('closed');
});

it('trips after the last probe failed', () => {
  const breaker = createBreaker(1, PAUSES);
  breaker.fault(0);
  breaker.fault(100);
  expect(breaker.state()).toBe('open');
  breaker.fault(300);
  expect(breaker.state()).toBe('tripped');
});
