// The one entry behind every npm script. This file keeps to syntax that old Nodes can read, so that a wrong version is
// told in a sentence and not by a parser; everything else is loaded after the check.
const needed = '20.19.0';

const tooOld =
  process.versions.node.localeCompare(needed, 'en', { numeric: true }) < 0 &&
  'Flotilla needs Node.js ' +
    needed +
    ' or newer, and this is ' +
    process.versions.node +
    ': install a newer one.';

if (tooOld) {
  console.error(tooOld);
  process.exit(1);
}

import('./commands/main.mjs')
  .then((commands) => commands.main(process.argv.slice(2)))
  .catch((error) => {
    console.error(error.userMessage || error.stack || error);
    process.exitCode = 1;
  });
