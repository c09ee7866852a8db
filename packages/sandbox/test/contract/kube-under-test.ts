import type { Credentials, TestClient } from '../../src/api-server/testing/test-client.ts';
import type { CertificatePair, ClusterPki } from '../../src/certificates/cluster-pki.ts';

export type Side = 'sandbox' | 'real';

/** The API server a contract case asks, whoever made it. Cases share it: each keeps to its own namespace and group. */
export interface KubeUnderTest extends AsyncDisposable {
  readonly side: Side;
  readonly url: string;
  readonly pki: ClusterPki;
  /** A kubeconfig of the administrator. */
  readonly kubeconfig: string;
  /** Of group system:masters. */
  readonly admin: TestClient;
  /** A bearer token of user `bot`, group system:masters. */
  readonly token: string;
  /** A client that is closed with the server. */
  as(credentials: Credentials): TestClient;
  issueClientCertificate(request: {
    user: string;
    groups: string[];
    notAfter?: Date;
  }): Promise<CertificatePair>;
  /** Makes every older revision too old, for lists and watches. Breaks open connections where a real server must restart for it. */
  forgetHistory(): Promise<void>;
  stop(): Promise<void>;
  restart(): Promise<void>;
  /** An address of the cluster's network that reaches that port of 127.0.0.1. */
  reach(port: number): { ip: string; port: number };
  /** Lets a service's `address:port` lead to that port of 127.0.0.1, as kube-proxy does for an API server. */
  routeService(address: string, port: number): void;
}

/** What a case gets: the server, and a namespace and an API group that nobody else uses. */
export interface CaseKube extends KubeUnderTest {
  readonly namespace: string;
  readonly group: string;
  /** The path of a resource in the case's namespace; `apiVersion` defaults to v1. */
  at(resource: string, apiVersion?: string): string;
}

export interface ContractCase {
  /** The rule of docs/spec/kubernetes-contract.md it proves. */
  readonly rule: string;
  readonly title: string;
  /** Why the case does not apply to a side. */
  readonly not?: Partial<Record<Side, string>>;
  run(kube: CaseKube): Promise<void>;
}

export function aCase(
  rule: string,
  title: string,
  run: (kube: CaseKube) => Promise<void>,
  not?: ContractCase['not'],
): ContractCase {
  return { rule, title, run, ...(not === undefined ? {} : { not }) };
}

/** The reason of cases about what a controller does: the real side is an API server alone. */
export const NO_CONTROLLERS = {
  real: 'kube-controller-manager does this, and only kube-apiserver and etcd run',
};

/** A Status of a refusal. */
export const failure = (code: number, fields: object) => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  ...fields,
  code,
});
