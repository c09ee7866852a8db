import {
  checkReportSchema,
  checkRowSchema,
  clusterSummarySchema,
  logCursorSchema,
  preparationRoleSchema,
  proofSchema,
  targetSchema,
} from '@flotilla/kubesphere';
import { hostStateSchema } from './clusters.ts';
import { faultSchema, problemSchema } from './problem.ts';
import { z } from './zod.ts';

/** Socket.io path; websocket only. The session cookie is checked at the handshake. */
export const LIVE_PATH = '/live';

/**
 * The one live protocol. A client opens a stream with an ack, gets batches (each acknowledged after it was taken in), states in order with the items, and one
 * end. At most `MAX_UNACKED_BYTES` of a stream are in flight; the server reads on only when acks come back. A stream can be opened again after a cursor.
 */
export const LIVE_EVENTS = {
  open: 'stream:open',
  close: 'stream:close',
  batch: 'stream:batch',
  end: 'stream:end',
} as const;

export const MAX_UNACKED_BATCHES = 4;
export const MAX_UNACKED_BYTES = 262_144;
export const MAX_BATCH_LINES = 500;
export const BATCH_DELAY_MS = 50;
/** A longer line is cut by the server and marked `cut`; the plain GET has it whole. */
export const MAX_LINE_BYTES = 16_384;

/** The client chooses `streamId` (unique per socket), so that no item can arrive before the ack names it. */
export const openStreamSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('checks'),
    streamId: z.string(),
    target: targetSchema,
    name: z.optional(z.string()),
  }),
  z.object({
    kind: z.literal('installer-log'),
    streamId: z.string(),
    target: targetSchema,
    after: z.optional(logCursorSchema),
  }),
  z.object({ kind: z.literal('clusters'), streamId: z.string() }),
  z.object({
    kind: z.literal('preparation'),
    streamId: z.string(),
    target: targetSchema,
    role: preparationRoleSchema,
  }),
  z.object({ kind: z.literal('configuration'), streamId: z.string(), target: targetSchema }),
]);
export type OpenStream = z.infer<typeof openStreamSchema>;
export type StreamKind = OpenStream['kind'];

export const openAnswerSchema = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), problem: problemSchema }),
]);
export type OpenAnswer = z.infer<typeof openAnswerSchema>;

/** Items of a `checks` stream: a row per decided check, in the order answers arrive; then the report, which is also what POST answers. */
export const checksItemSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('row'), row: checkRowSchema }),
  z.object({ type: z.literal('report'), report: checkReportSchema }),
]);
export type ChecksItem = z.infer<typeof checksItemSchema>;

/**
 * Where a log stream stands. `waiting` names what for; `reconnecting` says since when and why; `ended` says the source has no more for good
 * (the follower itself never ends while a pod may come back).
 */
export const logStateSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('waiting'),
    for: z.enum(['pod', 'container', 'cluster']),
    /** With `cluster`: why it cannot be read. */
    fault: z.optional(faultSchema),
  }),
  z.object({ state: z.literal('following'), pod: z.string(), restarts: z.int() }),
  z.object({ state: z.literal('reconnecting'), since: z.string(), fault: z.optional(faultSchema) }),
]);
export type LogState = z.infer<typeof logStateSchema>;

/** One line. `at` is the kubelet's timestamp (RFC 3339, nanoseconds); `text` is redacted and may hold ANSI colours. */
export const logLineSchema = z.object({ at: z.string(), text: z.string(), cut: z.optional(z.literal(true)) });
export type LogLine = z.infer<typeof logLineSchema>;

/** Items of an `installer-log` stream. `cursor` is where a reader stands who took in the whole batch of lines. A gap says that lines are gone for good. */
export const installerLogItemSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('lines'), lines: z.array(logLineSchema), cursor: logCursorSchema }),
  z.object({ type: z.literal('state'), state: logStateSchema }),
  z.object({
    type: z.literal('gap'),
    reason: z.enum(['pod-replaced', 'log-rotated', 'container-restarted', 'viewer-too-slow']),
    lines: z.optional(z.int()),
  }),
]);
export type InstallerLogItem = z.infer<typeof installerLogItemSchema>;

/** Items of a `clusters` stream: first one snapshot, then what changed. Replaces any poll: the snapshot and the changes come from one watch. */
export const clustersItemSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), host: hostStateSchema, clusters: z.array(clusterSummarySchema) }),
  z.object({ type: z.literal('changed'), cluster: clusterSummarySchema }),
  z.object({ type: z.literal('removed'), name: z.string() }),
  z.object({ type: z.literal('host'), host: hostStateSchema }),
  z.object({ type: z.literal('stale'), since: z.string(), raw: z.optional(z.string()) }),
]);
export type ClustersItem = z.infer<typeof clustersItemSchema>;

/**
 * Items of a `preparation` stream: the proofs whenever they change. `done` says that all are met; the stream ends by itself when they are and ks-installer
 * does not run any more.
 */
export const preparationItemSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('proofs'),
    proofs: z.array(proofSchema),
    done: z.boolean(),
    installer: z.enum(['idle', 'running', 'absent', 'unknown']),
  }),
  z.object({ type: z.literal('unreachable'), since: z.string(), raw: z.optional(z.string()) }),
]);
export type PreparationItem = z.infer<typeof preparationItemSchema>;

/** Items of a `configuration` stream: identity, not the object. */
export const configurationItemSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('version'),
    uid: z.string(),
    resourceVersion: z.string(),
    specChanged: z.boolean(),
    changedBy: z.optional(z.string()),
  }),
  z.object({ type: z.literal('deleted') }),
]);
export type ConfigurationItem = z.infer<typeof configurationItemSchema>;

export const STREAM_ITEM_SCHEMAS = {
  checks: checksItemSchema,
  'installer-log': installerLogItemSchema,
  clusters: clustersItemSchema,
  preparation: preparationItemSchema,
  configuration: configurationItemSchema,
} as const;

export type StreamItems = {
  checks: ChecksItem;
  'installer-log': InstallerLogItem;
  clusters: ClustersItem;
  preparation: PreparationItem;
  configuration: ConfigurationItem;
};

/** Server to client, acknowledged with no argument once taken in. Items are parsed by the schema of the stream's kind. */
export const streamBatchSchema = z.object({
  streamId: z.string(),
  seq: z.int(),
  items: z.array(z.unknown()),
});
export type StreamBatch = z.infer<typeof streamBatchSchema>;

/** Server to client, the last word about a stream. Without a problem it ended by itself (checks, preparation). */
export const streamEndSchema = z.object({ streamId: z.string(), problem: z.optional(problemSchema) });
export type StreamEnd = z.infer<typeof streamEndSchema>;

/** Client to server. */
export const closeStreamSchema = z.object({ streamId: z.string() });
export type CloseStream = z.infer<typeof closeStreamSchema>;
