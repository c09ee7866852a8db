import { ROUTES, targetHeaders } from '@flotilla/contracts';
import type { Target } from '@flotilla/kubesphere';
import { useMutation } from '@tanstack/react-query';
import { useServices } from '../../shared/api/services.tsx';

/** A log may be many megabytes, read from a node. */
const DOWNLOAD_TIMEOUT_MS = 300_000;

/** Saves the whole log as a file. It is fetched, not linked: a connection's target travels in a header. */
export function useLogDownload(target: Target) {
  const { api } = useServices();
  return useMutation({
    mutationFn: () =>
      api.blob({
        method: 'GET',
        path: `${ROUTES.installerLog(target)}?timestamps=true`,
        headers: targetHeaders(target),
        timeoutMs: DOWNLOAD_TIMEOUT_MS,
      }),
    onSuccess: (blob) =>
      saveFile(blob, `ks-installer-${target.kind === 'member' ? target.name : target.kind}.log`),
  });
}

function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
