import { ROUTES, sessionSchema } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import { startTestBff } from '../../test/start-test-bff.ts';

describe('the printed link', () => {
  it('opens one session, then is used up, and a fresh one is printed', async () => {
    await using bff = await startTestBff({ clusters: ['host'] });
    const [ready] = bff.printed;
    expect(ready).toMatch(new RegExp(`^Flotilla is ready: ${bff.url}/open#[A-Za-z0-9_-]{43}$`));
    const token = ready?.split('#')[1];
    const opened = await bff.stranger().ask('POST', ROUTES.session, { body: { token } });
    expect(opened.headers.getSetCookie()[0]).toMatch(
      /^flotilla_session=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(sessionSchema.parse(await opened.json())).toMatchObject({ sandbox: true });
    expect(await bff.stranger().refused('POST', ROUTES.session, { body: { token } })).toMatchObject({
      code: 'session.link-used',
    });
    expect(bff.printed[1]).toMatch(new RegExp(`^Another browser: ${bff.url}/open#[A-Za-z0-9_-]{43}$`));
    const client = await bff.login();
    expect(await client.get(sessionSchema, ROUTES.session)).toMatchObject({ version: expect.any(String) });
  });
});

describe('a session', () => {
  it('is told, and forgotten by the browser when it is closed', async () => {
    await using bff = await startTestBff({ clusters: ['host'] });
    const client = await bff.login();
    const told = await client.get(sessionSchema, ROUTES.session);
    expect(Date.parse(told.expiresAt) > Date.now()).toBe(true);
    const closed = await client.ask('DELETE', ROUTES.session);
    expect([closed.status, closed.headers.getSetCookie()]).toEqual([
      204,
      ['flotilla_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict'],
    ]);
    expect(await bff.stranger().refused('GET', ROUTES.session)).toMatchObject({ code: 'session.required' });
  });

  it('is prolonged while it is used', async () => {
    const time = { now: Date.now() };
    await using bff = await startTestBff({ clusters: ['host'], now: () => time.now });
    const client = await bff.login();
    expect((await client.ask('GET', ROUTES.session)).headers.getSetCookie()).toEqual([]);
    time.now += 3_600_000;
    const [renewed] = (await client.ask('GET', ROUTES.session)).headers.getSetCookie();
    expect(renewed).toMatch(/^flotilla_session=[^;]{20,}; Max-Age=43200;/);
  });
});
