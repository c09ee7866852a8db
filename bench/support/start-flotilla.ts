import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ROUTES } from '@flotilla/contracts';

export interface Flotilla extends AsyncDisposable {
  readonly url: string;
  /** Opens a session, for the header `cookie`. */
  login(): Promise<string>;
  /** Resident memory of the BFF's process, bytes. */
  memory(): Promise<number>;
}

const LOGIN_TOKEN = 'login-token-of-the-bench';
const built = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The built BFF as a process of its own, in front of that cluster. */
export async function startFlotilla(kubeconfigFile: string, stateDir: string): Promise<Flotilla> {
  const args = ['--kubeconfig', kubeconfigFile, '--port', '0', '--allow-address', '127.0.0.0/8'];
  const bff = spawn(
    process.execPath,
    [built('apps/bff/dist/main.mjs'), ...args, '--web-dir', built('apps/web/dist'), '--state-dir', stateDir],
    {
      env: { ...process.env, FLOTILLA_LOGIN_TOKEN: LOGIN_TOKEN, FLOTILLA_LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: bff.stdout }).on('line', (line) => {
      const match = /^Flotilla is ready: (http:\/\/[^/]+)/.exec(line);
      if (match?.[1] !== undefined) resolve(match[1]);
    });
    bff.once('exit', (code) => reject(new Error(`the BFF ended with code ${String(code)}`)));
  });
  return {
    url,
    async login() {
      const answer = await fetch(url + ROUTES.session, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ token: LOGIN_TOKEN }),
      });
      const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
      if (cookie === undefined) throw new Error(`no session: ${answer.status} ${await answer.text()}`);
      return cookie;
    },
    async memory() {
      const { readFile } = await import('node:fs/promises');
      const status = await readFile(`/proc/${bff.pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? NaN) * 1024;
    },
    async [Symbol.asyncDispose]() {
      const gone = once(bff, 'exit');
      bff.kill();
      await gone;
    },
  };
}
