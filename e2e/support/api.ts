import { ROUTES, type Session } from '@flotilla/contracts';
import type { PreparationPlan, PreparationRole, Target } from '@flotilla/kubesphere';
import type { APIRequestContext } from '@playwright/test';
import { expect } from '@playwright/test';

/** What a script would do with curl: used to bring a world quickly to where a story begins, and to read answers for the secrets' search. */
export interface Api {
  readonly session: Session;
  readonly seal: (kubeconfig: string) => Promise<string>;
  readonly prepare: (target: Target, role: PreparationRole) => Promise<void>;
  readonly import: (name: string, sealed: string) => Promise<void>;
}

/** Opens a session in `request` (its cookie jar is the browser's when it is `page.request`). */
export async function openApi(request: APIRequestContext, url: string, token: string): Promise<Api> {
  const opened = await request.post(url + ROUTES.session, { data: { token } });
  expect(opened.ok(), await opened.text()).toBe(true);
  const session: Session = await (await request.get(url + ROUTES.session)).json();

  const headers = (target: Target): Record<string, string> =>
    target.kind === 'connection' ? { 'flotilla-connection': target.sealed } : {};
  const plan = async (target: Target, role: PreparationRole): Promise<PreparationPlan> => {
    const answer = await request.get(`${url}${ROUTES.plan(target)}?role=${role}`, {
      headers: headers(target),
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    return await answer.json();
  };

  return {
    session,
    seal: async (kubeconfig) => {
      const answer = await request.post(url + ROUTES.connections, { data: { kubeconfig } });
      expect(answer.ok(), await answer.text()).toBe(true);
      const { sealed }: { sealed: string } = await answer.json();
      return sealed;
    },
    prepare: async (target, role) => {
      const { digest } = await plan(target, role);
      const answer = await request.post(url + ROUTES.plan(target), {
        data: { role, digest },
        headers: headers(target),
      });
      expect(answer.ok(), await answer.text()).toBe(true);
      await expect.poll(async () => (await plan(target, role)).state, { timeout: 60_000 }).toBe('prepared');
    },
    import: async (name, sealed) => {
      const answer = await request.post(url + ROUTES.clusters, {
        data: { draft: { name }, sealed, requestId: `story-${name}-0001` },
      });
      expect(answer.ok(), await answer.text()).toBe(true);
    },
  };
}
