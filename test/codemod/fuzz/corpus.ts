import { globSync } from 'node:fs';
import { join } from 'node:path';
import { readFixture, type Fixture } from '../fixture.ts';

const root = join(import.meta.dirname, '..', '..', 'fixtures');

/** A fixture by its name, `<rule>/<case>`. */
export interface NamedFixture extends Pick<Fixture, 'input' | 'options'> {
  readonly name: string;
}

/** Every fixture there is: what mutations start from. */
export function corpus(): readonly NamedFixture[] {
  return globSync('*/*', { cwd: root })
    .toSorted()
    .map((name) => {
      const { input, options } = readFixture(join(root, name));
      return { name, input, options };
    });
}
