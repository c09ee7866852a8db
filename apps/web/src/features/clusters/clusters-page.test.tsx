import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { aCluster, aHost } from '../../../test/builders.ts';
import { createFakeApi, FakeProblem } from '../../../test/fake-api.ts';
import { renderApp, type RenderOptions } from '../../../test/render-app.tsx';
import { ClustersPage } from './clusters-page.tsx';

const own = aCluster({ name: 'host', isHost: true });

function renderPage(answer: () => unknown, options: RenderOptions = {}) {
  const api = createFakeApi();
  api.on('GET /api/clusters', answer);
  return renderApp(<ClustersPage />, { ...options, api });
}

beforeEach(() => localStorage.clear());

test('while loading, the layout is there and says so', () => {
  renderPage(() => new Promise(() => undefined));
  expect(screen.getByRole('status')).toHaveTextContent('Loading clusters');
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Clusters');
});

test('a new host: the page is the guide, its first step the next one', async () => {
  renderPage(() => ({ host: aHost({ prepared: false, role: 'none', clustersServed: false }), clusters: [] }));
  const step = (await screen.findByRole('heading', { name: 'Prepare the host cluster' })).closest('li');
  expect(step).toHaveTextContent('Next');
  expect(within(step ?? document.body).getByRole('link', { name: 'Prepare host' })).toHaveAttribute(
    'href',
    '/host/prepare',
  );
});

test.each([
  [aHost(), 'Done', 'The host is prepared.'],
  [aHost({ generation: '4', release: 'v4.1.3' }), 'Done', 'KubeSphere 4 needs no preparation'],
  [aHost({ generation: 'none' }), 'Needs attention', 'KubeSphere is not installed on this cluster'],
  [aHost({ reachable: false }), 'Needs attention', 'its state is not known'],
])('the guide tells the host’s real state (%#)', async (host, state, text) => {
  renderPage(() => ({ host, clusters: [] }));
  const step = (await screen.findByRole('heading', { name: 'Prepare the host cluster' })).closest('li');
  expect(step).toHaveTextContent(state);
  expect(step).toHaveTextContent(text);
});

test('a member that is not ready says why on its card', async () => {
  const failed = aCluster({
    status: { state: 'failed', condition: 'Ready', text: 'dial tcp 10.0.0.7:6443: i/o timeout' },
  });
  renderPage(() => ({ host: aHost(), clusters: [own, failed] }));
  const card = (await screen.findByRole('link', { name: 'member-a' })).closest('li');
  expect(card).toHaveTextContent('Not ready');
  expect(card).toHaveTextContent('dial tcp 10.0.0.7:6443: i/o timeout');
  expect(screen.getByText('2 clusters · 1 ready · 1 need attention')).toBeInTheDocument();
});

test('with a prepared host and a member the guide is gone', async () => {
  renderPage(() => ({ host: aHost(), clusters: [own, aCluster()] }));
  await screen.findByRole('link', { name: 'member-a' });
  expect(screen.queryByText('Bring your clusters together')).not.toBeInTheDocument();
});

test('filters as one types, says how many are left, and clears', async () => {
  const { user } = renderPage(() => ({
    host: aHost(),
    clusters: [own, aCluster(), aCluster({ name: 'member-b', alias: '测试集群' })],
  }));
  await user.type(await screen.findByRole('textbox', { name: 'Filter clusters' }), '测试');
  expect(await screen.findByText('1 of 3 shown')).toBeInTheDocument();
  expect(
    screen.getAllByRole('listitem').filter((item) => item.className.includes('cluster-card')),
  ).toHaveLength(1);
  await user.type(screen.getByRole('textbox', { name: 'Filter clusters' }), ' zzz');
  await user.click(await screen.findByRole('button', { name: 'Clear filters' }));
  expect(await screen.findByRole('link', { name: 'member-a' })).toBeInTheDocument();
});

test('many clusters become a table; the choice of view is remembered', async () => {
  const many = Array.from({ length: 13 }, (_, index) => aCluster({ name: `m-${index}` }));
  const { user } = renderPage(() => ({ host: aHost(), clusters: many }));
  expect(await screen.findByRole('table', { name: 'Clusters' })).toHaveAttribute('aria-rowcount', '14');
  await user.click(screen.getByRole('button', { name: 'Cards' }));
  expect(await screen.findByRole('link', { name: 'm-12' })).toBeInTheDocument();
  expect(localStorage.getItem('flotilla.clustersView')).toBe('cards');
});

test('an unreachable host is told with its address; what is known stays', async () => {
  renderPage(() => ({ host: aHost({ reachable: false }), clusters: [own, aCluster()] }));
  expect(await screen.findByText('The host cluster does not answer')).toBeInTheDocument();
  expect(screen.getByText(/https:\/\/10\.0\.0\.1:6443 \(context host-admin\)/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'member-a' })).toBeInTheDocument();
});

test('a failure says what, why and lets one try again', async () => {
  let isBroken = true;
  const { user } = renderPage(() => {
    if (isBroken) throw new FakeProblem('internal', { requestId: 'req-42', raw: 'foreign words' });
    return { host: aHost(), clusters: [own, aCluster()] };
  });
  expect(await screen.findByRole('alert')).toHaveTextContent('req-42');
  expect(screen.getByText('foreign words')).toBeInTheDocument();
  isBroken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: 'member-a' })).toBeInTheDocument();
});

test('speaks Chinese throughout', async () => {
  renderPage(() => ({ host: aHost({ prepared: false }), clusters: [] }), { language: 'zh' });
  expect(await screen.findByRole('heading', { level: 1, name: '集群' })).toBeInTheDocument();
  expect(await screen.findByRole('link', { name: '准备主集群' })).toBeInTheDocument();
});

test('the table names a member without an alias once, and one with an alias by both', async () => {
  const members = [aCluster(), aCluster({ name: 'member-b', alias: 'B' })];
  const { user } = renderPage(() => ({ host: aHost(), clusters: [own, ...members] }));
  await user.click(await screen.findByRole('button', { name: 'Table' }));
  const names = screen.getAllByRole('link').map(({ parentElement }) => parentElement?.textContent);
  expect(names).toEqual(expect.arrayContaining(['hostHost cluster', 'member-a', 'Bmember-b']));
});
