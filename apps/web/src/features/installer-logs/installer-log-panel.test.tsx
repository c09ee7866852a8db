import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aProblem } from '../../../test/fake-api.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { InstallerLogPanel } from './installer-log-panel.tsx';
import { toOffset } from './log-row-view.tsx';
import { lineOfHash } from './use-line-link.ts';

const CURSOR = { pod: 'ks-installer-1', podUid: 'u', restarts: 0, at: '2026-11-23T10:00:00Z', sameAt: 1 };
const linesOf = (...texts: string[]) => ({
  type: 'lines' as const,
  lines: texts.map((text) => ({ at: '2026-11-23T10:00:00Z', text })),
  cursor: CURSOR,
});
const FAILED_PLAY = [
  "2026-11-23T10:00:00Z INFO     : Running hook 'kubesphere/installRunner.py' binding 'KUBE_EVENTS' ...",
  'PLAY [localhost] ***',
  'TASK [preinstall : KubeSphere | Stopping if Kubernetes version is nonsupport] ***',
  'fatal: [localhost]: FAILED! => {"msg": "The current Kubernetes version is not supported !"}',
  'PLAY RECAP ***',
  'localhost : ok=1 changed=0 unreachable=0 failed=1 skipped=0 rescued=0 ignored=0',
];

// happy-dom has no layout; the list needs to know how much of it can be seen.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
});
afterEach(() => vi.restoreAllMocks());

const rendered = (language: 'en' | 'zh' = 'en') => {
  const app = renderApp(<InstallerLogPanel target={{ kind: 'host' }} />, { language });
  const stream = app.live.stream('installer-log');
  const send = (...items: Parameters<typeof stream.send>) => act(async () => stream.send(...items));
  return { ...app, stream, send };
};

describe('installer log panel', () => {
  it('says what it waits for, then what it follows, and accounts for the lines', async () => {
    const { send } = rendered();
    await send({ type: 'state', state: { state: 'waiting', for: 'pod' } });
    expect(await screen.findByText('Waiting for an installer pod')).toBeVisible();
    await send(
      { type: 'state', state: { state: 'following', pod: 'ks-installer-1', restarts: 2 } },
      linesOf('hello', 'world'),
    );
    expect(await screen.findByText('Following ks-installer-1 (restarted 2×)')).toBeVisible();
    expect(await screen.findByText('2 received = 2 shown')).toBeVisible();
    expect(await within(screen.getByRole('log')).findByText('world')).toBeVisible();
  });

  it('says of a cluster that cannot be reached why and what to do, and nothing about its runs', async () => {
    const { send } = rendered();
    const fault = {
      code: 'cluster.unreachable',
      params: { reason: 'refused' },
      raw: 'ECONNREFUSED',
    } as const;
    await send({ type: 'state', state: { state: 'waiting', for: 'cluster', fault } });
    expect(await screen.findByText('The cluster cannot be reached')).toBeVisible();
    expect(screen.getByText(/Check that the address is right/)).toBeVisible();
    expect(screen.getByText('ECONNREFUSED')).toBeInTheDocument();
    expect(screen.queryByText('No run in this log yet')).not.toBeInTheDocument();
    await send({ type: 'state', state: { state: 'waiting', for: 'pod' } });
    expect(await screen.findByText('No run in this log yet')).toBeVisible();
    expect(screen.queryByText('The cluster cannot be reached')).not.toBeInTheDocument();
  });

  it('shows markup in a line as text', async () => {
    const { send } = rendered();
    await send(linesOf('<b onclick="x">bold</b>'));
    expect(await screen.findByText('<b onclick="x">bold</b>')).toBeVisible();
  });

  it('keeps what is readable and says so while the connection is lost', async () => {
    const { send, live } = rendered();
    await send(
      { type: 'state', state: { state: 'following', pod: 'p', restarts: 0 } },
      linesOf('still here'),
    );
    act(() => live.setConnection('lost'));
    expect(await screen.findByText(/Connection to Flotilla’s server lost since/)).toBeVisible();
    expect(await screen.findByText('still here')).toBeVisible();
  });

  it('explains a failure before the lines', async () => {
    const { send } = rendered();
    await send(linesOf(...FAILED_PLAY));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The installation failed');
    expect(alert).toHaveTextContent('This Kubernetes version is not supported');
    expect(alert.compareDocumentPosition(screen.getByRole('log'))).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('shows a gap plainly, with its reason and count', async () => {
    const { send } = rendered();
    await send(linesOf('one'), { type: 'gap', reason: 'viewer-too-slow', lines: 12 }, linesOf('two'));
    expect(await screen.findByText(/This page was too slow.*\(12 lines\)/)).toBeVisible();
  });

  it('finds, counts and marks', async () => {
    const { send, user } = rendered();
    await send(linesOf('alpha', 'beta', 'Alphabet'));
    await user.type(screen.getByRole('searchbox', { name: 'Search the log' }), 'alpha');
    expect(await screen.findByText('0 of 2')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Next hit' }));
    expect(await screen.findByText('1 of 2')).toBeVisible();
    expect((await screen.findByText('alpha')).tagName).toBe('MARK');
  });

  it('filters by level and says how many lines that hides', async () => {
    const { send, user } = rendered();
    await send(linesOf('ok: [localhost]', 'fatal: [localhost]: FAILED! => {}'));
    await user.click(screen.getByRole('combobox', { name: 'Lines' }));
    await user.click(await screen.findByRole('option', { name: 'Errors', hidden: true }));
    expect(await screen.findByText('2 received = 1 shown + 1 filtered out')).toBeVisible();
  });

  it('tells why it ended and follows again when asked', async () => {
    const { stream, live, user } = rendered();
    act(() => stream.refuse(aProblem('log.unavailable')));
    await user.click((await screen.findAllByRole('button', { name: 'Try again' }))[0] ?? document.body);
    await waitFor(() => expect(live.count('installer-log')).toBe(1));
  });

  it('closes its stream when it goes', () => {
    const { unmount, live } = rendered();
    unmount();
    expect(live.count('installer-log')).toBe(0);
  });

  it('speaks Chinese around lines that stay as they are', async () => {
    const { send } = rendered('zh');
    await send(
      { type: 'state', state: { state: 'following', pod: 'p', restarts: 0 } },
      linesOf('TASK [common : x]'),
    );
    expect(await screen.findByText('正在跟踪 p')).toBeVisible();
    expect(await screen.findByText('TASK [common : x]')).toBeVisible();
  });
});

it.each([
  [4_230, '+0:00:04.2'],
  [3_661_000, '+1:01:01.0'],
  [-500, '-0:00:00.5'],
])('writes %i ms as %s', (ms, text) => expect(toOffset(ms)).toBe(text));

it.each([
  ['#L12', 12],
  ['L7', 7],
  ['#checks', undefined],
  ['', undefined],
])('reads the line of %s', (hash, line) => expect(lineOfHash(hash)).toBe(line));
