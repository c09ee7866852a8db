import { expect } from 'vitest';
import { aCase, failure, type CaseKube, type ContractCase } from '../kube-under-test.ts';
import { until } from '../until.ts';

const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

const SPEC_SCHEMA = {
  type: 'object',
  properties: {
    size: { type: 'integer', default: 3 },
    on: { type: 'boolean' },
    kind: { type: 'string', enum: ['round', 'square'] },
    config: { type: 'string', format: 'byte' },
    parts: {
      type: 'array',
      items: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
    },
  },
};

const SCHEMA = {
  type: 'object',
  properties: {
    spec: SPEC_SCHEMA,
    status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  },
};

const widgets = ({ at, group }: CaseKube) => at('widgets', `${group}/v1`);

const aWidget = ({ group }: CaseKube, fields: object = {}) => ({
  apiVersion: `${group}/v1`,
  kind: 'Widget',
  metadata: { name: 'a' },
  spec: {},
  ...fields,
});

/** Defines widgets of the case's group and waits for them to be served. Answers what the create answered. */
async function define(kube: CaseKube, version: object = {}) {
  const { admin, group } = kube;
  const created = await admin.post(CRDS, {
    metadata: { name: `widgets.${group}` },
    spec: {
      group,
      names: { plural: 'widgets', kind: 'Widget', shortNames: ['wd'] },
      scope: 'Namespaced',
      versions: [
        { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: SCHEMA }, ...version },
      ],
    },
  });
  await until(
    () => admin.get(widgets(kube)),
    ({ code }) => code === 200,
  );
  return created;
}

