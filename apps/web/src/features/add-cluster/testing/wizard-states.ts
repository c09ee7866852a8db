import type { SealedConnection } from '@flotilla/contracts';
import {
  CHECK_IDS,
  type CheckReport,
  type CheckRow,
  type CheckVerdict,
  type ClusterSummary,
} from '@flotilla/kubesphere';
import { transition, initialWizard, type WizardEvent, type WizardState } from '../wizard.ts';

export const SEALED: SealedConnection = {
  sealed: 'sealed-token',
  expiresAt: '2026-11-23T16:00:00Z',
  summary: {
    context: 'admin@member',
    server: 'https://10.20.0.7:6443',
    user: 'certificate',
    insecureSkipTlsVerify: false,
    hasCertificateAuthority: true,
    kubeconfigBytes: 2_150,
  },
  issues: [],
};

export const aCheckRow = (rest: Partial<CheckRow> = {}): CheckRow => ({
  id: 'network.tcp',
  state: 'pass',
  code: 'tcp.connected',
  params: { address: '10.20.0.7', port: 6443 },
  durationMs: 12,
  ...rest,
});

export const aReport = (verdict: CheckVerdict, rows?: CheckRow[]): CheckReport => ({
  verdict,
  rows: rows ?? CHECK_IDS.map((id) => aCheckRow({ id, state: 'pass', code: 'tcp.connected' })),
  startedAt: '2026-11-23T14:00:00Z',
  durationMs: 900,
});

export const aCluster = (rest: Partial<ClusterSummary> = {}): ClusterSummary => ({
  name: 'member-a',
  uid: 'uid-1',
  resourceVersion: '7',
  isHost: false,
  createdAt: '2026-11-23T14:01:00Z',
  connection: 'direct',
  status: { state: 'joining' },
  conditions: [],
  ...rest,
});

export const BASICS = { name: 'member-a', alias: '', tag: 'production', provider: '', description: '' };

const PATH: readonly WizardEvent[] = [
  { type: 'basics:changed', basics: BASICS },
  { type: 'next', taken: [] },
  { type: 'kubeconfig:changed', text: 'apiVersion: v1' },
  { type: 'endpoint:changed', endpoint: 'http://10.20.0.8:30880' },
  { type: 'connection:sealed', sealed: SEALED },
];

export const play = (state: WizardState, ...events: readonly WizardEvent[]): WizardState =>
  events.reduce(transition, state);

/** A wizard that was led to a step the way a person gets there. */
export const at = {
  basics: () => play(initialWizard, ...PATH.slice(0, 1)),
  connection: () => play(initialWizard, ...PATH.slice(0, 4)),
  checks: (verdict?: CheckVerdict) =>
    play(
      initialWizard,
      ...PATH,
      ...(verdict ? [{ type: 'checks:reported', run: 1, report: aReport(verdict) } as const] : []),
    ),
  prepare: () => play(at.checks('needs-preparation'), { type: 'next', taken: [] }),
  review: () => play(at.checks('ready'), { type: 'next', taken: [] }),
  importing: () => play(at.review(), { type: 'import:pressed', requestId: 'request-1' }),
  done: () => play(at.importing(), { type: 'import:succeeded', cluster: aCluster() }),
};
