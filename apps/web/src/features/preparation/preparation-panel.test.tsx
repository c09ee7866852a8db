import type { PreparationPlan, Target } from '@flotilla/kubesphere';
import { act, screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { aPlan } from '../../../test/builders.ts';
import { aProblem, createFakeApi, FakeProblem } from '../../../test/fake-api.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { PreparationPanel } from './preparation-panel.tsx';

const HOST: Target = { kind: 'host' };
const PROOFS = [
  { id: 'configuration-role' as const, met: true },
  { id: 'apiserver-answers' as const, met: false, found: 'silent' },
];

function renderPanel(plan: () => PreparationPlan) {
  const api = createFakeApi();
  api.on('GET /api/host/plan?role=host', plan);
  const onPrepared = vi.fn<() => void>();
  const rendered = renderApp(
    <PreparationPanel
      target={HOST}
      role="host"
      onPrepared={onPrepared}
      renderLog={({ since }) => <p>{`log since ${since ?? 'the beginning'}`}</p>}
    />,
    { api },
  );
  return { ...rendered, onPrepared };
}

test('shows the change as fields and as YAML, the risks and the same with kubectl', async () => {
  renderPanel(() => aPlan());
  expect(await screen.findByText('spec.multicluster.clusterRole')).toBeInTheDocument();
  const diff = screen.getByRole('region', { name: 'The change as YAML' });
  expect(within(diff).getByText('clusterRole: none')).toBeInTheDocument();
  expect(within(diff).getByText('clusterRole: host')).toBeInTheDocument();
  expect(screen.getByText(/ks-installer runs again/)).toBeInTheDocument();
  expect(screen.getByText(/^kubectl -n kubesphere-system patch/)).toBeInTheDocument();
});

test('writes exactly the plan that was shown, then follows log and facts; only the facts make it done', async () => {
  let state: PreparationPlan['state'] = 'needed';
  const { api, live, user, onPrepared } = renderPanel(() => aPlan({ state }));
  api.on('POST /api/host/plan', () => ({
    plan: aPlan({ state: 'applied' }),
    appliedAt: '2026-01-01T00:00:00Z',
  }));
  await user.click(await screen.findByRole('button', { name: 'Prepare host' }));
  expect(await screen.findByText('log since 2026-01-01T00:00:00Z')).toBeInTheDocument();
  expect(api.requests.at(-1)).toMatchObject({ method: 'POST', body: { role: 'host', digest: 'digest-1' } });

  const stream = live.stream('preparation');
  expect(stream.request).toEqual({ target: HOST, role: 'host' });
  await act(() => stream.send({ type: 'proofs', proofs: PROOFS, done: false, installer: 'running' }));
  expect(screen.getByText('ks-installer is running')).toBeInTheDocument();
  expect(screen.getByText('1 of 2 agree')).toBeInTheDocument();
  expect(screen.getByText('found: silent')).toBeInTheDocument();
  expect(screen.queryByText('The host is ready')).not.toBeInTheDocument();
  expect(onPrepared).not.toHaveBeenCalled();

  state = 'prepared';
  await act(() => stream.send({ type: 'proofs', proofs: [], done: true, installer: 'idle' }));
  expect(await screen.findByText('The host is ready')).toBeInTheDocument();
  expect(onPrepared).toHaveBeenCalledOnce();
});

test('facts that agree during the run are told, with the way on; done is only said when the run is over', async () => {
  const { live, onPrepared, user } = renderPanel(() => aPlan({ state: 'applied' }));
  await screen.findByText(/ks-installer is at work/);
  const stream = live.stream('preparation');
  const agree = { type: 'proofs' as const, proofs: [], done: true };
  await act(() => stream.send({ ...agree, installer: 'running' }));
  expect(screen.getByText('ks-installer is still finishing its run')).toBeInTheDocument();
  expect(screen.queryByText('The host is ready')).not.toBeInTheDocument();
  expect(onPrepared).not.toHaveBeenCalled();
  // Who cannot wait goes on at once.
  await user.click(screen.getByRole('button', { name: 'Add a cluster' }));
  expect(onPrepared).toHaveBeenCalledTimes(1);
  await act(() => stream.send({ ...agree, installer: 'idle' }));
  expect(screen.getByText('The host is ready')).toBeInTheDocument();
  expect(onPrepared).toHaveBeenCalledTimes(2);
});

test('the log stays what it was when the preparation becomes done: nothing is mounted anew', async () => {
  let state: PreparationPlan['state'] = 'applied';
  const { live, queryClient } = renderPanel(() => aPlan({ state }));
  const log = await screen.findByText('log since the beginning');
  state = 'prepared';
  await act(() =>
    live.stream('preparation').send({ type: 'proofs', proofs: [], done: true, installer: 'idle' }),
  );
  await vi.waitFor(() =>
    expect(queryClient.getQueryData(['plan', 'host', 'host'])).toMatchObject({ state: 'prepared' }),
  );
  expect(await screen.findByText('The host is ready')).toBeInTheDocument();
  expect(screen.getByText('log since the beginning')).toBe(log);
});

test('a reload in the middle finds its place: an applied plan shows the log and the facts at once', async () => {
  const { live } = renderPanel(() => aPlan({ state: 'applied' }));
  expect(await screen.findByText('log since the beginning')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Prepare host' })).not.toBeInTheDocument();
  expect(live.count('preparation')).toBe(1);
});

test('an installer that stopped before the facts agreed is told', async () => {
  const { live } = renderPanel(() => aPlan({ state: 'applied' }));
  await screen.findByText(/ks-installer is at work/);
  await act(() =>
    live.stream('preparation').send({ type: 'proofs', proofs: PROOFS, done: false, installer: 'running' }),
  );
  await act(() =>
    live.stream('preparation').send({ type: 'proofs', proofs: PROOFS, done: false, installer: 'idle' }),
  );
  expect(screen.getByText('ks-installer has stopped, but not all facts agree')).toBeInTheDocument();
});

test('a silent cluster is told, with the facts as they were, and forgotten when it answers', async () => {
  const { live } = renderPanel(() => aPlan({ state: 'applied' }));
  await screen.findByText(/ks-installer is at work/);
  const stream = live.stream('preparation');
  await act(() => stream.send({ type: 'unreachable', since: new Date().toISOString(), raw: 'ECONNREFUSED' }));
  expect(screen.getByText(/has not answered since/)).toBeInTheDocument();
  expect(screen.getByText('1 of 2 agree')).toBeInTheDocument();
  await act(() => stream.send({ type: 'proofs', proofs: PROOFS, done: false, installer: 'running' }));
  expect(screen.queryByText(/has not answered since/)).not.toBeInTheDocument();
});

test('a stream that is refused can be asked for again', async () => {
  const { live, user } = renderPanel(() => aPlan({ state: 'applied' }));
  await screen.findByText(/ks-installer is at work/);
  act(() => live.stream('preparation').refuse(aProblem('cluster.unreachable')));
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(live.count('preparation')).toBe(1);
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

test('a stale plan is fetched again and said to be another one', async () => {
  let digest = 'digest-1';
  const { api, user } = renderPanel(() => aPlan({ digest }));
  api.on('POST /api/host/plan', () => {
    digest = 'digest-2';
    throw new FakeProblem('plan.stale');
  });
  await user.click(await screen.findByRole('button', { name: 'Prepare host' }));
  expect(await screen.findByText(/The configuration changed while you were reading/)).toBeInTheDocument();
  api.on('POST /api/host/plan', () => ({
    plan: aPlan({ state: 'applied' }),
    appliedAt: '2026-01-01T00:00:00Z',
  }));
  await user.click(screen.getByRole('button', { name: 'Prepare host' }));
  await screen.findByText(/ks-installer is at work/);
  expect(api.requests.at(-1)?.body).toEqual({ role: 'host', digest: 'digest-2' });
});

test('a failed write keeps the plan and says why', async () => {
  const { api, user } = renderPanel(() => aPlan());
  api.on('POST /api/host/plan', () => {
    throw new FakeProblem('cluster.forbidden');
  });
  await user.click(await screen.findByRole('button', { name: 'Prepare host' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('req-1');
  expect(screen.getByRole('button', { name: 'Prepare host' })).toBeEnabled();
});

test('obstacles are named, and there is no button that could not work', async () => {
  const { user, api } = renderPanel(() => aPlan({ state: 'impossible', obstacles: ['not-installed'] }));
  expect(await screen.findByText('This cannot be done yet')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Prepare host' })).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Look again' }));
  expect(api.requests.filter(({ method }) => method === 'GET')).toHaveLength(2);
});

test('KubeSphere 4 needs no preparation: said as what it is, with the way on', async () => {
  const { user, onPrepared } = renderPanel(() => aPlan({ state: 'not-needed', changes: [], risks: [] }));
  expect(await screen.findByText('KubeSphere 4 needs no preparation')).toBeInTheDocument();
  expect(screen.queryByText('This cannot be done yet')).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Prepare host' })).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Add a cluster' }));
  expect(onPrepared).toHaveBeenCalledOnce();
});

test('a sealed connection travels in the header and stays out of addresses and cache keys', async () => {
  const sealed = 'sealed-secret-text';
  const api = createFakeApi();
  api.on('GET /api/connection/plan?role=member', () => aPlan({ role: 'member' }));
  const { queryClient } = renderApp(
    <PreparationPanel
      target={{ kind: 'connection', sealed }}
      role="member"
      onPrepared={() => undefined}
      renderLog={() => null}
    />,
    { api },
  );
  await screen.findByRole('button', { name: 'Prepare member' });
  expect(api.requests[0]?.headers['flotilla-connection']).toBe(sealed);
  expect(api.requests[0]?.path).not.toContain(sealed);
  expect(
    JSON.stringify(
      queryClient
        .getQueryCache()
        .getAll()
        .map(({ queryKey }) => queryKey),
    ),
  ).not.toContain(sealed);
});
