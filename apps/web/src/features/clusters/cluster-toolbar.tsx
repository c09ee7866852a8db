import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { STATE_TONES, type StateKind } from '../../shared/fleet/cluster-state.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { ToggleGroup } from '../../shared/ui/toggle-group.tsx';
import { SORTS, type Arrangement } from './arrange-clusters.ts';
import './cluster-toolbar.css';
import { useTagText } from './cluster-words.ts';

export type ClustersView = 'cards' | 'table';

interface ClusterToolbarProps {
  readonly arrangement: Arrangement;
  readonly onArrange: (arrangement: Arrangement) => void;
  readonly tags: readonly string[];
  readonly view: ClustersView;
  readonly onView: (view: ClustersView) => void;
}

const STATES = Object.keys(STATE_TONES).filter((state): state is StateKind => state in STATE_TONES);

export function ClusterToolbar({ arrangement, onArrange, tags, view, onView }: ClusterToolbarProps) {
  const t = useText('clusters');
  const common = useText('common');
  const tagText = useTagText();
  return (
    <div className="cluster-toolbar" role="search">
      <TextInput
        className="cluster-toolbar__text"
        aria-label={t('filter.label')}
        placeholder={t('filter.placeholder')}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={arrangement.text}
        onChange={(event) => onArrange({ ...arrangement, text: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Escape' && onArrange({ ...arrangement, text: '' })}
        rightSection={
          arrangement.text === '' ? null : (
            <CloseButton
              size="sm"
              aria-label={common('action.clear')}
              onClick={() => onArrange({ ...arrangement, text: '' })}
            />
          )
        }
      />
      <NativeSelect
        aria-label={t('filter.state')}
        value={arrangement.state}
        onChange={(event) =>
          onArrange({
            ...arrangement,
            state: STATES.find((state) => state === event.currentTarget.value) ?? '',
          })
        }
        data={[
          { value: '', label: t('filter.anyState') },
          ...STATES.map((state) => ({ value: state, label: common(`clusterState.${state}`) })),
        ]}
      />
      {tags.length === 0 ? null : (
        <NativeSelect
          aria-label={t('filter.tag')}
          value={arrangement.tag}
          onChange={(event) => onArrange({ ...arrangement, tag: event.currentTarget.value })}
          data={[
            { value: '', label: t('filter.anyTag') },
            ...tags.map((tag) => ({ value: tag, label: tagText(tag) })),
          ]}
        />
      )}
      <NativeSelect
        aria-label={t('filter.sort')}
        value={arrangement.sort}
        onChange={(event) =>
          onArrange({
            ...arrangement,
            sort: SORTS.find((sort) => sort === event.currentTarget.value) ?? 'name',
          })
        }
        data={SORTS.map((sort) => ({ value: sort, label: t(`sort.${sort}`) }))}
      />
      <ToggleGroup
        label={t('view.label')}
        value={view}
        onChange={onView}
        choices={[
          { value: 'cards', label: t('view.cards') },
          { value: 'table', label: t('view.table') },
        ]}
      />
    </div>
  );
}
