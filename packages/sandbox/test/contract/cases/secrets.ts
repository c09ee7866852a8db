import { expect } from 'vitest';
import { aCase, type ContractCase } from '../kube-under-test.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

export const secretCases: readonly ContractCase[] = [
  aCase('K22', 'a secret takes text and gives base64', async ({ admin, at }) => {
    const { code, body } = await admin.post(at('secrets'), {
      metadata: { name: 's' },
      stringData: { password: 'top', both: 'text wins' },
      data: { both: base64('not this'), bytes: base64('\u0000\u0001') },
    });
    expect([code, body.type, body.data, body.stringData]).toEqual([
      201,
      'Opaque',
      { password: base64('top'), both: base64('text wins'), bytes: base64('\u0000\u0001') },
      undefined,
    ]);
    const patched = await admin.patch(`${at('secrets')}/s`, {
      stringData: { password: 'new' },
      data: { both: null },
    });
    expect(patched.body.data).toEqual({ password: base64('new'), bytes: base64('\u0000\u0001') });
  }),

  aCase('K22', 'what is not base64 is 400, another type 422', async ({ admin, at }) => {
    const wrong = await admin.post(at('secrets'), { metadata: { name: 's' }, data: { a: '*no*' } });
    expect([wrong.code, wrong.body.reason]).toEqual([400, 'BadRequest']);
    expect(wrong.body.message).toContain('illegal base64 data at input byte 0');
    await admin.post(at('secrets'), { metadata: { name: 's' }, stringData: { a: '1' } });
    const retyped = await admin.patch(`${at('secrets')}/s`, { type: 'example.io/other' });
    expect([retyped.code, retyped.body.details.causes[0].field]).toEqual([422, 'type']);
  }),

  aCase(
    'K22',
    'a config map keeps text and bytes apart, and an immutable one as it is',
    async ({ admin, at }) => {
      const { body } = await admin.post(at('configmaps'), {
        metadata: { name: 'c' },
        data: { 'kubesphere.yaml': 'a: 1\n# 注释\n' },
        binaryData: { b: base64('\u0000') },
        immutable: true,
      });
      expect([body.data, body.binaryData]).toEqual([
        { 'kubesphere.yaml': 'a: 1\n# 注释\n' },
        { b: base64('\u0000') },
      ]);
      const changed = await admin.patch(`${at('configmaps')}/c`, { data: { 'kubesphere.yaml': '' } });
      expect([changed.code, changed.body.details.causes[0].field]).toEqual([422, 'data']);
      const twice = await admin.post(at('configmaps'), {
        metadata: { name: 'd' },
        data: { b: '' },
        binaryData: { b: '' },
      });
      expect(twice.code).toBe(422);
    },
  ),
];
