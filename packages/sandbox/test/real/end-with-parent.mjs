// Runs a server and ends it with its parent, however that went: the pipe on stdin closes then.
// The first line on stdout is the server's own process id; what it writes goes to stderr.
import { spawn } from 'node:child_process';

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 2, 2] });
const kill = () => child.kill('SIGKILL');
process.stdin.on('end', kill);
process.stdin.on('error', kill);
process.stdin.resume();
process.on('SIGTERM', kill);
process.on('SIGINT', kill);
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on('exit', (code) => process.exit(code ?? 1));
