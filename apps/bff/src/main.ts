import { pino } from 'pino';
import { parseSettings } from './env.ts';
import { createLog, type Log } from './log.ts';
import { startFlotilla, type RunningFlotilla } from './start-flotilla.ts';
import { UserError } from './user-error.ts';

const STDERR = 2;

/** The only file that knows the process: flags, environment, signals, exit codes. */
async function main(): Promise<void> {
  const settings = parseSettings({ argv: process.argv.slice(2), env: process.env });
  if (!settings.ok) throw new UserError(settings.error.join('\n'), 2);
  const log = createLog({
    level: settings.value.logLevel,
    destination: pino.destination({ dest: STDERR, sync: true }),
  });
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const flotilla = await startFlotilla({ settings: settings.value, log, clock: { now: Date.now }, print });
  stopOnSignals(flotilla, log);
}

function stopOnSignals(flotilla: RunningFlotilla, log: Log): void {
  const stop = async (signal: string): Promise<void> => {
    // A second signal is the user's impatience: the default action ends the process at once.
    process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
    log.info({ signal }, 'stopping');
    await flotilla[Symbol.asyncDispose]();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(signal));
}

main().catch((error: unknown) => {
  const isMeant = error instanceof UserError;
  process.stderr.write(`${isMeant ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(isMeant ? error.exitCode : 1);
});
