/** The folder with etcd, kube-apiserver and kubectl that `npm test` hands to the suites for a real server. */
export function realBinaries(): string {
  const folder = process.env['FLOTILLA_REAL_KUBERNETES'];
  if (folder === undefined)
    throw new Error('FLOTILLA_REAL_KUBERNETES names no folder: run these with `npm test -- --only real`.');
  return folder;
}
