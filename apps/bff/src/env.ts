import { isIP } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '@flotilla/kubesphere';
import ipaddr from 'ipaddr.js';

export const DEFAULT_PORT = 8711;
const MIN_LOGIN_TOKEN_LENGTH = 16;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Everything that can be set from outside, parsed. `port` is undefined when the user did not choose one. */
export interface Settings {
  readonly kubeconfig: string;
  readonly context: string | undefined;
  readonly port: number | undefined;
  readonly host: string;
  readonly allowAddresses: readonly string[];
  readonly sandbox: { readonly url: string; readonly token: string } | undefined;
  readonly webDir: string | undefined;
  readonly stateDir: string;
  readonly publicUrl: URL | undefined;
  readonly devOrigin: URL | undefined;
  readonly loginToken: string | undefined;
  readonly logLevel: string;
}

const OPTIONS = {
  kubeconfig: { type: 'string' },
  context: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  'allow-address': { type: 'string', multiple: true },
  'sandbox-control': { type: 'string' },
  'web-dir': { type: 'string' },
  'state-dir': { type: 'string' },
  'public-url': { type: 'string' },
} as const;

type Source = {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
};
type Flags = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; strict: true }>>['values'];

/** Flags and environment → settings, or every fault as a sentence. Pure. */
export function parseSettings({ argv, env }: Source): Result<Settings, string[]> {
  const flags = parseFlags(argv);
  if (!flags.ok) return flags;
  const faults: string[] = [];
  const { kubeconfig = '', context, host = '127.0.0.1' } = flags.value;
  if (kubeconfig === '') faults.push('Say which cluster is the host: --kubeconfig FILE.');
  const settings: Settings = {
    kubeconfig,
    context,
    host,
    port: parsePort(flags.value.port, faults),
    allowAddresses: parseRanges(flags.value['allow-address'] ?? [], faults),
    sandbox: parseSandbox(flags.value['sandbox-control'], env['FLOTILLA_SANDBOX_TOKEN'], faults),
    webDir: flags.value['web-dir'],
    stateDir: flags.value['state-dir'] ?? defaultStateDir(env, faults),
    publicUrl: parseUrl('--public-url', flags.value['public-url'], faults),
    devOrigin: parseUrl('FLOTILLA_DEV_ORIGIN', env['FLOTILLA_DEV_ORIGIN'], faults),
    loginToken: parseLoginToken(host, env['FLOTILLA_LOGIN_TOKEN'], faults),
    logLevel: parseLogLevel(env['FLOTILLA_LOG_LEVEL'], faults),
  };
  return faults.length > 0 ? err(faults) : ok(settings);
}

/** Whether a listening address is reached from this machine only. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true;
  return isIP(host) !== 0 && ipaddr.process(host).range() === 'loopback';
}

function parseFlags(argv: readonly string[]): Result<Flags, string[]> {
  try {
    return ok(parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: false }).values);
  } catch (error) {
    return err([error instanceof Error ? error.message : String(error)]);
  }
}

function parsePort(text: string | undefined, faults: string[]): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  faults.push(`--port ${text} is no port; choose a number up to 65535 (0: any free one).`);
  return undefined;
}

function parseRanges(texts: readonly string[], faults: string[]): readonly string[] {
  for (const text of texts) {
    if (ipaddr.isValidCIDR(text) || ipaddr.isValid(text)) continue;
    faults.push(`--allow-address ${text} is no address range; write it like 10.0.0.0/8.`);
  }
  return texts;
}

function parseLogLevel(level: string | undefined, faults: string[]): string {
  if (level === undefined || level === '') return 'info';
  if (!LOG_LEVELS.includes(level)) faults.push(`FLOTILLA_LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.`);
  return level;
}

function parseSandbox(
  url: string | undefined,
  token: string | undefined,
  faults: string[],
): Settings['sandbox'] {
  const parsed = parseUrl('--sandbox-control', url, faults);
  if (parsed === undefined) return undefined;
  if (token === undefined || token === '') {
    faults.push("--sandbox-control needs the sandbox's token in FLOTILLA_SANDBOX_TOKEN.");
    return undefined;
  }
  return { url: parsed.origin, token };
}

function parseUrl(name: string, text: string | undefined, faults: string[]): URL | undefined {
  if (text === undefined || text === '') return undefined;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  faults.push(`${name} must be an http or https address; it is ${text}.`);
  return undefined;
}

function parseLoginToken(host: string, token: string | undefined, faults: string[]): string | undefined {
  const isSet = token !== undefined && token !== '';
  if (isSet && token.length < MIN_LOGIN_TOKEN_LENGTH) {
    faults.push(`FLOTILLA_LOGIN_TOKEN is too short: make it at least ${MIN_LOGIN_TOKEN_LENGTH} characters.`);
  }
  if (!isSet && !isLoopback(host)) {
    faults.push(
      `--host ${host} can be reached from other machines, so set FLOTILLA_LOGIN_TOKEN to a secret of at least ${MIN_LOGIN_TOKEN_LENGTH} characters; it then opens sessions.`,
    );
  }
  return isSet ? token : undefined;
}

function defaultStateDir(env: Source['env'], faults: string[]): string {
  const { XDG_STATE_HOME: base = '', HOME: home = '' } = env;
  if (base.startsWith('/')) return join(base, 'flotilla');
  if (home === '') faults.push('There is no home directory; say where to keep state: --state-dir DIR.');
  return join(home, '.local', 'state', 'flotilla');
}
