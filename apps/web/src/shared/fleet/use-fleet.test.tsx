import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aCluster, aHost } from '../../../test/builders.ts';
import { deferred } from '../../../test/deferred.ts';
import { aProblem, createFakeApi } from '../../../test/fake-api.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { useFleet, useFleetStream } from './use-fleet.ts';

function Names() {
  useFleetStream();
  const names = useFleet().data?.clusters.map(({ name }) => name);
  return <p>{names === undefined ? 'nothing yet' : `[${names.join(' ')}]`}</p>;
}

const host = aHost();

test('what the stream says is not overwritten by a slower request', async () => {
  const api = createFakeApi();
  const slow = deferred<unknown>();
  api.on('GET /api/clusters', () => slow.promise);
  const { live } = renderApp(<Names />, { api });
  await act(() =>
    live.stream('clusters').send({ type: 'snapshot', host, clusters: [aCluster({ name: 'new' })] }),
  );
  expect(await screen.findByText('[new]')).toBeInTheDocument();
  await act(async () => slow.resolve({ host, clusters: [aCluster({ name: 'old' })] }));
  await act(() => live.stream('clusters').send({ type: 'changed', cluster: aCluster({ name: 'newer' }) }));
  expect(await screen.findByText('[new newer]')).toBeInTheDocument();
});

test('a refused stream falls back to asking', async () => {
  const api = createFakeApi();
  let clusters = [aCluster({ name: 'first' })];
  api.on('GET /api/clusters', () => ({ host, clusters }));
  const { live } = renderApp(<Names />, { api });
  expect(await screen.findByText('[first]')).toBeInTheDocument();
  clusters = [aCluster({ name: 'second' })];
  act(() => live.stream('clusters').refuse(aProblem('stream.too-many')));
  expect(await screen.findByText('[second]')).toBeInTheDocument();
});

test('leaving closes the stream', async () => {
  const api = createFakeApi();
  api.on('GET /api/clusters', () => ({ host, clusters: [] }));
  const { live, unmount } = renderApp(<Names />, { api });
  await screen.findByText('[]');
  unmount();
  expect(live.count('clusters')).toBe(0);
});
