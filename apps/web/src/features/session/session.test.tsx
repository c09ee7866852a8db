import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { createFakeApi, FakeProblem } from '../../../test/fake-api.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { OpenPage } from './open-page.tsx';
import { SessionGate } from './session-gate.tsx';
import { SESSION_KEY } from './session.queries.ts';

const refuse = () => {
  throw new FakeProblem('session.required');
};
const gate = (
  <SessionGate pending={<p>{'pending'}</p>}>{({ id }) => <input aria-label={`page of ${id}`} />}</SessionGate>
);

test('lets a session in', async () => {
  const api = createFakeApi();
  api.on('GET /api/session', () => aSession());
  renderApp(gate, { api });
  expect(screen.getByText('pending')).toBeInTheDocument();
  expect(await screen.findByRole('textbox', { name: 'page of s-1' })).toBeInTheDocument();
});

test('without a session explains the link and takes a token, or a whole link', async () => {
  const api = createFakeApi();
  api.on('GET /api/session', refuse);
  api.on('POST /api/session', () => aSession());
  const { user } = renderApp(gate, { api });
  await user.click(await screen.findByRole('button', { name: 'Sign in' }));
  expect(screen.getByText('Enter the token first.')).toBeInTheDocument();
  expect(screen.getByLabelText('Token')).toHaveFocus();
  await user.type(screen.getByLabelText('Token'), 'http://127.0.0.1:8711/open#tok{Enter}');
  expect(await screen.findByRole('textbox', { name: 'page of s-1' })).toBeInTheDocument();
  expect(api.requests.at(-1)?.body).toEqual({ token: 'tok' });
});

test('a session that ends keeps what was typed; signing in again carries on', async () => {
  const api = createFakeApi();
  api.on('GET /api/session', () => aSession());
  api.on('POST /api/session', () => aSession());
  const { user, queryClient } = renderApp(gate, { api });
  await user.type(await screen.findByRole('textbox', { name: 'page of s-1' }), 'typed');
  act(() => void queryClient.setQueryData(SESSION_KEY, null));
  const dialog = await screen.findByRole('dialog', { name: 'Your session has ended' });
  expect(dialog).toBeInTheDocument();
  await user.type(screen.getByLabelText('Token'), 'tok{Enter}');
  await screen.findByRole('textbox', { name: 'page of s-1' });
  expect(screen.getByRole('textbox', { name: 'page of s-1' })).toHaveValue('typed');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

test('a server that does not answer is not a missing session', async () => {
  const api = createFakeApi();
  api.on('GET /api/session', () => Promise.reject(new TypeError('fetch failed')));
  renderApp(gate, { api });
  expect(await screen.findByRole('alert')).toHaveTextContent('Flotilla’s server does not answer');
});

test('the printed link’s token is sent once and leads to the clusters', async () => {
  const api = createFakeApi();
  api.on('POST /api/session', () => aSession());
  const { path } = renderApp(<OpenPage takeToken={() => 'tok'} />, { api, path: '/open' });
  await expect.poll(path).toBe('/clusters');
  expect(api.requests.map(({ body }) => body)).toEqual([{ token: 'tok' }]);
});

test('a used link is explained, and takes another token', async () => {
  const api = createFakeApi();
  api.on('GET /api/session', refuse);
  api.on('POST /api/session', () => {
    throw new FakeProblem('session.link-used');
  });
  renderApp(<OpenPage takeToken={() => 'tok'} />, { api });
  expect(await screen.findByRole('alert')).toHaveTextContent('req-1');
  expect(screen.getByLabelText('Token')).toBeInTheDocument();
});

test('a used link in a browser that is signed in already leads on', async () => {
  const api = createFakeApi();
  api.on('GET /api/session', () => aSession());
  api.on('POST /api/session', () => {
    throw new FakeProblem('session.link-used');
  });
  renderApp(<OpenPage takeToken={() => 'tok'} />, { api });
  expect(await screen.findByRole('link', { name: /signed in already/ })).toHaveAttribute('href', '/clusters');
});

test('a link without a token asks for one, and blames nobody', () => {
  renderApp(<OpenPage takeToken={() => ''} />);
  expect(screen.getByLabelText('Token')).toBeInTheDocument();
  expect(screen.queryByRole('alert')).toBeNull();
});
