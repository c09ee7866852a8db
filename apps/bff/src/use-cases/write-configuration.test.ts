import {
  ROUTES,
  targetHeaders,
  storedConfigurationSchema,
  writtenConfigurationSchema,
  type StoredConfiguration,
} from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHostSession } from '../../test/open-host-session.ts';
import { startTestBff, type TestBff, type TestClient } from '../../test/start-test-bff.ts';
import { HOST, sealedTarget } from '../../test/story.ts';

const PATH = ROUTES.configuration(HOST);
const withAuditing = (yaml: string, enabled: boolean): string =>
  yaml.replace(/(auditing:\n(?: {4}.*\n)*? {4}enabled: )(?:true|false)/, `$1${String(enabled)}`);
const bodyOf = (base: StoredConfiguration, yaml: string) => ({
  yaml,
  base: { uid: base.uid, resourceVersion: base.resourceVersion, specDigest: base.specDigest },
});

describe('the configuration', () => {
  let bff: TestBff;
  let client: TestClient;
  const read = () => client.get(storedConfigurationSchema, PATH);
  beforeAll(async () => {
    bff = await startTestBff({ clusters: ['host'] });
    client = await bff.login();
  });
  afterAll(() => bff[Symbol.asyncDispose]());

  it('is read without status, bookkeeping or secrets', async () => {
    const { yaml, release } = await read();
    expect(release).toBe('v3.4.1');
    expect(yaml).not.toMatch(/^status:|managedFields|last-applied|resourceVersion/m);
    expect(yaml).toMatch(/jwtSecret: («secret [0-9a-f]{8}»|"")/);
  });

  it('is written field by field and answered as stored', async () => {
    const base = await read();
    const yaml = withAuditing(base.yaml, true);
    expect(yaml).not.toBe(base.yaml);
    const { stored } = await client.send(writtenConfigurationSchema, 'PUT', PATH, {
      body: bodyOf(base, yaml),
    });
    expect(stored.yaml).toBe(yaml);
    expect(stored.specDigest).not.toBe(base.specDigest);
    expect(await read()).toMatchObject({ yaml, specDigest: stored.specDigest });
  });

  it('says what a dry run would store and stores nothing', async () => {
    const base = await read();
    const yaml = withAuditing(base.yaml, false);
    const { stored } = await client.send(writtenConfigurationSchema, 'PUT', PATH, {
      body: { ...bodyOf(base, yaml), dryRun: true },
    });
    expect(stored.yaml).toBe(yaml);
    expect((await read()).yaml).toBe(base.yaml);
  });

  it('of a pasted connection is written alike', async () => {
    const target = await sealedTarget(bff, client, 'host');
    const headers = targetHeaders(target);
    const base = await read();
    const yaml = base.yaml.replace('spec:', 'spec:\n  telemetry_enabled: false');
    const body = bodyOf(base, yaml);
    const path = ROUTES.configuration(target);
    await client.send(writtenConfigurationSchema, 'PUT', path, { body, headers });
    expect((await read()).yaml).toContain('telemetry_enabled: false');
  });

  it('is never overwritten when it changed underneath; both versions are told', async () => {
    const base = await read();
    await using host = await openHostSession(bff);
    await host.patchConfiguration({ spec: { events: { enabled: true } } });
    const body = bodyOf(base, withAuditing(base.yaml, false));
    const { code, current } = await client.refused('PUT', PATH, { body });
    expect(code).toBe('configuration.conflict');
    // The installer runs now and may patch status between the refusal and this reading: only the version may differ.
    expect({ ...current, resourceVersion: '' }).toEqual({ ...(await read()), resourceVersion: '' });
    expect(current?.yaml).toBe(base.yaml.replace(/(events:\n(?: {4}.*\n)*? {4}enabled: )false/, '$1true'));
  });

  it('is written although the installer patched status meanwhile', async () => {
    const base = await read();
    await using host = await openHostSession(bff);
    await host.patchConfiguration({ status: { telemetry: { status: 'enabled' } } });
    const yaml = withAuditing(base.yaml, false);
    const { stored } = await client.send(writtenConfigurationSchema, 'PUT', PATH, {
      body: bodyOf(base, yaml),
    });
    expect(stored.yaml).toBe(yaml);
    expect(await host.readConfiguration()).toMatchObject({ status: { telemetry: { status: 'enabled' } } });
  });

  it('is written by exactly one of many who started from the same text', async () => {
    const base = await read();
    const texts = [1, 2, 3, 4, 5, 6].map((days) =>
      base.yaml.replace('spec:', `spec:\n  zone: "zone-${days}"`),
    );
    const answers = await Promise.all(
      texts.map((yaml) => client.ask('PUT', PATH, { body: bodyOf(base, yaml) })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409, 409, 409]);
    const winner = texts[statuses.indexOf(200)];
    expect(/zone: "?(zone-\d)/.exec((await read()).yaml)?.[1]).toBe(
      /zone: "(zone-\d)/.exec(winner ?? '')?.[1],
    );
  });

  it('is written through a burst of status patches', async () => {
    const base = await read();
    await using host = await openHostSession(bff);
    const yaml = withAuditing(base.yaml, true);
    const burst = [1, 2, 3, 4, 5, 6].map((step) => host.patchConfiguration({ status: { burst: { step } } }));
    const [{ stored }] = await Promise.all([
      client.send(writtenConfigurationSchema, 'PUT', PATH, { body: bodyOf(base, yaml) }),
      ...burst,
    ]);
    expect(stored.yaml).toBe(yaml);
  });

  it('is not written over an object that was deleted, nor over one that was created again', async () => {
    const base = await read();
    await using host = await openHostSession(bff);
    const { metadata, ...rest } = await host.readConfiguration();
    await host.deleteConfiguration();
    const body = bodyOf(base, withAuditing(base.yaml, true));
    expect(await client.refused('PUT', PATH, { body })).toMatchObject({
      code: 'configuration.conflict',
      current: null,
    });
    expect(await client.refused('GET', PATH)).toMatchObject({ code: 'configuration.not-found' });
    await host.createConfiguration({
      ...rest,
      metadata: { name: metadata.name, namespace: metadata['namespace'], labels: metadata['labels'] },
    });
    const { code, current } = await client.refused('PUT', PATH, { body });
    expect([code, current?.yaml]).toEqual(['configuration.conflict', base.yaml]);
  });

  it.each([
    ['a broken text', (yaml: string) => yaml.replace('spec:', 'spec: ['), 'configuration.yaml-syntax'],
    [
      'another object',
      (yaml: string) => yaml.replace('name: ks-installer', 'name: other'),
      'configuration.wrong-name',
    ],
    ['a status', (yaml: string) => `${yaml}status:\n  core: {}\n`, 'configuration.not-editable'],
    [
      'a made-up placeholder',
      (yaml: string) => yaml.replace(/jwtSecret: .*/, 'jwtSecret: «secret 00000000»'),
      'configuration.secret-placeholder-unknown',
    ],
  ])('refuses %s', async (_name, edit, code) => {
    const base = await read();
    const problem = await client.refused('PUT', PATH, { body: bodyOf(base, edit(base.yaml)) });
    expect([problem.code, problem.issues?.some((issue) => issue.code === code)]).toEqual([
      'configuration.invalid',
      true,
    ]);
  });

  it('gets a secret that was typed over the placeholder, and keeps the others', async () => {
    const base = await read();
    const yaml = base.yaml.replace(/jwtSecret: .*/, 'jwtSecret: typed-by-hand');
    const { stored } = await client.send(writtenConfigurationSchema, 'PUT', PATH, {
      body: bodyOf(base, yaml),
    });
    expect(stored.yaml).not.toContain('typed-by-hand');
    await using host = await openHostSession(bff);
    expect(await host.readConfiguration()).toMatchObject({
      spec: { authentication: { jwtSecret: 'typed-by-hand' } },
    });
  });
});
