import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: [
      'test/build-if-stale.ts',
      'test/browser/find-chromium.ts',
      'test/databases/find-mariadb.ts',
    ],
    // Crash and package tests start processes and wait for them, often on small machines.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A test that needs a second try hides a fault.
    retry: 0,
    passWithNoTests: false,
  },
});
