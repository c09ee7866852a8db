import type { JsonObject } from './json.ts';

export interface StatusCause {
  reason?: string;
  message: string;
  field?: string;
}

export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: StatusCause[];
  retryAfterSeconds?: number;
}

/** The body of every answer that is not an object: meta/v1 Status. */
export interface KubeStatus {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: JsonObject;
  status: 'Failure' | 'Success';
  message?: string;
  reason?: string;
  details?: StatusDetails;
  code?: number;
}

/** What a Status is about: the resource in words of the URL. */
export interface Subject {
  group: string;
  plural: string;
  kind: string;
}

/** Ends a request with a Status body. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  readonly body: KubeStatus;
  readonly code: number;

  constructor(
    code: number,
    fields: Omit<KubeStatus, 'kind' | 'apiVersion' | 'metadata' | 'status' | 'code'>,
  ) {
    super(fields.message ?? fields.reason ?? String(code));
    this.code = code;
    this.body = failure(code, fields);
  }
}

export function failure(
  code: number,
  fields: Omit<KubeStatus, 'kind' | 'apiVersion' | 'metadata' | 'status' | 'code'>,
): KubeStatus {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', ...fields, code };
}

export function success(details: StatusDetails): KubeStatus {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details };
}

/** `pods` or `deployments.apps`, as Kubernetes words a resource in messages. */
function qualified(subject: { group: string; plural: string }): string {
  return subject.group === '' ? subject.plural : `${subject.plural}.${subject.group}`;
}

export function detailsOf(subject: { group: string }, kind: string, name?: string): StatusDetails {
  return {
    ...(name === undefined || name === '' ? {} : { name }),
    ...(subject.group === '' ? {} : { group: subject.group }),
    ...(kind === '' ? {} : { kind }),
  };
}

export function unauthorized(): StatusError {
  return new StatusError(401, { message: 'Unauthorized', reason: 'Unauthorized' });
}

export function notFound(subject: { group: string; plural: string }, name: string): StatusError {
  return new StatusError(404, {
    message: `${qualified(subject)} "${name}" not found`,
    reason: 'NotFound',
    details: detailsOf(subject, subject.plural, name),
  });
}

export function alreadyExists(subject: { group: string; plural: string }, name: string): StatusError {
  return new StatusError(409, {
    message: `${qualified(subject)} "${name}" already exists`,
    reason: 'AlreadyExists',
    details: detailsOf(subject, subject.plural, name),
  });
}

export function staleVersion(subject: { group: string; plural: string }, name: string): StatusError {
  return new StatusError(409, {
    message: `Operation cannot be fulfilled on ${qualified(subject)} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    reason: 'Conflict',
    details: detailsOf(subject, subject.plural, name),
  });
}

/** A failed delete precondition; Kubernetes names the kind here, not the resource. */
export function preconditionFailed(subject: Subject, name: string, why: string): StatusError {
  return new StatusError(409, {
    message: `Operation cannot be fulfilled on ${subject.kind}${subject.group === '' ? '' : `.${subject.group}`} "${name}": ${why}`,
    reason: 'Conflict',
    details: detailsOf(subject, subject.kind, name),
  });
}

export function invalid(
  subject: { group: string; kind: string },
  name: string,
  causes: StatusCause[],
): StatusError {
  const texts = causes.map((cause) => `${cause.field ?? ''}: ${cause.message}`);
  const list = texts.length === 1 ? texts.join('') : `[${texts.join(', ')}]`;
  return new StatusError(422, {
    message: `${subject.kind}${subject.group === '' ? '' : `.${subject.group}`} "${name}" is invalid: ${list}`,
    reason: 'Invalid',
    details: { ...detailsOf(subject, subject.kind, name), causes },
  });
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, { message, reason: 'BadRequest' });
}

export function methodNotAllowed(): StatusError {
  return new StatusError(405, {
    message: 'the server does not allow this method on the requested resource',
    reason: 'MethodNotAllowed',
    details: {},
  });
}

export function unsupportedMediaType(accepted?: readonly string[]): StatusError {
  if (accepted === undefined) {
    return new StatusError(415, {
      message: '415: Unsupported Media Type',
      reason: 'UnsupportedMediaType',
      details: {},
    });
  }
  return new StatusError(415, {
    message: `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
    reason: 'UnsupportedMediaType',
  });
}

export function expired(message: string): StatusError {
  return new StatusError(410, { message, reason: 'Expired' });
}

/** A path in a known group that names nothing served. */
export function resourceNotFound(): StatusError {
  return new StatusError(404, {
    message: 'the server could not find the requested resource',
    reason: 'NotFound',
    details: {},
  });
}
