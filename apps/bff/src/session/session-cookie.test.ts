import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSessions } from './session-cookie.ts';

const HOUR_MS = 3_600_000;
const key = randomBytes(32);

function aServer(options: { key?: Uint8Array; secure?: boolean } = {}) {
  const time = { now: Date.parse('2026-03-01T12:00:00Z') };
  const clock = { now: () => time.now };
  return {
    time,
    sessions: createSessions({ key: options.key ?? key, clock, secure: options.secure ?? false }),
  };
}
const pairOf = (setCookie: string): string => setCookie.split(';')[0] ?? '';

describe('sessions', () => {
  it('live in the cookie: another server with the same key knows them', async () => {
    const { session, setCookie } = await aServer().sessions.open();
    expect(await aServer().sessions.read(`other=1; ${pairOf(setCookie)}`)).toEqual(session);
  });

  it('end after twelve hours', async () => {
    const { sessions, time } = aServer();
    const { setCookie } = await sessions.open();
    time.now += 12 * HOUR_MS - 1000;
    expect(await sessions.read(pairOf(setCookie))).toBeDefined();
    time.now += 2000;
    expect(await sessions.read(pairOf(setCookie))).toBeUndefined();
  });

  it('slide: one in use is prolonged under the same id', async () => {
    const { sessions, time } = aServer();
    const { session } = await sessions.open();
    expect(await sessions.renew(session)).toBeUndefined();
    time.now += HOUR_MS;
    const renewed = await sessions.read(pairOf((await sessions.renew(session)) ?? ''));
    expect(renewed).toEqual({ id: session.id, expiresAt: session.expiresAt + HOUR_MS });
  });

  it.each([
    ['no cookie', undefined],
    ['an empty one', 'flotilla_session='],
    ['a forged one', 'flotilla_session=eyJhbGciOiJub25lIn0.e30.'],
  ])('are not found in %s', async (_name, header) => {
    expect(await aServer().sessions.read(header)).toBeUndefined();
  });

  it('of another key are not ours', async () => {
    const { setCookie } = await aServer({ key: randomBytes(32) }).sessions.open();
    expect(await aServer().sessions.read(pairOf(setCookie))).toBeUndefined();
  });

  it('are Secure behind https', async () => {
    expect((await aServer({ secure: true }).sessions.open()).setCookie).toMatch(/; Secure$/);
  });
});
