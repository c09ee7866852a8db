import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createFakeApi, FakeProblem } from '../../../test/fake-api.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { SandboxPanel } from './sandbox-panel.tsx';

function aSandbox() {
  return {
    speed: 3,
    clusters: [
      {
        name: 'member-a',
        story: 'standalone-3.4',
        kubernetesVersion: 'v1.26.9',
        kubesphereVersion: 'v3.4.1',
        server: 'https://127.0.0.1:41235',
        kubeconfigs: [{ id: 'admin', kind: 'client-certificate', kubeconfig: 'apiVersion: v1\n' }],
        faults: ['latency'],
        availableFaults: ['latency', 'refused', 'a-fault-of-tomorrow'],
        availableEvents: ['restart-api-server'],
      },
    ],
  };
}

test('tells the story of each cluster; an unknown code stands for itself', async () => {
  const api = createFakeApi();
  api.on('GET /api/sandbox', aSandbox);
  const { user } = renderApp(<SandboxPanel />, { api });
  expect(await screen.findByText(/same release as the host/)).toBeInTheDocument();
  expect(screen.getByText('1 fault on')).toBeInTheDocument();
  await user.click(screen.getByText('Faults'));
  expect(screen.getByRole('checkbox', { name: 'Every answer is late' })).toBeChecked();
  expect(screen.getByRole('checkbox', { name: 'a-fault-of-tomorrow' })).not.toBeChecked();
  expect(screen.getByLabelText('Speed of installations')).toHaveValue('3');
});

test('a fault is switched with all others kept, and the sandbox’s word is read again', async () => {
  const api = createFakeApi();
  let faults = ['latency'];
  api.on('GET /api/sandbox', () => {
    const state = aSandbox();
    return { ...state, clusters: state.clusters.map((cluster) => ({ ...cluster, faults })) };
  });
  api.on('PUT /api/sandbox/clusters/member-a/faults', ({ body }) => {
    expect(body).toEqual({ faults: ['latency', 'refused'] });
    faults = ['latency', 'refused'];
    return {};
  });
  const { user } = renderApp(<SandboxPanel />, { api });
  await user.click(await screen.findByText('Faults'));
  await user.click(screen.getByRole('checkbox', { name: 'Connections are refused' }));
  expect(await screen.findByText('2 faults on')).toBeInTheDocument();
  expect(api.unexpected).toEqual([]);
});

test('an event is made to happen once, and is told', async () => {
  const api = createFakeApi();
  api.on('GET /api/sandbox', aSandbox);
  api.on('POST /api/sandbox/clusters/member-a/events', ({ body }) => {
    expect(body).toEqual({ event: 'restart-api-server' });
    return {};
  });
  const { user } = renderApp(<SandboxPanel />, { api });
  await user.click(await screen.findByText('Faults'));
  await user.click(screen.getByRole('button', { name: 'Restart the API server' }));
  expect(await screen.findByText('Done: Restart the API server')).toBeInTheDocument();
  expect(api.unexpected).toEqual([]);
});

test('copies a kubeconfig', async () => {
  const api = createFakeApi();
  api.on('GET /api/sandbox', aSandbox);
  const { user } = renderApp(<SandboxPanel />, { api });
  await user.click(await screen.findByRole('button', { name: 'Copy kubeconfig: client certificate' }));
  await expect(navigator.clipboard.readText()).resolves.toBe('apiVersion: v1\n');
});

test('a failure can be tried again', async () => {
  const api = createFakeApi();
  api.on('GET /api/sandbox', () => {
    throw new FakeProblem('sandbox.unavailable');
  });
  const { user } = renderApp(<SandboxPanel />, { api });
  await screen.findByRole('alert');
  api.on('GET /api/sandbox', aSandbox);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('member-a')).toBeInTheDocument();
});
