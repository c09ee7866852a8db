import type { PlanObstacle } from '@flotilla/kubesphere';
import { Button } from '@mantine/core';
import { useCodeText } from '../../shared/i18n/code-text.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { Notice } from '../../shared/ui/notice.tsx';

interface ObstacleListProps {
  readonly obstacles: readonly PlanObstacle[];
  readonly isAsking: boolean;
  readonly onAgain: () => void;
}

export function ObstacleList({ obstacles, isAsking, onAgain }: ObstacleListProps) {
  const t = useText('preparation');
  const { obstacleText } = useCodeText();
  return (
    <Notice
      tone="fail"
      title={t('obstacles')}
      action={
        <Button variant="default" size="xs" loading={isAsking} onClick={onAgain}>
          {t('again')}
        </Button>
      }
    >
      <ul className="preparation__obstacles">
        {obstacles.map((obstacle) => {
          const { text, remedy } = obstacleText(obstacle);
          return (
            <li key={obstacle}>
              <p>{text}</p>
              {remedy === undefined ? null : <p>{remedy}</p>}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
