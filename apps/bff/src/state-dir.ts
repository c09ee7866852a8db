import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const KEY_BYTES = 32;

/**
 * The server's one secret, kept in its state directory so that cookies, sealed connections and fingerprints outlive a restart. Creates directory and key
 * when absent (0700, 0600). Two servers started at once agree: the file is created exclusively and the loser reads the winner's.
 */
export async function readServerKey(stateDir: string): Promise<Uint8Array> {
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const file = join(stateDir, 'key');
  try {
    await writeFile(file, randomBytes(KEY_BYTES), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
  const key = await readFile(file);
  if (key.byteLength !== KEY_BYTES) {
    throw new Error(
      `${file} should hold ${KEY_BYTES} bytes but holds ${key.byteLength}; remove it to have a new one made.`,
    );
  }
  return key;
}

/** Whether an error of Node carries this code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
