// Loaded into a measured process with --import: the ledger without its promise to survive a power
// cut, to see what the promise costs. There is no such option in the product.
import Database from 'better-sqlite3';

// oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
const pragma = Database.prototype.pragma;
Database.prototype.pragma = function weaker(source, options) {
  return pragma.call(this, source.replace('synchronous = FULL', 'synchronous = NORMAL'), options);
};
