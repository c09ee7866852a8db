import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { base64ToText } from '@flotilla/kubesphere';
import { aKubeconfig, CERTIFICATE_DATA, KEY_DATA } from '@flotilla/kubesphere/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readHostConnection } from './host-connection.ts';

const certificatePem = base64ToText(CERTIFICATE_DATA) ?? '';
const keyPem = base64ToText(KEY_DATA) ?? '';

describe("the operator's own kubeconfig", () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'flotilla-host-'));
    await mkdir(join(dir, 'pki'));
    await writeFile(join(dir, 'pki', 'ca.crt'), certificatePem);
    await writeFile(join(dir, 'pki', 'client.crt'), certificatePem);
    await writeFile(join(dir, 'pki', 'client.key'), keyPem);
    await writeFile(join(dir, 'token'), 'a-token\n');
  });
  afterEach(() => rm(dir, { recursive: true }));
  const read = async (kubeconfig: string, context?: string) => {
    const file = join(dir, 'config');
    await writeFile(file, kubeconfig);
    return readHostConnection({ file, context });
  };

  it('may name certificate files beside itself, as minikube and kubeadm write it', async () => {
    const connection = await read(
      aKubeconfig({
        cluster: { 'certificate-authority-data': undefined, 'certificate-authority': 'pki/ca.crt' },
        user: { 'client-certificate': join(dir, 'pki', 'client.crt'), 'client-key': 'pki/client.key' },
      }),
    );
    expect(connection).toMatchObject({
      caPem: certificatePem,
      credential: { kind: 'certificate', certificatePem, keyPem },
    });
  });

  it('may name a token file', async () => {
    const connection = await read(aKubeconfig({ user: { tokenFile: 'token' } }));
    expect(connection.credential).toEqual({ kind: 'token', token: 'a-token' });
  });

  it('is told which file cannot be read', async () => {
    await expect(read(aKubeconfig({ user: { tokenFile: 'gone' } }))).rejects.toThrow(join(dir, 'gone'));
    await expect(readHostConnection({ file: join(dir, 'none'), context: undefined })).rejects.toThrow(
      'cannot be read',
    );
  });

  it('is not run: a program in it is refused with the way to a token', async () => {
    const kubeconfig = aKubeconfig({
      user: { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'aws' } },
    });
    await expect(read(kubeconfig)).rejects.toThrow(
      /kubeconfig\.exec-refused.*in line \d+.*kubectl .*create token/s,
    );
  });

  it('must have the context that was asked for', async () => {
    await expect(read(aKubeconfig(), 'other')).rejects.toThrow('kubeconfig.context-not-found (other)');
  });
});
