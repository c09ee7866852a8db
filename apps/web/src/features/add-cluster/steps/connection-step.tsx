import type { SealConnection } from '@flotilla/contracts';
import { clusterDraftIssues, type Issue } from '@flotilla/kubesphere';
import { Button, TextInput } from '@mantine/core';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useCodeText } from '../../../shared/i18n/code-text.ts';
import { useText } from '../../../shared/i18n/use-text.ts';
import { ProblemAlert } from '../../../shared/ui/problem-alert.tsx';
import { contextInUse, judgeKubeconfig, reduceKubeconfig, relevantIssues } from '../judge-kubeconfig.ts';
import type { Connection } from '../wizard.ts';
import { ConnectionMode } from './connection-mode.tsx';
import { ContextList } from './context-list.tsx';
import { FindingSummary } from './finding-summary.tsx';
import { KubeconfigField, type KubeconfigFieldHandle } from './kubeconfig-field.tsx';
import { ObtainPanel } from './obtain-panel.tsx';
import { SealedSummary } from './sealed-summary.tsx';

export interface ConnectionStepProps {
  readonly connection: Connection;
  readonly endpoint: string;
  readonly isSealing: boolean;
  readonly error: unknown;
  readonly onText: (text: string) => void;
  readonly onContext: (name: string) => void;
  readonly onEndpoint: (endpoint: string) => void;
  readonly onReplace: () => void;
  readonly onSeal: (request: SealConnection) => void;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

/** The kubeconfig and, rarely, the address of KubeSphere's API server. Nothing is asked of anybody while the text has errors. */
export function ConnectionStep(props: ConnectionStepProps) {
  const { connection, endpoint } = props;
  const t = useText('add-cluster');
  const { issueText } = useCodeText();
  const field = useRef<KubeconfigFieldHandle>(null);
  const endpointInput = useRef<HTMLInputElement>(null);
  const contexts = useRef<HTMLDivElement>(null);
  const [complaint, setComplaint] = useState<'empty' | 'choose-context'>();
  const text = useDeferredValue(connection.kind === 'typing' ? connection.text : '');
  const judgement = useMemo(() => judgeKubeconfig(text), [text]);
  const chosenName = connection.kind === 'typing' ? connection.contextName : undefined;
  const context = judgement.kind === 'parsed' ? contextInUse(judgement.kubeconfig, chosenName) : undefined;
  const issues = useMemo(() => {
    if (judgement.kind === 'parsed') return relevantIssues(judgement.kubeconfig, context);
    return judgement.kind === 'refused' ? judgement.issues : [];
  }, [judgement, context]);
  const endpointIssue = clusterDraftIssues({ name: 'any', kubesphereApiEndpoint: endpoint.trim() })[0];

  const goOn = (): void => {
    if (endpointIssue) endpointInput.current?.focus();
    else if (connection.kind === 'sealed') props.onNext();
    else sendReduced(connection.text);
  };
  const sendReduced = (entered: string): void => {
    const reduction = reduceKubeconfig(entered, chosenName);
    setComplaint(
      reduction.kind === 'empty' || reduction.kind === 'choose-context' ? reduction.kind : undefined,
    );
    if (reduction.kind === 'ready') props.onSeal(reduction.request);
    else if (reduction.kind === 'choose-context') contexts.current?.querySelector('input')?.focus();
    else field.current?.focusLine(reduction.kind === 'refused' ? firstErrorLine(reduction.issues) : 1);
  };

  return (
    <div className="add-cluster__form">
      <ConnectionMode />
      {connection.kind === 'sealed' ? (
        <SealedSummary sealed={connection.sealed} onReplace={props.onReplace} />
      ) : (
        <>
          {connection.hasExpired && (
            <p className="add-cluster__warning" role="alert">
              {t('connection.expired')}
            </p>
          )}
          <ObtainPanel />
          <KubeconfigField
            ref={field}
            text={connection.text}
            issues={issues}
            error={complaint === 'empty' && connection.text === '' ? t('connection.required') : undefined}
            onChange={props.onText}
          />
          <FindingSummary
            isEmpty={judgement.kind === 'empty'}
            issues={issues}
            onGoTo={(line) => field.current?.focusLine(line)}
          />
          {judgement.kind === 'parsed' && (
            <div ref={contexts}>
              <ContextList
                kubeconfig={judgement.kubeconfig}
                chosen={context}
                error={complaint === 'choose-context' && !context ? t('connection.chooseContext') : undefined}
                onChoose={props.onContext}
              />
            </div>
          )}
        </>
      )}
      <TextInput
        ref={endpointInput}
        label={t('connection.endpointOptional')}
        description={t('connection.endpointHelp')}
        error={endpointIssue && issueText(endpointIssue).text}
        value={endpoint}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => props.onEndpoint(event.currentTarget.value)}
      />
      {props.error !== null && props.error !== undefined && connection.kind === 'typing' && (
        <ProblemAlert error={props.error} />
      )}
      <div className="add-cluster__foot">
        <Button onClick={goOn} loading={props.isSealing} aria-busy={props.isSealing}>
          {t('next')}
        </Button>
        <Button variant="default" onClick={props.onBack}>
          {t('back')}
        </Button>
      </div>
    </div>
  );
}

const firstErrorLine = (issues: readonly Issue[]): number | undefined =>
  issues.find(({ severity, range }) => severity === 'error' && range !== undefined)?.range?.startLine;
