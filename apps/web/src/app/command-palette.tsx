import { Modal, useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { needsPreparation } from '../shared/fleet/host-preparation.ts';
import { useFleet } from '../shared/fleet/use-fleet.ts';
import { useLanguage } from '../shared/i18n/i18n-provider.tsx';
import { useText } from '../shared/i18n/use-text.ts';
import './command-palette.css';
import { matchCommands, type Command } from './palette-commands.ts';

/** Go anywhere, do the few things that need no page. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const t = useText('common');
  const commands = useCommands();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const shown = useMemo(() => matchCommands(commands, query), [commands, query]);
  const at = Math.min(active, Math.max(0, shown.length - 1));

  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && shown.length > 0) {
      event.preventDefault();
      const next = (at + step + shown.length) % shown.length;
      setActive(next);
      document.getElementById(`palette-${shown[next]?.id ?? ''}`)?.scrollIntoView({ block: 'nearest' });
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      run(shown[at]);
    }
  };

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      yOffset="12vh"
      size={560}
      aria-label={t('palette.label')}
      transitionProps={{ duration: 0 }}
    >
      <input
        className="palette__input"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={shown[at] === undefined ? undefined : `palette-${shown[at].id}`}
        aria-label={t('palette.placeholder')}
        placeholder={t('palette.placeholder')}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={handleKey}
        data-autofocus
      />
      <div id="palette-list" className="palette__list" role="listbox" aria-label={t('palette.label')}>
        {shown.map((command, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the input's: focus stays there (combobox pattern)
          <div
            key={command.id}
            id={`palette-${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className="palette__option"
            onMouseMove={() => setActive(index)}
            onClick={() => run(command)}
          >
            {command.label}
            {command.note === undefined ? null : <span className="fl-dim">{command.note}</span>}
          </div>
        ))}
      </div>
      {shown.length > 0 ? null : (
        <p className="palette__nothing" role="status">
          {t('palette.nothing', { query })}
        </p>
      )}
    </Modal>
  );
}

function useCommands(): readonly Command[] {
  const t = useText('common');
  const navigate = useNavigate();
  const fleet = useFleet().data;
  const { language, setLanguage } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return useMemo(() => {
    const nextTheme = colorScheme === 'dark' ? 'light' : 'dark';
    const members = (fleet?.clusters ?? []).filter(({ isHost }) => !isHost);
    return [
      { id: 'clusters', label: t('palette.goClusters'), run: () => void navigate({ to: '/clusters' }) },
      { id: 'add', label: t('palette.addCluster'), run: () => void navigate({ to: '/clusters/add' }) },
      { id: 'host', label: t('palette.goHost'), run: () => void navigate({ to: '/host' }) },
      ...(fleet !== undefined && needsPreparation(fleet.host)
        ? [
            {
              id: 'prepare',
              label: t('palette.prepareHost'),
              run: () => void navigate({ to: '/host/prepare' }),
            },
          ]
        : []),
      {
        id: 'host-configuration',
        label: t('palette.hostConfiguration'),
        run: () => void navigate({ to: '/host/configuration' }),
      },
      {
        id: 'host-log',
        label: t('palette.hostLog'),
        run: () => void navigate({ to: '/host/log' }),
      },
      ...members.flatMap(({ name, alias }): Command[] => {
        const shown = alias ?? name;
        const note = alias === undefined ? {} : { note: name };
        const params = { name };
        return [
          {
            id: `go-${name}`,
            label: t('palette.openCluster', { name: shown }),
            ...note,
            run: () => void navigate({ to: '/clusters/$name', params }),
          },
          {
            id: `configuration-${name}`,
            label: t('palette.openConfiguration', { name: shown }),
            ...note,
            isDeep: true,
            run: () => void navigate({ to: '/clusters/$name/configuration', params }),
          },
          {
            id: `log-${name}`,
            label: t('palette.openLog', { name: shown }),
            ...note,
            isDeep: true,
            run: () => void navigate({ to: '/clusters/$name/log', params }),
          },
        ];
      }),
      {
        id: 'theme',
        label: t('palette.switchTheme', {
          theme: t(nextTheme === 'dark' ? 'palette.themeDark' : 'palette.themeLight'),
        }),
        run: () => setColorScheme(nextTheme),
      },
      {
        id: 'language',
        label: t('palette.switchLanguage'),
        run: () => setLanguage(language === 'en' ? 'zh' : 'en'),
      },
    ];
  }, [t, navigate, fleet, colorScheme, setColorScheme, language, setLanguage]);
}
