const UNKNOWN_FIELDS = 'owns what no schema knows as a whole; nobody reads the owner of single fields there';

/**
 * Exchanges of the recordings that are sent for their effect but whose answers are known to differ, and why that may be.
 * A difference that is listed and no longer there fails the test, so that the list stays true.
 *
 * Not sent at all, as nothing here answers them or something else proves them better:
 * - health with `verbose`, the index of OpenAPI v3, `nodes/proxy`, protobuf: the product asks for none of it;
 * - lists of what else was in the recorded cluster (all its ConfigMaps, its node, its installer's log);
 * - the answers of 1.36 to a continue token and an exact version from before a compaction, which its watch cache still had;
 *   those of a server that has them no longer are held (09-restart);
 * - what needs a kubelet that hangs, breaks off or has a foreign certificate, and a server that restarts: K16 and K19 of the contract;
 * - Endpoints' warning of deprecation: `versions.test.ts`.
 */
export const DIFFERENT: Record<string, Record<string, string>> = {
  '1.20.2': {
    ...both(),
    '05-write/11-json-patch-malformed': 'another Go type in the words for a patch the product cannot make',
    '05-write/20-invalid-422-deployment': 'shows values in Go syntax; the product writes no Deployment',
    '05-write/23-wrong-json-type-400': 'words of another JSON parser; the product writes text as text',
    '05-write/30-dryrun-bad-value': 'shows values in Go syntax; the product knows dryRun=All only',
    '07-auth/17-ssar-empty-spec-422': 'shows null in quotes; the product never asks without a question',
    '07-auth/24-sa-bind-view': 'owns the fields of roleRef one by one; nobody reads their owner',
    '10-extra/17-cc-create': UNKNOWN_FIELDS,
    '10-extra/18-cc-merge-patch': UNKNOWN_FIELDS,
  },
  '1.36.2': {
    ...both(),
    '02-crd/02-list-cr-at-once': 'is not ready yet (429), which K15 lets a server be or not',
    '07-auth/30-impersonate-403': 'asks for the finer rights of 1.36; the product impersonates nobody',
  },
};

function both(): Record<string, string> {
  const established = 'CRDs are established at once and by nobody; K15 holds for both ways';
  return {
    '02-crd/01-create-clusters': established,
    '02-crd/03-get-established': established,
    '02-crd/06-create-clusterconfigurations': established,
    '07-auth/20-selfsubjectrulesreview': 'more rules, in no order; K3 holds what they allow',
  };
}
