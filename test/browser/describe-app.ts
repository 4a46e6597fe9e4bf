import { describeLegacyApp } from './describe-legacy-app.ts';
import { describeMigratedApp, type FurtherTests } from './describe-migrated-app.ts';
import { describeInChromium } from './in-chromium.ts';
import type { LegacyApp } from './legacy-app.ts';

/** All the tests of an app, and in `further` what only this one can do. */
export function describeApp(app: LegacyApp, further: FurtherTests = () => {}): void {
  describeInChromium((tab) => {
    describeLegacyApp(app, tab);
    describeMigratedApp(app, tab, further);
  });
}
