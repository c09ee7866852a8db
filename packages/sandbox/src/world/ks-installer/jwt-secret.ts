import { createHmac } from 'node:crypto';
import { ALPHANUMERIC, type Random } from '../seeded-random.ts';

/** 32 letters and digits, as the installer draws them when nothing is given. */
export function newJwtSecret(random: Random): string {
  return random.text(32, ALPHANUMERIC);
}

/** The initial password of 3.3 and later: letters and digits, one of each kind at least. */
export function newPassword(random: Random): string {
  return `${random.text(9, ALPHANUMERIC)}Aa${Math.floor(random.next() * 10)}`;
}

/** The token kept beside the secret: an HS256 JWT that the secret signs. */
export function signComponentToken(secret: string): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unsigned = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ email: 'admin@kubesphere.io', username: 'admin', token_type: 'static_token' })}`;
  return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
}
