import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aCluster, aHost } from '../../../test/builders.ts';
import { createFakeApi } from '../../../test/fake-api.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { MemberFrame } from './cluster-frame.tsx';

test('the state of a member is told as the host’s word, with its age', async () => {
  const heartbeatAt = new Date(Date.now() - 180_000).toISOString();
  const api = createFakeApi();
  api.on('GET /api/clusters', () => ({
    host: aHost(),
    clusters: [aCluster({ status: { state: 'ready', heartbeatAt } })],
  }));
  renderApp(<MemberFrame name="member-a">{() => <p>{'a tab'}</p>}</MemberFrame>, { api });
  expect(await screen.findByText('Ready')).toBeInTheDocument();
  expect(screen.getByText('as last reported by the host, 3 minutes ago')).toBeInTheDocument();
});
