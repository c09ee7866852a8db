import { createHmac, hkdfSync } from 'node:crypto';

/** One subkey per purpose: what one of them leaks says nothing about the others. */
export interface ServerKeys {
  readonly session: Uint8Array;
  readonly sealing: Uint8Array;
  readonly fingerprint: Uint8Array;
  readonly digest: Uint8Array;
}

/** Derives the subkeys (HKDF-SHA-256, 256 bit each) from the key of the state directory. */
export function deriveServerKeys(master: Uint8Array): ServerKeys {
  const subkey = (purpose: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', master, new Uint8Array(), `flotilla/1 ${purpose}`, 32));
  return {
    session: subkey('session cookie'),
    sealing: subkey('sealed connection'),
    fingerprint: subkey('secret fingerprint'),
    digest: subkey('document digest'),
  };
}

/** Eight hexadecimal digits that tell secrets apart within this server and are of no use elsewhere. */
export function createFingerprint(key: Uint8Array): (secret: string) => string {
  return (secret) => createHmac('sha256', key).update(secret).digest('hex').slice(0, 8);
}

/** A digest of a text that may hold secrets; keyed, so a guess cannot be tried against it outside this server. */
export function createKeyedDigest(key: Uint8Array): (text: string) => string {
  return (text) => createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
}
