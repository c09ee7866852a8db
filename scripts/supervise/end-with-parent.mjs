// Loaded before a supervised process: when the supervisor is gone, however it went, the pipe on stdin closes and the
// process ends itself as if it had been told to. No server is left behind by a killed terminal.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.on('error', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();
process.stdin.unref?.();
