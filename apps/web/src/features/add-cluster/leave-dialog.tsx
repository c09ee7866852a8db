import { Button, Group } from '@mantine/core';
import { useText } from '../../shared/i18n/use-text.ts';
import { Dialog } from '../../shared/ui/dialog.tsx';

/** Says what leaving would lose. */
export function LeaveDialog({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const t = useText('add-cluster');
  return (
    <Dialog opened onClose={onStay} title={t('leave.title')} centered>
      <p>{t('leave.text')}</p>
      <Group justify="flex-end" mt="md">
        <Button variant="default" data-autofocus onClick={onStay}>
          {t('leave.stay')}
        </Button>
        <Button color="red" onClick={onLeave}>
          {t('leave.leave')}
        </Button>
      </Group>
    </Dialog>
  );
}
