import type { Proof } from '@flotilla/kubesphere';
import { useCodeText } from '../../shared/i18n/code-text.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { StateBadge } from '../../shared/ui/state-badge.tsx';

/** The facts that decide; an open one says what was found instead. */
export function ProofList({ proofs, isWaiting = false }: { proofs: readonly Proof[]; isWaiting?: boolean }) {
  const t = useText('preparation');
  const { proofText } = useCodeText();
  const met = proofs.filter((proof) => proof.met).length;
  return (
    <section className="preparation__section fl-card" aria-label={t('proofs.title')}>
      <div className="proof-list__head">
        <h2>{t('proofs.title')}</h2>
        <span className="fl-dim" role="status">
          {t('proofs.progress', { met, count: proofs.length })}
        </span>
      </div>
      <ul className="proof-list">
        {proofs.map((proof) => (
          <li key={proof.id}>
            <StateBadge tone={proof.met ? 'ok' : isWaiting ? 'busy' : 'neutral'} isPlain>
              {t(proof.met ? 'proofs.met' : 'proofs.open')}
            </StateBadge>
            <span className="proof-list__words">
              <span>{proofText(proof.id)}</span>
              {proof.met || proof.found === undefined || proof.found === '' ? null : (
                <span className="fl-dim">{t('proofs.found', { found: proof.found })}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
