import { clusterListSchema } from '@flotilla/contracts';
import { CHECK_IDS } from '@flotilla/kubesphere';
import { aKubeconfig } from '@flotilla/kubesphere/testing';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { aProblem, createFakeApi, FakeProblem, type FakeApi } from '../../../test/fake-api.ts';
import { renderApp, type RenderedApp } from '../../../test/render-app.tsx';
import { AddClusterPage } from './add-cluster-page.tsx';
import { aCheckRow, aCluster, aReport, SEALED } from './testing/wizard-states.ts';

const LIST = z.parse(clusterListSchema, {
  host: {
    server: 'https://h',
    context: 'h',
    reachable: true,
    generation: '3',
    prepared: true,
    clustersServed: true,
  },
  clusters: [aCluster({ name: 'taken' })],
});

let api: FakeApi;
afterEach(() => {
  if (api.unexpected.length > 0) throw new Error(`nobody expected ${api.unexpected.join(', ')}`);
});

function rendered(): RenderedApp {
  api = createFakeApi();
  api.on('GET /api/clusters', () => LIST);
  api.on('POST /api/connections', () => SEALED);
  return renderApp(
    <AddClusterPage
      renderPreparation={({ target, onPrepared }) => (
        <button onClick={onPrepared}>{`prepare ${target.kind}`}</button>
      )}
    />,
    { api, path: '/clusters/add' },
  );
}

const paste = (text: string) =>
  fireEvent.paste(screen.getByLabelText('Member cluster kubeconfig'), {
    clipboardData: { getData: () => text },
  });
const next = () => screen.getByRole('button', { name: 'Next' });
const heading = () =>
  screen.getByRole('heading', { level: 2, name: /^(Basic|Connection|Checks|Prepare|Review|Join)/ });

async function toConnection({ user }: RenderedApp, name = 'member-a'): Promise<void> {
  await user.type(screen.getByLabelText(/Cluster name/), name);
  await user.click(next());
  await waitFor(() => expect(heading()).toHaveTextContent('Connection settings'));
}
async function toChecks(app: RenderedApp): Promise<void> {
  await toConnection(app);
  paste(aKubeconfig());
  await app.user.click(next());
  await waitFor(() => expect(heading()).toHaveTextContent('Checks'));
}
async function report(
  { live }: RenderedApp,
  verdict: Parameters<typeof aReport>[0],
  rows?: Parameters<typeof aReport>[1],
): Promise<void> {
  await act(async () => live.stream('checks').send({ type: 'report', report: aReport(verdict, rows) }));
}

describe('basic information', () => {
  it('keeps Next enabled and moves to the first problem', async () => {
    const { user } = rendered();
    await user.click(next());
    const name = screen.getByLabelText(/Cluster name/);
    await waitFor(() => expect(name).toHaveFocus());
    expect(name).toBeInvalid();
  });

  it('says while typing that a name is taken', async () => {
    const { user } = rendered();
    await waitFor(() => expect(api.requests).toHaveLength(1));
    await user.type(screen.getByLabelText(/Cluster name/), 'taken');
    await waitFor(() => expect(screen.getByLabelText(/Cluster name/)).toBeInvalid());
  });

  it('offers the known providers when the field is opened, and takes another one', async () => {
    const { user } = rendered();
    const provider = screen.getByRole('combobox', { name: 'Provider' });
    await user.click(provider);
    await user.click(await screen.findByRole('option', { name: 'Azure Kubernetes Service', hidden: true }));
    expect(provider).toHaveDisplayValue('Azure Kubernetes Service');
    await user.clear(provider);
    await user.type(provider, 'our-own');
    expect(provider).toHaveDisplayValue('our-own');
  });

  it('gives the next heading the focus', async () => {
    const app = rendered();
    await toConnection(app);
    expect(heading()).toHaveFocus();
  });
});

