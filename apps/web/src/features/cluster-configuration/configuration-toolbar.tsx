import type { ConfigurationEdit } from '@flotilla/kubesphere';
import { Button, Select, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../shared/i18n/use-text.ts';
import type { ConfigurationOutline } from './configuration-outline.ts';

export const VIEWS = ['mine', 'live', 'diff'] as const;
export type View = (typeof VIEWS)[number];
const ROLES = ['none', 'host', 'member'] as const;

export interface ConfigurationToolbarProps {
  /** Of the newest text that could be read. */
  readonly outline: ConfigurationOutline;
  readonly isReadable: boolean;
  readonly view: View;
  readonly isDirty: boolean;
  readonly isWriting: boolean;
  readonly isGone: boolean;
  readonly onView: (view: View) => void;
  /** An edit of the text at a path; comments and unknown fields stay. */
  readonly onEdit: (edit: ConfigurationEdit) => void;
  readonly onSave: () => void;
  readonly onTryOut: () => void;
  readonly onDiscard: () => void;
  /** What stands below the buttons, about saving. */
  readonly note: ReactNode;
}

/** Role, components, view, save. The switches edit the text, they hold nothing themselves. */
export function ConfigurationToolbar(props: ConfigurationToolbarProps) {
  const { outline, isReadable, view, isDirty, isWriting, isGone } = props;
  const t = useText('configuration');
  const canEdit = view === 'mine' && isReadable;
  const whyOff = canEdit ? undefined : t(view === 'mine' ? 'offUnreadable' : 'offElsewhere');
  return (
    <div className="configuration-toolbar" role="toolbar" aria-label={t('title')}>
      <Select
        size="xs"
        w={150}
        aria-label={t('role')}
        leftSection={<span className="fl-dim configuration-toolbar__prefix">{t('role')}</span>}
        leftSectionWidth={48}
        placeholder={t('roleOther')}
        data={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
        value={ROLES.find((role) => role === outline.role) ?? null}
        disabled={!canEdit}
        title={whyOff}
        allowDeselect={false}
        onChange={(role) =>
          role !== null && props.onEdit({ path: ['spec', 'multicluster', 'clusterRole'], value: role })
        }
      />
      <div className="configuration-toolbar__views" role="group" aria-label={t('view')}>
        {VIEWS.map((one) => (
          <button key={one} type="button" aria-pressed={one === view} onClick={() => props.onView(one)}>
            {t(`views.${one}`)}
          </button>
        ))}
      </div>
      {/* While a line is half typed only hovering tells: words that come and go would move the text under the reader's eyes. */}
      {view !== 'mine' && <span className="configuration-toolbar__reason fl-dim">{whyOff}</span>}
      <div className="configuration-toolbar__end">
        <Button size="xs" variant="default" disabled={!isDirty || isWriting} onClick={props.onDiscard}>
          {t('discard')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={!isDirty || isWriting || isGone}
          onClick={props.onTryOut}
        >
          {t('tryOut')}
        </Button>
        <Button size="xs" disabled={!isDirty || isGone} loading={isWriting} onClick={props.onSave}>
          {t('save')}
        </Button>
      </div>
      {props.note}
      <details className="configuration-toolbar__components">
        <summary>
          {t('components', {
            on: outline.components.filter(({ isEnabled }) => isEnabled).length,
            total: outline.components.length,
          })}
        </summary>
        <div className="configuration-toolbar__switches" role="group" aria-label={t('componentsHelp')}>
          {outline.components.map(({ name, isEnabled }) => (
            <Switch
              key={name}
              size="xs"
              label={name}
              aria-label={t('component', { name })}
              checked={isEnabled}
              disabled={!canEdit}
              title={whyOff}
              onChange={(event) =>
                props.onEdit({ path: ['spec', name, 'enabled'], value: event.currentTarget.checked })
              }
            />
          ))}
        </div>
      </details>
    </div>
  );
}
