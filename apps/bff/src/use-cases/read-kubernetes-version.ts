import * as z from 'zod/mini';
import { KubeFailure, type CallOptions, type KubeSession } from '../ports/kube.ts';

const versionSchema = z.object({ gitVersion: z.string() });

/** `gitVersion` of the API server, for example `v1.26.9`. */
export async function readKubernetesVersion(session: KubeSession, options: CallOptions): Promise<string> {
  const answer = await session.read('/version', options);
  const parsed = answer.status === 200 ? versionSchema.safeParse(parseJson(answer.body)) : undefined;
  if (parsed?.success !== true) {
    throw new KubeFailure('unexpected-answer', 'GET /version was not answered with a version.', {
      status: answer.status,
    });
  }
  return parsed.data.gitVersion;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Something that is no API server answers here; the caller says so.
    return undefined;
  }
}
