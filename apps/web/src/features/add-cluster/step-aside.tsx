import { lazy, Suspense } from 'react';
import { useText } from '../../shared/i18n/use-text.ts';
import type { WizardState } from './wizard.ts';

/** Prints YAML, which is not needed before a name can be typed. */
const ObjectPreview = lazy(async () => ({ default: (await import('./object-preview.tsx')).ObjectPreview }));

/** Beside each step: what it does in words, the object that grows, the same with kubectl. */
export function StepAside({ state }: { state: WizardState }) {
  const t = useText('add-cluster');
  return (
    <aside className="add-cluster__aside" aria-label={t('aside.title')}>
      <h2 className="add-cluster__heading">{t('aside.title')}</h2>
      <p>{t(`aside.${state.step}`)}</p>
      {/* The review step shows the object itself. */}
      {state.step !== 'done' && state.step !== 'review' && (
        <Suspense>
          <ObjectPreview state={state} />
        </Suspense>
      )}
    </aside>
  );
}
