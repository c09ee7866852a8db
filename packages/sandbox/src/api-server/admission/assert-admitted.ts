import type { ServerResponse } from 'node:http';
import type { ApiState } from '../api-state.ts';
import { StatusError } from '../status.ts';
import type { AdmissionRequest } from './admission-request.ts';
import { callWebhook } from './call-webhook.ts';
import type { WebhookCall } from './match-webhook.ts';

/**
 * Asks all webhooks of a write side by side and waits for all. Throws what the first of them that refuses says, or 500
 * for one that cannot be asked and fails closed. Warnings go to the client either way.
 */
export async function assertAdmitted(
  state: ApiState,
  calls: readonly WebhookCall[],
  { request, response }: { request: AdmissionRequest; response: ServerResponse },
): Promise<void> {
  const refusals: StatusError[] = [];
  const ask = async (call: WebhookCall) => {
    const { name, failsOpen } = call.webhook;
    try {
      const { warnings, refusal } = await callWebhook(state, call, request);
      for (const warning of warnings) warn(response, warning);
      if (refusal !== undefined) refusals.push(refusal);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (!failsOpen) refusals.push(notAnswered(`failed calling webhook "${name}": ${why}`));
    }
  };
  await Promise.all(calls.map(ask));
  const [first] = refusals;
  if (first !== undefined) throw first;
}

/** The same warning is given once, however often a write had to be made anew. */
function warn(response: ServerResponse, text: string): void {
  const header = `299 - "${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  const given = [response.getHeader('Warning') ?? []].flat();
  if (!given.includes(header)) response.appendHeader('Warning', header);
}

function notAnswered(message: string): StatusError {
  return new StatusError(500, {
    message: `Internal error occurred: ${message}`,
    reason: 'InternalError',
    details: { causes: [{ message }] },
  });
}