describe('connection', () => {
  it('asks nothing of the server while the kubeconfig has a hazard, and goes to its line', async () => {
    const app = rendered();
    await toConnection(app);
    paste(aKubeconfig({ user: { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'aws' } } }));
    await app.user.click(next());
    expect(await screen.findByRole('list', { name: 'Findings' })).toHaveTextContent('aws');
    expect(screen.getByLabelText('Member cluster kubeconfig')).toHaveFocus();
    expect(api.requests.map(({ path }) => path)).not.toContain('/api/connections');
  });

  it('offers a file once, whatever way the page is read', async () => {
    await toConnection(rendered());
    expect(screen.getAllByRole('button', { name: 'Choose a file' })).toHaveLength(1);
    expect(screen.queryByLabelText('Choose a file')).not.toBeInTheDocument();
  });

  it('hides secrets of a pasted text until asked', async () => {
    const app = rendered();
    await toConnection(app);
    paste(aKubeconfig({ user: { token: 'very-secret-token' } }));
    const area = screen.getByLabelText('Member cluster kubeconfig');
    await waitFor(() => expect(area).toHaveAttribute('readonly'));
    expect(document.body.innerHTML).not.toContain('very-secret-token');
    await app.user.click(screen.getByRole('button', { name: 'Show and edit' }));
    expect(area).toHaveDisplayValue(/very-secret-token/);
  });

  it('sends the reduced text and then forgets it', async () => {
    const app = rendered();
    await toChecks(app);
    const sent = api.requests.find(({ path }) => path === '/api/connections');
    expect(sent?.body).toMatchObject({ context: 'member' });
    await app.user.click(await screen.findByRole('button', { name: 'Back' }));
    expect(await screen.findByText('The kubeconfig is sealed')).toBeVisible();
    expect(screen.queryByLabelText('Member cluster kubeconfig')).toBeNull();
  });

  it('shows why the server refused to seal, and keeps the text', async () => {
    const app = rendered();
    api.on('POST /api/connections', () => {
      throw new FakeProblem('address.refused', {
        params: { address: '169.254.169.254', range: 'linkLocal' },
      });
    });
    await toConnection(app);
    paste(aKubeconfig());
    await app.user.click(next());
    expect(await screen.findByRole('alert')).toHaveTextContent('169.254.169.254');
    expect(screen.getByLabelText('Member cluster kubeconfig')).toHaveDisplayValue(/server:/);
  });
});

