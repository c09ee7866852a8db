import { ActionIcon, Button, Checkbox, Select, Text, TextInput } from '@mantine/core';
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs';
import IconChevronUp from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { useFormat } from '../../shared/i18n/use-format.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import type { TimeColumn } from './log-row-view.tsx';
import type { LogFilter } from './log-row.ts';
import type { SearchControl } from './use-log-search.ts';

const FILTERS: readonly LogFilter[] = ['all', 'warnings', 'errors'];
const TIMES: readonly TimeColumn[] = ['none', 'absolute', 'relative'];

export interface LogToolbarProps {
  readonly isFollowing: boolean;
  readonly onFollow: (isFollowing: boolean) => void;
  readonly isWrapped: boolean;
  readonly onWrap: (isWrapped: boolean) => void;
  readonly filter: LogFilter;
  readonly onFilter: (filter: LogFilter) => void;
  readonly time: TimeColumn;
  readonly onTime: (time: TimeColumn) => void;
  readonly searching: SearchControl;
  readonly onGo: (direction: 'next' | 'previous') => void;
  readonly isDownloading: boolean;
  readonly onDownload: () => void;
}

/** Everything that changes how the lines are shown. */
export function LogToolbar(props: LogToolbarProps) {
  const t = useText('installer-logs');
  return (
    <div className="installer-log__bar" role="toolbar" aria-label={t('title')}>
      <SearchField searching={props.searching} onGo={props.onGo} />
      <Select
        size="xs"
        w={150}
        aria-label={t('filter')}
        allowDeselect={false}
        data={FILTERS.map((value) => ({ value, label: t(`filters.${value}`) }))}
        value={props.filter}
        onChange={(value) => props.onFilter(FILTERS.find((filter) => filter === value) ?? 'all')}
      />
      <Select
        size="xs"
        w={120}
        aria-label={t('time')}
        allowDeselect={false}
        data={TIMES.map((value) => ({ value, label: t('timeIs', { choice: t(`times.${value}`) }) }))}
        value={props.time}
        onChange={(value) => props.onTime(TIMES.find((time) => time === value) ?? 'none')}
      />
      <Checkbox
        size="xs"
        label={t('wrap')}
        checked={props.isWrapped}
        onChange={(event) => props.onWrap(event.currentTarget.checked)}
      />
      <Checkbox
        size="xs"
        label={t('follow')}
        checked={props.isFollowing}
        onChange={(event) => props.onFollow(event.currentTarget.checked)}
      />
      <Button
        size="compact-sm"
        variant="default"
        ms="auto"
        leftSection={<IconDownload size={14} aria-hidden />}
        loading={props.isDownloading}
        onClick={props.onDownload}
      >
        {t('download')}
      </Button>
    </div>
  );
}

function SearchField({ searching, onGo }: Pick<LogToolbarProps, 'searching' | 'onGo'>) {
  const t = useText('installer-logs');
  const format = useFormat();
  const { search, current, isBusy } = searching;
  const count = search.matches.length;
  const position = current === undefined ? 0 : search.matches.indexOf(current) + 1;
  const found =
    count === 0 ? t('noHits') : t('hits', { position: format.number(position), count: format.number(count) });
  return (
    <>
      <TextInput
        size="xs"
        type="search"
        w={{ base: '100%', xs: 220 }}
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={search.query}
        onChange={(event) => searching.setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onGo(event.shiftKey ? 'previous' : 'next');
        }}
      />
      {search.query !== '' && (
        <>
          <Text size="xs" c="dimmed" role="status" style={{ fontVariantNumeric: 'tabular-nums' }}>
            {isBusy ? t('searching') : found}
          </Text>
          <ActionIcon
            size="sm"
            variant="default"
            aria-label={t('previous')}
            disabled={count === 0}
            onClick={() => onGo('previous')}
          >
            <IconChevronUp size={14} aria-hidden />
          </ActionIcon>
          <ActionIcon
            size="sm"
            variant="default"
            aria-label={t('next')}
            disabled={count === 0}
            onClick={() => onGo('next')}
          >
            <IconChevronDown size={14} aria-hidden />
          </ActionIcon>
          <Checkbox
            size="xs"
            label={t('matchCase')}
            checked={search.isCaseSensitive}
            onChange={(event) => searching.setCaseSensitive(event.currentTarget.checked)}
          />
        </>
      )}
    </>
  );
}
