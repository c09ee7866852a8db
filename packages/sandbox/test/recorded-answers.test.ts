import { expect, test } from 'vitest';
import { startTestServer } from '../src/api-server/testing/test-client.ts';
import { DIFFERENT } from './recorded/left-out.ts';
import { Answers, readRecorded } from './recorded/recorded-exchange.ts';
import {
  ask,
  differences,
  toClients,
  watchDifferences,
  type Difference,
  type Scene,
} from './recorded/replay.ts';
import { BEFORE } from './recorded/scenes.ts';

test.concurrent.each(['1.20.2', '1.36.2'])(
  '[K2] [K5] [K6] [K7] [K9] [K10] [K12] [K13] [K14] the recorded exchanges with kube-apiserver %s are answered alike',
  { timeout: 60_000 },
  async (release) => {
    const recorded = await readRecorded(`kube-${release}`);
    await using server = await startTestServer({ kubernetesVersion: `v${release}` });
    const scene: Scene = { release, server, clients: await toClients(server), answers: new Answers() };

    const different: Difference[] = [];
    for (const exchange of recorded) {
      const { id } = exchange;
      await BEFORE[id]?.(scene);
      if (id === '04-watch/01-added-modified-deleted-bookmark') {
        different.push(...(await watchDifferences(scene, exchange)));
        continue;
      }
      const got = await ask(scene, exchange);
      if (id === '07-auth/22-tokenrequest')
        scene.clients['robot'] = server.as({ token: got.body.status.token });
      different.push(...differences(got, exchange));
    }
    const known = DIFFERENT[release] ?? {};
    expect(different.filter(({ id }) => known[id] === undefined)).toEqual([]);
    expect(different.map(({ id }) => id).toSorted()).toEqual(Object.keys(known).toSorted());
    expect(recorded.length).toBeGreaterThan(150);
  },
);
