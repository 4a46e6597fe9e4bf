import { describe, expect, it } from 'vitest';
import { createFaultChooser, faultMeanings, parseFaults } from '../../src/simulator/faults.ts';
import { SlidingSecond } from '../../src/simulator/sliding-second.ts';
import { post, upgrade } from './post.ts';
import { containing } from './matchers.ts';
import { withSimulator } from './with-simulator.ts';

const always = (name: string) => ({ faults: parseFaults([`${name}=1`]) });

describe('faults on demand', () => {
  it.each([
    ['server-error', 500, 'INTERNAL_SERVER_ERROR'],
    ['rate-limit', 429, 'RATE_LIMIT'],
    ['maintenance', 503, 'PLANNED_MAINTENANCE'],
  ])('%s answers %i %s and does no work', async (name, status, error_code) => {
    const simulator = await withSimulator(always(name));
    expect(await upgrade(simulator, 0)).toMatchObject({ status, body: { error_code } });
    expect(simulator.itemState(0)).toMatchObject({ upgrades: 0, calls: 1, access_token: null });
    expect(simulator.calls().by_outcome).toEqual({ [name]: 1 });
  });

  it.each([
    ['html', 200],
    ['gateway', 502],
  ])('%s answers %i with a page', async (name, status) => {
    const simulator = await withSimulator(always(name));
    const answer = await upgrade(simulator, 0);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(simulator.itemState(0).upgrades).toBe(0);
  });

  it.each([
    ['drop-before', 0],
    ['drop-after', 1],
  ])('%s cuts the connection after %i upgrades', async (name, upgrades) => {
    const simulator = await withSimulator(always(name));
    await expect(upgrade(simulator, 0)).rejects.toThrow('fetch failed');
    expect(simulator.itemState(0)).toMatchObject({ upgrades, calls: 1 });
  });

  it('no-item-id leaves item_id out', async () => {
    const simulator = await withSimulator(always('no-item-id'));
    const answer = await upgrade(simulator, 0);
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body)).toEqual(['access_token', 'request_id']);
  });

  it('slow answers all the same', async () => {
    const simulator = await withSimulator(always('slow'));
    expect((await upgrade(simulator, 0)).status).toBe(200);
    expect(simulator.calls().by_outcome).toEqual({ slow: 1 });
  });

  it('sends Retry-After with about half of the rate limits', async () => {
    const simulator = await withSimulator(always('rate-limit'));
    const seen = new Set<string | null>();
    for (let at = 0; at < 20; at += 1) {
      seen.add((await upgrade(simulator, at)).headers.get('retry-after'));
    }
    expect(seen).toEqual(new Set(['1', null]));
  });

  it('spares every other route', async () => {
    const simulator = await withSimulator(always('server-error'));
    expect((await post(simulator, '/item/get', { access_token: 'x' })).status).toBe(400);
  });

  it('come in their shares, and the same for one seed', () => {
    const shares = parseFaults(['server-error=0.02', 'drop-after=0.1']);
    const choose = createFaultChooser(shares, 1);
    const again = createFaultChooser(shares, 1);
    const chosen = Array.from({ length: 20_000 }, (_, number) => choose(number));
    expect(Array.from({ length: 20_000 }, (_, number) => again(number))).toEqual(chosen);
    const share = (name: string) => chosen.filter((fault) => fault === name).length / 20_000;
    expect(share('server-error')).toBeCloseTo(0.02, 2);
    expect(share('drop-after')).toBeCloseTo(0.1, 2);
    expect(chosen).not.toEqual(
      Array.from({ length: 20_000 }, (_, number) => createFaultChooser(shares, 2)(number)),
    );
  });

  it.each(['nonsense=0.1', 'html', 'html=', 'html=2', 'html=-1', 'html=0.1=2', 'html=x'])(
    'refuses --fault %s',
    (value) => expect(() => parseFaults([value])).toThrow('--fault'),
  );

  it('names the faults there are, and refuses more than all requests', () => {
    expect(() => parseFaults(['nonsense=0.1'])).toThrow(
      expect.objectContaining({
        hint: containing(Object.keys(faultMeanings).join(', ')),
      }),
    );
    expect(() => parseFaults(['html=0.6', 'slow=0.5'])).toThrow('add up');
  });
});

describe('--rate-limit', () => {
  it('answers 429 above the limit, on every route', async () => {
    const simulator = await withSimulator({ rateLimit: 3 });
    const answers = await Promise.all([
      upgrade(simulator, 0),
      upgrade(simulator, 1),
      upgrade(simulator, 2),
      upgrade(simulator, 3),
      post(simulator, '/item/get', { access_token: 'x' }),
    ]);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2);
    expect(simulator.calls().by_outcome['RATE_LIMIT']).toBe(2);
  });

  it('counts any second exactly', () => {
    const second = new SlidingSecond();
    expect(second.add(0)).toBe(1);
    expect(second.add(999)).toBe(2);
    expect(second.countAt(999.9)).toBe(2);
    expect(second.countAt(1000)).toBe(1);
    for (let at = 0; at < 5000; at += 1) second.add(1000);
    expect(second.countAt(1500)).toBe(5001);
    expect(second.countAt(1999)).toBe(5000);
    expect(second.countAt(2000)).toBe(0);
  });
});
