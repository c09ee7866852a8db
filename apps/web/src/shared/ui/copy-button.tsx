import { ActionIcon, Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs';
import { useText } from '../i18n/use-text.ts';

interface CopyButtonProps {
  readonly value: string;
  /** What is copied, for those who cannot see where the button stands. */
  readonly label?: string;
  /** With the label as visible text instead of an icon only. */
  readonly isLabelled?: boolean;
}

export function CopyButton({ value, label, isLabelled = false }: CopyButtonProps) {
  const t = useText('common');
  const clipboard = useClipboard({ timeout: 1500 });
  const words = clipboard.copied ? t('action.copied') : (label ?? t('action.copy'));
  const icon = clipboard.copied ? (
    <IconCheck size={15} aria-hidden="true" />
  ) : (
    <IconCopy size={15} aria-hidden="true" />
  );
  if (isLabelled) {
    return (
      <Button variant="default" size="xs" leftSection={icon} onClick={() => clipboard.copy(value)}>
        {words}
      </Button>
    );
  }
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={words}
      title={words}
      onClick={() => clipboard.copy(value)}
    >
      {icon}
    </ActionIcon>
  );
}
