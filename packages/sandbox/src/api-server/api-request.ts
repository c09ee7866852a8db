import type { IncomingMessage, ServerResponse } from 'node:http';
import type { UserInfo } from '../rbac/user-info.ts';
import type { RequestTarget, ResourceTarget } from './request-target.ts';
import type { ResourceType } from './resource-type.ts';

/** One request after authentication. */
export interface ApiRequest<Target extends RequestTarget = RequestTarget> {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly query: URLSearchParams;
  readonly target: Target;
  readonly user: UserInfo;
  /** Aborted when the client goes away or the server stops. */
  readonly signal: AbortSignal;
}

/** A request for a resource that is served. */
export interface ResourceRequest extends ApiRequest<ResourceTarget> {
  readonly type: ResourceType;
}
