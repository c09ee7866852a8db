import type { StoredConfiguration } from '@flotilla/contracts';
import { setInConfiguration } from '@flotilla/kubesphere';
import { aConfiguration } from '@flotilla/kubesphere/testing';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { createFakeApi, FakeProblem, type FakeApi } from '../../../test/fake-api.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { ConfigurationPage } from './configuration-page.tsx';
import { PLAIN_EDITORS } from './lazy-editor.tsx';

const edited = (text: string, path: string, value: unknown): string => {
  const result = setInConfiguration(text, [{ path: path.split('.'), value }]);
  if (!result.ok) throw new Error('not a configuration');
  return result.value;
};
const BASE = aConfiguration();
const stored = (version: number, yaml = BASE): StoredConfiguration => ({
  yaml,
  uid: 'uid-1',
  resourceVersion: String(version),
  specDigest: `digest-${version}`,
  release: 'v3.4.1',
});

let api: FakeApi;
afterEach(() => {
  if (api.unexpected.length > 0) throw new Error(`nobody expected ${api.unexpected.join(', ')}`);
});

async function rendered(first: StoredConfiguration = stored(1)) {
  api = createFakeApi();
  api.on('GET /api/host/configuration', () => first);
  const app = renderApp(<ConfigurationPage target={{ kind: 'host' }} editors={PLAIN_EDITORS} />, { api });
  const editor = await screen.findByRole('textbox', { name: 'YAML of ClusterConfiguration ks-installer' });
  const type = (text: string) => fireEvent.change(editor, { target: { value: text } });
  return { ...app, editor, type };
}
const save = () => screen.getByRole('button', { name: 'Save' });
const puts = () => api.requests.filter(({ method }) => method === 'PUT').map(({ body }) => body);

