import type { SandboxState } from '@flotilla/contracts';
import { useRestWords } from '../../shared/i18n/i18n-provider.tsx';
import { useText } from '../../shared/i18n/use-text.ts';

/** Words for the sandbox's own codes; one this page does not know yet is shown as it is. */
export function useSandboxWords() {
  const t = useText('sandbox');
  const { sandbox } = useRestWords();
  const wordOf = (words: Readonly<Record<string, string>>, code: string) => words[code] ?? code;
  return {
    story: (story: string) => wordOf(sandbox.story, story),
    fault: (fault: string) => wordOf(sandbox.fault, fault),
    event: (event: string) => wordOf(sandbox.event, event),
    kind: (kind: string) => wordOf(sandbox.kind, kind),
    versions({ kubernetesVersion, kubesphereVersion }: SandboxState['clusters'][number]): string {
      if (kubernetesVersion === undefined || kubernetesVersion === null) return t('unknownVersion');
      if (kubesphereVersion === undefined || kubesphereVersion === null)
        return t('bare', { kubernetes: kubernetesVersion });
      return t('versions', { kubernetes: kubernetesVersion, kubesphere: kubesphereVersion });
    },
  };
}
