import type { ConfigurationItem } from '@flotilla/contracts';
import type { Target } from '@flotilla/kubesphere';
import { fieldAt, listAt, textAt } from '../object-fields.ts';
import type { CallOptions, KubeObject } from '../ports/kube.ts';
import { createBell } from '../streams/bell.ts';
import { tellChanges } from '../streams/tell-changes.ts';
import { keepListed } from './keep-listed.ts';
import { openTarget, type ClusterAccess } from './open-target.ts';
import { CONFIGURATION, CONFIGURATION_NAME } from './read-kubesphere-facts.ts';

/** What each tool is said to have written, one text per tool and operation. */
const managersOf = (object: KubeObject): readonly string[] =>
  listAt(object, 'metadata', 'managedFields').map((entry) => JSON.stringify(entry));

/**
 * The tool that wrote last, as it named itself; never a person. Times of managed fields are whole seconds, so what differs from the version before decides
 * and only then the time.
 */
function lastManager(object: KubeObject, before: readonly string[]): string | undefined {
  const entries = listAt(object, 'metadata', 'managedFields');
  const changed = entries.filter((entry) => !before.includes(JSON.stringify(entry)));
  const timeOf = (entry: unknown): string => textAt(entry, 'time') ?? '';
  const [last] = (changed.length > 0 ? changed : entries).toSorted((a, b) =>
    timeOf(b).localeCompare(timeOf(a)),
  );
  return textAt(last, 'manager');
}

interface Told {
  key: string | undefined;
  spec: string | undefined;
  managers: readonly string[];
}

function describeChange(told: Told, object: KubeObject | undefined): ConfigurationItem[] {
  if (!object) {
    if (told.key === 'deleted') return [];
    told.key = 'deleted';
    return [{ type: 'deleted' }];
  }
  const uid = textAt(object, 'metadata', 'uid') ?? '';
  const resourceVersion = textAt(object, 'metadata', 'resourceVersion') ?? '';
  const key = `${uid}/${resourceVersion}`;
  if (told.key === key) return [];
  const spec = JSON.stringify(fieldAt(object, 'spec'));
  const specChanged = told.spec !== undefined && told.spec !== spec;
  told.key = key;
  told.spec = spec;
  const changedBy = lastManager(object, told.managers);
  told.managers = managersOf(object);
  return [
    { type: 'version', uid, resourceVersion, specChanged, ...(changedBy !== undefined && { changedBy }) },
  ];
}

/**
 * Which version of the ClusterConfiguration is stored: the present one first, then every change, through deletion and re-creation under a new UID (the
 * installer does both). `specChanged` compares with the version told before. Rejects when the target cannot be used at all.
 */
export async function* watchConfiguration(
  target: Target,
  access: ClusterAccess,
  { signal }: CallOptions,
): AsyncGenerator<ConfigurationItem> {
  await using session = await openTarget(target, access, { signal });
  const bell = createBell();
  const told: Told = { key: undefined, spec: undefined, managers: [] };
  const picture: { isKnown: boolean; object: KubeObject | undefined } = { isKnown: false, object: undefined };
  const watch = (life: AbortSignal): Promise<void> =>
    keepListed(
      session,
      {
        resource: CONFIGURATION,
        name: CONFIGURATION_NAME,
        onObjects(objects) {
          picture.isKnown = true;
          picture.object = objects && [...objects.values()].at(-1);
          bell.ring();
        },
        // The last known version stands until the cluster answers again: nobody can have saved meanwhile through us.
        onFailure: () => undefined,
      },
      { signal: life },
    );
  const tell = () => ({ items: picture.isKnown ? describeChange(told, picture.object) : [] });
  yield* tellChanges({ tasks: [watch], bell, tell, signal });
}
