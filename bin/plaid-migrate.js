#!/usr/bin/env node
// Plain old syntax: this file must parse on the Node versions it turns away.
var version = process.versions.node.split('.').map(Number);
if (version[0] < 22 || (version[0] === 22 && version[1] < 13)) {
  process.stderr.write(
    'plaid-migrate needs Node.js 22.13 or newer, and this is ' +
      process.versions.node +
      '. Install a newer one from https://nodejs.org and run the same command again.\n',
  );
  process.exitCode = 2;
} else {
  void import('../dist/main.js');
}