describe('checks', () => {
  it('fill in row by row, the rest visible as waiting', async () => {
    const app = rendered();
    await toChecks(app);
    expect(screen.getAllByText('waiting')).toHaveLength(CHECK_IDS.length);
    await act(async () => app.live.stream('checks').send({ type: 'row', row: aCheckRow() }));
    await waitFor(() => expect(screen.getAllByText('waiting')).toHaveLength(CHECK_IDS.length - 1));
    expect(app.live.stream('checks').request).toEqual({
      target: { kind: 'connection', sealed: 'sealed-token' },
      name: 'member-a',
    });
  });

  it('open a failed row with cause, remedy, command and raw text', async () => {
    const app = rendered();
    await toChecks(app);
    const row = aCheckRow({
      state: 'fail',
      code: 'tcp.refused',
      raw: 'connect ECONNREFUSED 10.20.0.7:6443',
      commands: ['nc -vz 10.20.0.7 6443', '# from a node of the host'],
    });
    await report(app, 'refused', [row]);
    expect(await screen.findByText('One check failed. Repair it, then check again.')).toBeVisible();
    expect(screen.getByText('nc -vz 10.20.0.7 6443').parentElement).toHaveTextContent('$');
    // A comment is no command: there is nothing to run and nothing to copy.
    expect(screen.getByText('# from a node of the host').tagName).toBe('P');
    expect(screen.getByText('connect ECONNREFUSED 10.20.0.7:6443')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Replace kubeconfig' })).toBeVisible();
  });

  it('start over when the connection comes back', async () => {
    const app = rendered();
    await toChecks(app);
    const stream = app.live.stream('checks');
    await act(async () => stream.send({ type: 'row', row: aCheckRow() }));
    act(() => stream.reopen());
    await waitFor(() => expect(screen.getAllByText('waiting')).toHaveLength(CHECK_IDS.length));
  });

  it('lead to the preparation, whose end runs them again', async () => {
    const app = rendered();
    await toChecks(app);
    await report(app, 'needs-preparation');
    await app.user.click(await screen.findByRole('button', { name: 'Prepare member' }));
    await app.user.click(await screen.findByRole('button', { name: 'prepare connection' }));
    await waitFor(() => expect(heading()).toHaveTextContent('Checks'));
    expect(app.live.count('checks')).toBe(1);
    // The count never goes back: the preparation is a part of step 3 and stays on the list.
    expect(screen.getByText('Step 3 of 5')).toBeVisible();
    expect(screen.getByRole('navigation', { name: 'Steps' })).toHaveTextContent('Prepare memberDone');
  });

  it('ask for the kubeconfig again when its sealed form has expired', async () => {
    const app = rendered();
    await toChecks(app);
    act(() => app.live.stream('checks').refuse(aProblem('connection.expired')));
    await waitFor(() => expect(heading()).toHaveTextContent('Connection settings'));
    expect(screen.getByText(/has expired after its time/)).toBeVisible();
  });
});

describe('review and import', () => {
  const toReview = async (app: RenderedApp) => {
    await toChecks(app);
    await report(app, 'ready');
    await app.user.click(await screen.findByRole('button', { name: 'Review' }));
  };

  it('names what the checks warn of, and leads back to them', async () => {
    const app = rendered();
    await toChecks(app);
    await report(app, 'ready', [
      aCheckRow({ id: 'kubesphere.installer', state: 'warn', code: 'installer.running' }),
    ]);
    await app.user.click(await screen.findByRole('button', { name: 'Review' }));
    expect(await screen.findByText('Installer: Running')).toBeVisible();
    // The pasted credential has no end: that is said, not left out.
    expect(screen.getByText('no end date')).toBeVisible();
    await app.user.click(screen.getByRole('button', { name: 'See the checks' }));
    await waitFor(() => expect(heading()).toHaveTextContent('Checks'));
  });

  it('imports once on a double click, and shows conditions until ready', async () => {
    const app = rendered();
    api.on('POST /api/clusters', () => aCluster());
    await toReview(app);
    await app.user.dblClick(await screen.findByRole('button', { name: 'Import' }));
    expect(await screen.findByText('Waiting for the cluster to join')).toBeVisible();
    expect(
      api.requests.filter(({ method, path }) => method === 'POST' && path === '/api/clusters'),
    ).toHaveLength(1);
    const ready = aCluster({
      status: { state: 'ready' },
      conditions: [{ type: 'Ready', status: 'True', reason: 'Ready', message: 'Cluster is available now' }],
    });
    await act(async () => app.live.stream('clusters').send({ type: 'changed', cluster: ready }));
    expect(await screen.findByText('member-a is ready')).toBeVisible();
    expect(screen.getByRole('navigation', { name: 'Steps' })).toHaveTextContent('Join the hostDone');
    expect(screen.getByText('Cluster is available now')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Open the cluster' })).toHaveAttribute(
      'href',
      '/clusters/member-a',
    );
  });

  it('shows the new report when the member is not ready any more', async () => {
    const app = rendered();
    const failed = aReport('refused', [aCheckRow({ state: 'fail', code: 'tcp.refused' })]);
    api.on('POST /api/clusters', () => {
      throw new FakeProblem('cluster.not-ready-for-import', { report: failed });
    });
    await toReview(app);
    await app.user.click(await screen.findByRole('button', { name: 'Import' }));
    expect(await screen.findByText('One check failed. Repair it, then check again.')).toBeVisible();
  });

  it('repeats the same request after an answer that did not come', async () => {
    const app = rendered();
    api.on('POST /api/clusters', () => {
      throw new FakeProblem('cluster.timeout');
    });
    await toReview(app);
    await app.user.click(await screen.findByRole('button', { name: 'Import' }));
    expect(await screen.findByText(/Pressing Import again is safe/)).toBeVisible();
    await app.user.click(screen.getByRole('button', { name: 'Import' }));
    const ids = () =>
      api.requests
        .filter(({ path, method }) => method === 'POST' && path === '/api/clusters')
        .map(({ body }) => z.parse(z.object({ requestId: z.string() }), body).requestId);
    await waitFor(() => expect(ids()).toHaveLength(2));
    expect(new Set(ids()).size).toBe(1);
  });
});
