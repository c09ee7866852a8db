import type { Session } from '@flotilla/contracts';
import { act, screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { aCluster, aHost, aSession } from '../../test/builders.ts';
import { createFakeApi } from '../../test/fake-api.ts';
import { renderApp } from '../../test/render-app.tsx';
import { Frame } from './frame.tsx';

function renderFrame(session: Session = aSession(), host = aHost()) {
  const api = createFakeApi();
  api.on('GET /api/clusters', () => ({ host, clusters: [aCluster({ alias: '生产一号' })] }));
  return renderApp(
    <Frame session={session}>
      <h1 tabIndex={-1}>{'a page'}</h1>
    </Frame>,
    { api, path: '/clusters' },
  );
}

beforeEach(() => localStorage.clear());

test('names the host with release and role, and whether it answers', async () => {
  renderFrame();
  const chip = await screen.findByRole('link', { name: /Host cluster: Reachable/ });
  expect(chip).toHaveTextContent('host-admin');
  expect(chip).toHaveTextContent('v3.4.1 · host');
});

test('a host that does not answer is told in words', async () => {
  renderFrame(aSession(), aHost({ reachable: false }));
  expect(await screen.findByRole('link', { name: /Host cluster: Not reachable/ })).toBeInTheDocument();
});

test('a lost live connection is a banner over a page that stays', () => {
  const { live } = renderFrame();
  act(() => live.setConnection('lost'));
  expect(screen.getByText(/Live updates are interrupted/)).toBeInTheDocument();
  expect(screen.getByRole('heading', { name: 'a page' })).toBeInTheDocument();
  act(() => live.setConnection('connected'));
  expect(screen.queryByText(/Live updates are interrupted/)).not.toBeInTheDocument();
});

test('nothing of the sandbox shows where there is none', async () => {
  renderFrame();
  await screen.findByRole('link', { name: /Reachable/ });
  expect(screen.queryByRole('button', { name: 'Sandbox' })).not.toBeInTheDocument();
});

test('the sandbox badge opens its panel', async () => {
  const { api, user } = renderFrame(aSession({ sandbox: true }));
  api.on('GET /api/sandbox', () => ({ speed: 1, clusters: [] }));
  await user.click(screen.getByRole('button', { name: 'Sandbox' }));
  expect(await screen.findByRole('dialog', { name: 'Sandbox' })).toBeInTheDocument();
  expect(await screen.findByLabelText('Speed of installations')).toHaveValue('1');
});

test('the command palette opens by key, finds a cluster by alias and goes there', async () => {
  const { user, path } = renderFrame();
  await screen.findByRole('link', { name: /Reachable/ });
  await user.keyboard('{Control>}k{/Control}');
  const input = await screen.findByRole('combobox');
  await user.type(input, '生产 log');
  expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
    'Installer log of 生产一号member-a',
  ]);
  await user.keyboard('{Enter}');
  await expect.poll(path).toBe('/clusters/member-a/log');
  expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
});

test.each([
  ['a host that is prepared', aHost(), 0],
  ['a host that is not', aHost({ prepared: false }), 1],
  ['KubeSphere 4, which needs none', aHost({ generation: '4', prepared: false }), 0],
])(
  'the command palette offers to prepare the host where there is something to do: %s',
  async (_, host, count) => {
    const { user } = renderFrame(aSession(), host);
    await screen.findByRole('link', { name: /Reachable/ });
    await user.keyboard('{Control>}k{/Control}');
    await screen.findByRole('option', { name: 'Go to Host' });
    expect(screen.queryAllByRole('option', { name: 'Prepare the host' })).toHaveLength(count);
  },
);

test('the language is switched at once and remembered', async () => {
  const { user } = renderFrame();
  await user.click(screen.getByRole('button', { name: 'Language' }));
  expect(screen.getByRole('menuitemradio', { name: 'English' })).toHaveFocus();
  await user.keyboard('{ArrowDown}{Enter}');
  expect(await screen.findByRole('link', { name: '集群' })).toBeInTheDocument();
  expect(screen.queryByRole('menu')).not.toBeInTheDocument();
});

test('a menu closes by Escape and gives the focus back', async () => {
  const { user } = renderFrame();
  const button = screen.getByRole('button', { name: 'Theme' });
  await user.click(button);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('menu')).not.toBeInTheDocument();
  expect(button).toHaveFocus();
});
