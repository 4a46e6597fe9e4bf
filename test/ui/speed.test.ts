import { describe, expect, test } from 'vitest';
import { createSpeed } from '../../src/ui/speed.ts';

describe('createSpeed', () => {
  test('says nothing of the first second, in which answers come in a heap', () => {
    const speed = createSpeed();
    expect(speed(0, 1)).toBe(0);
    expect(speed(200, 60)).toBe(0);
    expect(speed(999, 300)).toBe(0);
    expect(speed(1_000, 301)).toBe(300);
  });

  test('looks at the last ten seconds alone', () => {
    const speed = createSpeed();
    for (let second = 0; second <= 30; second += 1) speed(second * 1_000, second * 100);
    expect(speed(35_000, 3_000)).toBe(50);
  });
});
