/** `npm run test:crash` proves the full counts; the everyday suite the same with fewer. */
export const isFullScale = process.env['PLAID_MIGRATE_TEST_SCALE'] === 'full';