describe('editing', () => {
  it('saves the text with what it was made from, and shows what was stored', async () => {
    const { user, type, editor } = await rendered();
    const mine = edited(BASE, 'spec.devops.enabled', true);
    const answer = stored(2, mine);
    api.on('PUT /api/host/configuration', () => ({ stored: answer, issues: [] }));
    expect(save()).toBeDisabled();
    type(mine);
    // What saving sets going is said before it happens, and where to watch it afterwards.
    expect(
      await screen.findByText(/Saving changes 1 field of spec, and ks-installer then runs/),
    ).toBeVisible();
    await user.click(save());
    expect(await screen.findByText(/Saved at .*ks-installer runs on it/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Follow the run in its log' })).toHaveAttribute(
      'href',
      '/host/log',
    );
    expect(screen.queryByText(/ks-installer then runs/)).not.toBeInTheDocument();
    expect(puts()).toEqual([
      { yaml: mine, base: { uid: 'uid-1', resourceVersion: '1', specDigest: 'digest-1' } },
    ]);
    expect(editor).toHaveDisplayValue(new RegExp('ks-installer'));
    expect(save()).toBeDisabled();
  });

  it('switches a component in the text and keeps its comments', async () => {
    const commented = BASE.replace('spec:', '# our own note\nspec:');
    const { user, editor } = await rendered(stored(1, commented));
    await user.click(screen.getByRole('switch', { name: 'Enable devops', hidden: true }));
    await waitFor(() => expect(editor).toHaveTextContent(/devops:\s+enabled: true/));
    expect(editor).toHaveTextContent('# our own note');
  });

  it('writes nothing while there are errors, lists them all and goes to the first', async () => {
    const { user, type, editor } = await rendered();
    type(BASE.replace('clusterRole: none', 'clusterRole: captain'));
    await user.click(save());
    expect(await screen.findByText(/Not saved: 1 error/)).toBeVisible();
    expect(screen.getByRole('region', { name: 'Problems' })).toHaveTextContent(
      'spec.multicluster.clusterRole',
    );
    expect([puts(), editor === document.activeElement]).toEqual([[], true]);
    // Said once, for the press it answers; while one repairs, only the count stands there.
    type(BASE.replace('clusterRole: none', 'clusterRole: sailor'));
    expect(await screen.findByText('1 error stands against saving.')).toBeVisible();
    expect(screen.queryByText(/Not saved/)).not.toBeInTheDocument();
  });

  it('counts the errors beside Save and leads to them, from whatever view', async () => {
    const { user, type, editor } = await rendered();
    type(BASE.replace('clusterRole: none', 'clusterRole: captain'));
    expect(await screen.findByText('1 error stands against saving.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'See all problems' }));
    expect(screen.getByRole('region', { name: 'Problems' })).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Diff' }));
    await user.click(screen.getByRole('button', { name: 'Go to the first' }));
    expect(editor).toHaveFocus();
    expect(editor).toBeVisible();
  });

  it('says that nothing will run when only a comment was added', async () => {
    const { type } = await rendered();
    type(`# a note\n${BASE}`);
    expect(await screen.findByText(/ks-installer will not run/)).toBeVisible();
  });

  it('names both sides of the difference, says when there is none, and why role and switches are off', async () => {
    const { user, type } = await rendered();
    await user.click(screen.getByRole('button', { name: 'Diff' }));
    expect(screen.getByText('No differences: your text is the same as on the cluster.')).toBeVisible();
    const role = screen.getByRole('combobox', { name: 'Role' });
    expect(role).toBeDisabled();
    expect(role).toHaveAccessibleDescription('Role and components are changed under “Mine”.');
    await user.click(screen.getByRole('button', { name: 'Mine' }));
    expect(role).toHaveAccessibleDescription('');
    type(edited(BASE, 'spec.devops.enabled', true));
    await user.click(await screen.findByRole('button', { name: 'See the differences' }));
    expect(screen.getByText('On the cluster now')).toBeVisible();
    expect(screen.getByText('Yours, not saved yet')).toBeVisible();
  });

  it('tries out without writing', async () => {
    const { user, type } = await rendered();
    api.on('PUT /api/host/configuration', () => ({ stored: stored(1), issues: [] }));
    type(edited(BASE, 'spec.devops.enabled', true));
    await user.click(screen.getByRole('button', { name: 'Try out' }));
    expect(await screen.findByText(/would accept this text/)).toBeVisible();
    expect(puts()).toMatchObject([{ dryRun: true }]);
    expect(save()).toBeEnabled();
  });
});

describe('when it changes underneath', () => {
  const theirs = stored(
    5,
    edited(edited(BASE, 'spec.logging.enabled', true), 'spec.multicluster.clusterRole', 'member'),
  );
  const mine = edited(edited(BASE, 'spec.devops.enabled', true), 'spec.multicluster.clusterRole', 'host');

  it('reads again at once while nothing was typed', async () => {
    const { live, editor } = await rendered();
    api.on('GET /api/host/configuration', () => theirs);
    await act(async () =>
      live
        .stream('configuration')
        .send({ type: 'version', uid: 'uid-1', resourceVersion: '5', specChanged: true }),
    );
    await waitFor(() => expect(editor).toHaveTextContent(/clusterRole: member/));
  });

  it('says quietly who changed it while there are unsaved changes', async () => {
    const { live, type, editor } = await rendered();
    type(mine);
    api.on('GET /api/host/configuration', () => theirs);
    await act(async () =>
      live.stream('configuration').send({
        type: 'version',
        uid: 'uid-1',
        resourceVersion: '5',
        specChanged: true,
        changedBy: 'kubectl-edit',
      }),
    );
    expect(await screen.findByText(/Changed by kubectl-edit at/)).toBeVisible();
    expect(editor).toHaveTextContent(/clusterRole: host/);
  });

  it('overwrites nothing: a conflict is decided path by path and saved on the newer version', async () => {
    const { user, type } = await rendered();
    api.on('PUT /api/host/configuration', ({ body }) => {
      if (JSON.stringify(body).includes('"resourceVersion":"1"'))
        throw new FakeProblem('configuration.conflict', { current: theirs });
      return { stored: stored(6), issues: [] };
    });
    type(mine);
    await user.click(save());
    const dialog = await screen.findByRole('dialog', { name: 'Somebody else changed it meanwhile' });
    const saveMerged = within(dialog).getByRole('button', { name: 'Save merged text' });
    expect(saveMerged).toBeDisabled();
    await user.click(within(dialog).getByRole('radio', { name: /spec\.multicluster\.clusterRole: Mine/ }));
    expect(saveMerged).toBeEnabled();
    await user.click(saveMerged);
    expect(await screen.findByText(/Saved at/)).toBeVisible();
    const merged = puts()[1];
    expect(merged).toMatchObject({ base: { uid: 'uid-1', resourceVersion: '5', specDigest: 'digest-5' } });
    expect(JSON.stringify(merged)).toMatch(/clusterRole: host/);
    expect(JSON.stringify(merged)).toMatch(/logging:\\n {4}enabled: true/);
  });

  it('keeps the text when the object is gone, and goes on when it is back', async () => {
    const { live, type, editor } = await rendered();
    type(mine);
    await act(async () => live.stream('configuration').send({ type: 'deleted' }));
    expect(await screen.findByText('The object is gone')).toBeVisible();
    expect(editor).toHaveTextContent(/clusterRole: host/);
    expect(save()).toBeDisabled();
    const again = { ...stored(9), uid: 'uid-2', specDigest: 'digest-1' };
    api.on('GET /api/host/configuration', () => again);
    await act(async () =>
      live
        .stream('configuration')
        .send({ type: 'version', uid: 'uid-2', resourceVersion: '9', specChanged: false }),
    );
    await waitFor(() => expect(screen.queryByText('The object is gone')).toBeNull());
    expect(save()).toBeEnabled();
  });
});

it('tells why it cannot be read, and asks again', async () => {
  api = createFakeApi();
  api.on('GET /api/host/configuration', () => {
    throw new FakeProblem('configuration.not-found');
  });
  const { user } = renderApp(<ConfigurationPage target={{ kind: 'host' }} editors={PLAIN_EDITORS} />, {
    api,
  });
  expect(await screen.findByRole('alert')).toHaveTextContent('There is no ClusterConfiguration');
  api.on('GET /api/host/configuration', () => stored(1));
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('textbox', { name: /YAML of ClusterConfiguration/ })).toBeVisible();
});
