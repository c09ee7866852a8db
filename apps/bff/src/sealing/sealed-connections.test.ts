import { randomBytes } from 'node:crypto';
import type { ChosenConnection } from '@flotilla/kubesphere';
import { describe, expect, it } from 'vitest';
import { createSealedConnections } from './sealed-connections.ts';

const key = randomBytes(32);
const connection: ChosenConnection = {
  contextName: 'admin@member',
  server: 'https://10.0.0.7:6443',
  serverHost: '10.0.0.7',
  serverPort: 6443,
  insecureSkipTlsVerify: false,
  credential: { kind: 'token', token: 'very-secret-token' },
  issues: [],
};

function aSealing() {
  const time = { now: Date.parse('2026-03-01T12:00:00Z') };
  return { time, sealing: createSealedConnections({ key, clock: { now: () => time.now } }) };
}

describe('a sealed connection', () => {
  it('shows nothing and comes back whole, also after a restart', async () => {
    const { sealed } = await aSealing().sealing.seal('session-1', connection);
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('very-secret-token');
    expect(await aSealing().sealing.unseal('session-1', sealed)).toEqual(connection);
  });

  it('is of no use in another session', async () => {
    const { sealing } = aSealing();
    const { sealed } = await sealing.seal('session-1', connection);
    await expect(sealing.unseal('session-2', sealed)).rejects.toMatchObject({ code: 'connection.not-yours' });
  });

  it('expires after two hours', async () => {
    const { sealing, time } = aSealing();
    const { sealed, expiresAt } = await sealing.seal('session-1', connection);
    expect(expiresAt - time.now).toBe(7_200_000);
    time.now = expiresAt + 1000;
    await expect(sealing.unseal('session-1', sealed)).rejects.toMatchObject({ code: 'connection.expired' });
  });

  it.each(['', 'rubbish', 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.BBBB.CCCC'])(
    'made elsewhere (%s) is not ours',
    async (sealed) => {
      await expect(aSealing().sealing.unseal('session-1', sealed)).rejects.toMatchObject({
        code: 'connection.not-yours',
      });
    },
  );
});