export const customResourceCases: readonly ContractCase[] = [
  aCase('K15', 'a definition serves its resource, tells so, and takes its objects along', async (kube) => {
    const { admin, group } = kube;
    await define(kube);
    const stored = (await admin.get(`${CRDS}/widgets.${group}`)).body;
    expect(
      stored.status.conditions.map(({ type, status }: { type: string; status: string }) => [type, status]),
    ).toEqual([
      ['NamesAccepted', 'True'],
      ['Established', 'True'],
    ]);
    expect((await admin.get(`/apis/${group}/v1`)).body.resources).toEqual([
      {
        name: 'widgets',
        singularName: 'widget',
        namespaced: true,
        kind: 'Widget',
        verbs: ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'],
        shortNames: ['wd'],
        storageVersionHash: expect.any(String),
      },
    ]);
    await admin.post(widgets(kube), {
      apiVersion: `${group}/v1`,
      kind: 'Widget',
      metadata: { name: 'a' },
      spec: {},
    });
    const { body } = await admin.get(widgets(kube));
    expect([body.kind, body.items[0].kind, body.items[0].spec]).toEqual([
      'WidgetList',
      'Widget',
      { size: 3 },
    ]);
    await admin.delete(`${CRDS}/widgets.${group}`);
    const gone = await until(
      () => admin.get(widgets(kube)),
      ({ code }) => code === 404,
    );
    expect(gone.text).toBe('404 page not found\n');
    await until(
      () => admin.get(`${CRDS}/widgets.${group}`),
      ({ code }) => code === 404,
    );
    await define(kube);
    expect((await admin.get(widgets(kube))).body.items).toEqual([]);
  }),

  aCase('K15', 'a definition that keeps unknown fields keeps all of them', async (kube) => {
    const openAPIV3Schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
    await define(kube, { schema: { openAPIV3Schema } });
    const spec = { any: { thing: [1, 'two', null, { three: 3.5 }] } };
    const created = await kube.admin.post(widgets(kube), {
      apiVersion: `${kube.group}/v1`,
      kind: 'Widget',
      metadata: { name: 'free' },
      spec,
      status: { all: 'of it' },
    });
    expect([created.code, created.body.spec, created.body.status]).toEqual([201, spec, { all: 'of it' }]);
    expect(created.headers['warning']).toBeUndefined();
  }),

  aCase('K15', 'unknown fields are pruned with a warning, and refused when strict', async (kube) => {
    await define(kube);
    const object = {
      apiVersion: `${kube.group}/v1`,
      kind: 'Widget',
      metadata: { name: 'a' },
      spec: { on: true, unknownField: 1 },
    };
    const { body, headers } = await kube.admin.post(widgets(kube), object);
    expect([body.spec, headers['warning']]).toEqual([
      { on: true, size: 3 },
      '299 - "unknown field \\"spec.unknownField\\""',
    ]);
    const strict = await kube.admin.post(`${widgets(kube)}?fieldValidation=Strict`, object);
    expect([strict.code, strict.body.reason, strict.body.message]).toEqual([
      400,
      'BadRequest',
      expect.stringContaining('unknown field "spec.unknownField"'),
    ]);
  }),

  aCase('K15', 'an object tells its version and kind, and they must be those of the path', async (kube) => {
    await define(kube);
    const refusal = async (object: object) => {
      const { code, body } = await kube.admin.post(widgets(kube), object);
      return [code, body.message];
    };
    const { group } = kube;
    const metadata = { name: 'a' };
    expect(await refusal({ metadata, spec: {} })).toEqual([
      400,
      `the object provided is unrecognized (must be of type Widget): Object 'Kind' is missing in '{"metadata":{"name":"a"},"spec":{}}' ({"metadata":{"name":"a"},"spec ...)`,
    ]);
    expect(await refusal({ kind: 'Widget', metadata, spec: {} })).toEqual([
      400,
      `the API version in the data () does not match the expected API version (${group}/v1)`,
    ]);
    expect(await refusal({ apiVersion: `${group}/v2`, kind: 'Widget', metadata, spec: {} })).toEqual([
      400,
      `the API version in the data (${group}/v2) does not match the expected API version (${group}/v1)`,
    ]);
    expect(await refusal({ apiVersion: `${group}/v1`, kind: 'Gadget', metadata, spec: {} })).toEqual([
      422,
      `Gadget.${group} "a" is invalid: kind: Invalid value: "Gadget": must be Widget`,
    ]);
    expect((await kube.admin.get(widgets(kube).replace('/v1/', '/v2/'))).code).toBe(404);
  }),

  aCase('K12', 'a custom resource takes merge and JSON patches, no strategic ones', async (kube) => {
    await define(kube);
    await kube.admin.post(widgets(kube), aWidget(kube));
    const path = `${widgets(kube)}/a`;
    expect((await kube.admin.patch(path, {}, 'application/strategic-merge-patch+json')).body).toEqual(
      failure(415, {
        message:
          'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
        reason: 'UnsupportedMediaType',
      }),
    );
    const merged = await kube.admin.patch(path, { spec: { on: true, parts: [{ name: 'p' }] } });
    expect(merged.body.spec).toEqual({ size: 3, on: true, parts: [{ name: 'p' }] });
    const operations = [{ op: 'replace', path: '/spec/size', value: 5 }];
    const patched = await kube.admin.patch(path, operations, 'application/json-patch+json');
    expect(patched.body.spec).toEqual({ size: 5, on: true, parts: [{ name: 'p' }] });
    expect((await kube.admin.patch(path, { spec: { size: 'x' } })).code).toBe(422);
  }),

  aCase('K15', 'values that break the schema are all named', async (kube) => {
    await define(kube);
    const spec = { size: 'x', on: 'yes', kind: 'flat', config: '*not base64*', parts: [{}] };
    const { code, body } = await kube.admin.post(widgets(kube), {
      apiVersion: `${kube.group}/v1`,
      kind: 'Widget',
      metadata: { name: 'bad' },
      spec,
    });
    expect(code).toBe(422);
    // A real server goes through a schema in an order of its own each time.
    const byField = (a: { field: string }, b: { field: string }) => (a.field < b.field ? -1 : 1);
    expect({ ...body.details, causes: body.details.causes.toSorted(byField) }).toEqual({
      name: 'bad',
      group: kube.group,
      kind: 'Widget',
      causes: [
        {
          reason: 'FieldValueTypeInvalid',
          message: 'Invalid value: "*not base64*": spec.config in body must be of type byte: "*not base64*"',
          field: 'spec.config',
        },
        {
          reason: 'FieldValueNotSupported',
          message: 'Unsupported value: "flat": supported values: "round", "square"',
          field: 'spec.kind',
        },
        {
          reason: 'FieldValueTypeInvalid',
          message: 'Invalid value: "string": spec.on in body must be of type boolean: "string"',
          field: 'spec.on',
        },
        { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.parts[0].name' },
        {
          reason: 'FieldValueTypeInvalid',
          message: 'Invalid value: "string": spec.size in body must be of type integer: "string"',
          field: 'spec.size',
        },
      ],
    });
  }),

  aCase(
    'K11',
    'without a status subresource status is part of the object, and /status is 404',
    async (kube) => {
      await define(kube);
      await kube.admin.post(widgets(kube), aWidget(kube));
      const { body } = await kube.admin.patch(`${widgets(kube)}/a`, { status: { free: 'form' } });
      expect([body.status, body.metadata.generation]).toEqual([{ free: 'form' }, 2]);
      expect((await kube.admin.get(`${widgets(kube)}/a/status`)).body.message).toBe(
        `widgets.${kube.group} "a" not found`,
      );
    },
  ),

  aCase('K11', 'with a status subresource only /status writes status', async (kube) => {
    await define(kube, { subresources: { status: {} } });
    await kube.admin.post(widgets(kube), aWidget(kube, { status: { no: 1 } }));
    await kube.admin.patch(`${widgets(kube)}/a`, { status: { no: 2 } });
    expect((await kube.admin.get(`${widgets(kube)}/a`)).body.status).toBeUndefined();
    const { body } = await kube.admin.patch(`${widgets(kube)}/a/status`, {
      status: { yes: 1 },
      spec: { size: 9 },
    });
    expect([body.status, body.spec, body.metadata.generation]).toEqual([{ yes: 1 }, { size: 3 }, 1]);
  }),

  aCase('K10', 'a custom resource is never replaced without its resourceVersion', async (kube) => {
    await define(kube);
    const created = (await kube.admin.post(widgets(kube), aWidget(kube))).body;
    const { resourceVersion: _version, ...metadata } = created.metadata;
    const { code, body } = await kube.admin.put(`${widgets(kube)}/a`, { ...created, metadata });
    expect([code, body.message]).toEqual([
      422,
      `widgets.${kube.group} "a" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update`,
    ]);
    expect((await kube.admin.put(`${widgets(kube)}/a`, { ...created, spec: { size: 4 } })).body.spec).toEqual(
      {
        size: 4,
      },
    );
  }),

  aCase('K8', 'a definition chooses the columns of its table', async (kube) => {
    const additionalPrinterColumns = [
      { name: 'Size', type: 'integer', jsonPath: '.spec.size' },
      { name: 'Ready', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].status' },
      { name: 'Note', type: 'string', jsonPath: String.raw`.metadata.annotations.example\.io/note` },
      // A dot between quotes is still a step, so this finds nothing.
      { name: 'Quoted', type: 'string', jsonPath: ".metadata.annotations['example.io/note']" },
    ];
    await define(kube, { additionalPrinterColumns });
    const conditions = [{ type: 'Ready', status: 'True' }];
    await kube.admin.post(
      widgets(kube),
      aWidget(kube, {
        metadata: { name: 'a', annotations: { 'example.io/note': 'hi' } },
        status: { conditions },
      }),
    );
    const { body } = await kube.admin.get(widgets(kube), {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
    });
    expect(body.columnDefinitions.map(({ name }: { name: string }) => name)).toEqual([
      'Name',
      'Size',
      'Ready',
      'Note',
      'Quoted',
    ]);
    expect(body.rows[0].cells).toEqual(['a', 3, 'True', 'hi', null]);
  }),
];
