import { expect } from 'vitest';
import { aCase, failure, type ContractCase } from '../kube-under-test.ts';

const configMap = (name: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  ...more,
});

export const writingCases: readonly ContractCase[] = [
  aCase('K9', 'generateName, dryRun, media type, method and size', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { admin } = kube;
    expect((await admin.post(configMaps, { metadata: { generateName: 'gen-' } })).body.metadata.name).toMatch(
      /^gen-[a-z0-9]{5}$/,
    );
    const dry = await admin.post(`${configMaps}?dryRun=All`, configMap('dry'));
    expect([dry.code, dry.body.metadata.resourceVersion ?? '']).toEqual([201, '']);
    expect((await admin.get(`${configMaps}/dry`)).code).toBe(404);
    expect((await admin.ask('POST', configMaps, { body: 'hi', media: 'text/plain' })).code).toBe(415);
    expect((await admin.post(`${configMaps}/x`, configMap('x'))).code).toBe(405);
    expect(
      (await admin.post(configMaps, configMap('big', { data: { a: 'x'.repeat(3_200_000) } }))).code,
    ).toBe(413);
    const warned = await admin.post(configMaps, configMap('warn', { dataa: {} }));
    expect([warned.headers['warning'], 'dataa' in warned.body]).toEqual([
      '299 - "unknown field \\"dataa\\""',
      false,
    ]);
  }),

  aCase('K9', 'what is too long for a ConfigMap or its annotations is 422', async (kube) => {
    const configMaps = kube.at('configmaps');
    const data = await kube.admin.post(configMaps, configMap('big', { data: { a: 'x'.repeat(1_100_000) } }));
    expect([data.code, data.body.message]).toEqual([
      422,
      'ConfigMap "big" is invalid: []: Too long: may not be more than 1048576 bytes',
    ]);
    const annotated = await kube.admin.post(configMaps, {
      metadata: { name: 'noted', annotations: { a: 'x'.repeat(262_145) } },
    });
    expect(annotated.body.message).toBe(
      'ConfigMap "noted" is invalid: metadata.annotations: Too long: may not be more than 262144 bytes',
    );
  }),

  aCase('K9', 'a new pod, service and deployment get the usual defaults', async (kube) => {
    const { admin } = kube;
    const pod = await admin.post(kube.at('pods'), {
      metadata: { name: 'p' },
      spec: { containers: [{ name: 'c', image: 'i' }] },
      status: { phase: 'Running' },
    });
    expect([pod.body.spec.restartPolicy, pod.body.status]).toEqual([
      'Always',
      { phase: 'Pending', qosClass: 'BestEffort' },
    ]);
    const service = await admin.post(kube.at('services'), {
      metadata: { name: 's' },
      spec: { ports: [{ port: 80 }] },
    });
    expect(service.body.spec).toMatchObject({
      type: 'ClusterIP',
      clusterIP: expect.stringMatching(/^10\.96\./),
      ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }],
    });
  }),

  aCase('K9', 'what has a resourceVersion already is not created', async (kube) => {
    const configMaps = kube.at('configmaps');
    const refused = await kube.admin.post(
      configMaps,
      configMap('c', { metadata: { name: 'c', resourceVersion: '7' } }),
    );
    expect(refused.body).toEqual(
      failure(500, { message: 'resourceVersion should not be set on objects to be created' }),
    );
    expect((await kube.admin.get(`${configMaps}/c`)).code).toBe(404);
  }),

  aCase('K24', 'a node port belongs to one service', async (kube) => {
    const { admin } = kube;
    const services = kube.at('services');
    const service = (name: string, port: object = {}) => ({
      metadata: { name },
      spec: { type: 'NodePort', ports: [{ port: 80, ...port }] },
    });
    const [port] = (await admin.post(services, service('a'))).body.spec.ports;
    expect(port.nodePort).toBeGreaterThanOrEqual(30_000);
    expect(port.nodePort).toBeLessThan(32_768);
    const { nodePort } = port;
    const refused = (name: string, why: string) =>
      failure(422, {
        message: `Service "${name}" is invalid: spec.ports[0].nodePort: Invalid value: ${why}`,
        reason: 'Invalid',
        details: {
          name,
          kind: 'Service',
          causes: [
            {
              reason: 'FieldValueInvalid',
              message: `Invalid value: ${why}`,
              field: 'spec.ports[0].nodePort',
            },
          ],
        },
      });
    const taken = (name: string) => refused(name, `${nodePort}: provided port is already allocated`);
    expect((await admin.post(services, service('b', { nodePort }))).body).toEqual(taken('b'));
    expect((await admin.post(services, service('a', { nodePort }))).body).toEqual(taken('a'));
    await admin.post(services, service('c'));
    expect((await admin.patch(`${services}/c`, service('c', { nodePort }))).body).toEqual(taken('c'));
    await admin.delete(`${services}/a`);
    expect((await admin.post(services, service('b', { nodePort }))).code).toBe(201);
    expect((await admin.post(services, service('d', { nodePort: 80 }))).body).toEqual(
      refused('d', '80: provided port is not in the valid range. The range of valid ports is 30000-32767'),
    );
    const [moved] = (await admin.patch(`${services}/b`, service('b', { port: 81 }))).body.spec.ports;
    expect([moved.port, typeof moved.nodePort]).toEqual([81, 'number']);
    const [kept] = (await admin.patch(`${services}/b`, service('b', { port: 81, targetPort: 8080 }))).body
      .spec.ports;
    expect([kept.targetPort, kept.nodePort]).toEqual([8080, moved.nodePort]);
  }),

  aCase('K24', 'a status may not change what Kubernetes has found about the pod', async (kube) => {
    const { admin } = kube;
    const pods = kube.at('pods');
    await admin.post(pods, { metadata: { name: 'p' }, spec: { containers: [{ name: 'c', image: 'i' }] } });
    const change = (qosClass: string | null) =>
      admin.patch(`${pods}/p/status`, { status: { qosClass, message: 'hello' } });
    expect((await change('Guaranteed')).body).toEqual(
      failure(422, {
        message: 'Pod "p" is invalid: status.qosClass: Invalid value: "Guaranteed": field is immutable',
        reason: 'Invalid',
        details: {
          name: 'p',
          kind: 'Pod',
          causes: [
            {
              reason: 'FieldValueInvalid',
              message: 'Invalid value: "Guaranteed": field is immutable',
              field: 'status.qosClass',
            },
          ],
        },
      }),
    );
    const kept = { qosClass: 'BestEffort', message: 'hello' };
    expect((await change(null)).body.status).toMatchObject(kept);
    expect((await change('BestEffort')).body.status).toMatchObject(kept);
  }),

  aCase('K10', 'an old resourceVersion is a conflict; none replaces unconditionally', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { admin } = kube;
    const { metadata } = (await admin.post(configMaps, configMap('c', { data: { a: '1' } }))).body;
    await admin.patch(`${configMaps}/c`, { data: { a: '2' } });
    const stale = { ...configMap('c'), metadata, data: { a: '3' } };
    const expected = failure(409, {
      message:
        'Operation cannot be fulfilled on configmaps "c": the object has been modified; please apply your changes to the latest version and try again',
      reason: 'Conflict',
      details: { name: 'c', kind: 'configmaps' },
    });
    expect((await admin.put(`${configMaps}/c`, stale)).body).toEqual(expected);
    expect(
      (await admin.patch(`${configMaps}/c`, { metadata: { resourceVersion: metadata.resourceVersion } }))
        .body,
    ).toEqual(expected);
    const replaced = await admin.put(`${configMaps}/c`, configMap('c', { data: { z: '9' } }));
    expect([replaced.code, replaced.body.data, replaced.body.metadata.uid]).toEqual([
      200,
      { z: '9' },
      metadata.uid,
    ]);
    expect((await admin.put(`${configMaps}/c`, configMap('d'))).body.message).toBe(
      'the name of the object (d) does not match the name on the URL (c)',
    );
  }),

  aCase('K10', 'a write that changes nothing keeps the resourceVersion and makes no event', async (kube) => {
    const configMaps = kube.at('configmaps');
    const { admin } = kube;
    const created = (await admin.post(configMaps, configMap('c', { data: { a: '1' } }))).body;
    using watch = await admin.open(
      `${configMaps}?watch=true&resourceVersion=${created.metadata.resourceVersion}`,
    );
    const same = await admin.patch(`${configMaps}/c`, { data: { a: '1' } });
    expect(same.body.metadata.resourceVersion).toBe(created.metadata.resourceVersion);
    await admin.patch(`${configMaps}/c`, { data: { a: '2' } });
    expect((await watch.next()).object.data).toEqual({ a: '2' });
  }),

  aCase('K11', 'status goes through /status where it is declared, and generation tells', async (kube) => {
    const { admin } = kube;
    const path = kube.at('deployments', 'apps/v1');
    const template = { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i' }] } };
    const created = await admin.post(path, {
      metadata: { name: 'd' },
      spec: { selector: { matchLabels: { a: 'b' } }, template },
      status: { replicas: 7 },
    });
    expect(created.body.status).toEqual({});
    await admin.patch(`${path}/d`, { status: { replicas: 8 } });
    await admin.patch(`${path}/d/status`, { status: { replicas: 9 }, spec: { replicas: 5 } });
    const { body } = await admin.get(`${path}/d`);
    expect([body.status, body.spec.replicas, body.metadata.generation]).toEqual([{ replicas: 9 }, 1, 1]);
    expect((await admin.patch(`${path}/d`, { spec: { replicas: 2 } })).body.metadata.generation).toBe(2);
  }),
];
