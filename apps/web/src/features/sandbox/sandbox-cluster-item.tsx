import type { SandboxState } from '@flotilla/contracts';
import { Button, Checkbox } from '@mantine/core';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import { useText } from '../../shared/i18n/use-text.ts';
import { CopyButton } from '../../shared/ui/copy-button.tsx';
import { StateBadge } from '../../shared/ui/state-badge.tsx';
import { useSandboxWords } from './sandbox-words.ts';
import { saveText } from './save-text.ts';

interface SandboxClusterItemProps {
  readonly cluster: SandboxState['clusters'][number];
  /** Faults that are being switched: shown at once. */
  readonly pendingFaults: readonly string[] | undefined;
  /** What was last made to happen here, and how that stands. */
  readonly event: string | undefined;
  readonly eventState: 'idle' | 'pending' | 'success' | 'error';
  readonly onEvent: (event: string) => void;
  readonly onFaults: (faults: readonly string[]) => void;
}

export function SandboxClusterItem(props: SandboxClusterItemProps) {
  const { cluster, pendingFaults, onFaults, event, eventState, onEvent } = props;
  const t = useText('sandbox');
  const words = useSandboxWords();
  const faults = pendingFaults ?? cluster.faults;
  const toggle = (fault: string, isOn: boolean) =>
    onFaults(isOn ? [...faults, fault] : faults.filter((one) => one !== fault));
  return (
    <li className="sandbox-cluster fl-card">
      <div className="sandbox-cluster__head">
        <h3>{cluster.name}</h3>
        {faults.length === 0 ? null : (
          <StateBadge tone="warn">{t('faultsOn', { count: faults.length })}</StateBadge>
        )}
      </div>
      <p>{words.story(cluster.story)}</p>
      <p className="fl-dim">
        {words.versions(cluster)} <span className="fl-mono">{cluster.server}</span>
      </p>
      <ul className="sandbox-cluster__kubeconfigs">
        {cluster.kubeconfigs.map(({ id, kind, kubeconfig }) => {
          const name = words.kind(kind);
          return (
            <li key={id}>
              <span>{t('kubeconfig', { kind: name })}</span>
              <CopyButton value={kubeconfig} label={t('copyKubeconfig', { kind: name })} />
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                aria-label={t('downloadKubeconfig', { kind: name })}
                title={t('downloadKubeconfig', { kind: name })}
                onClick={() => saveText(`${cluster.name}-${id}.kubeconfig`, kubeconfig)}
              >
                <IconDownload size={15} aria-hidden="true" />
              </Button>
            </li>
          );
        })}
      </ul>
      {cluster.availableFaults.length === 0 ? null : (
        <details className="sandbox-cluster__faults">
          <summary>{t('faults')}</summary>
          <div className="sandbox-cluster__switches">
            {cluster.availableFaults.map((fault) => (
              <Checkbox
                key={fault}
                size="xs"
                label={words.fault(fault)}
                checked={faults.includes(fault)}
                onChange={(event) => toggle(fault, event.currentTarget.checked)}
              />
            ))}
          </div>
          <div className="sandbox-cluster__events">
            {cluster.availableEvents.map((available) => (
              <Button
                key={available}
                variant="default"
                size="compact-xs"
                loading={eventState === 'pending' && event === available}
                onClick={() => onEvent(available)}
              >
                {words.event(available)}
              </Button>
            ))}
          </div>
          <p className="fl-dim" role="status">
            {eventState === 'success' && event !== undefined
              ? t('caused', { event: words.event(event) })
              : ''}
          </p>
        </details>
      )}
    </li>
  );
}
