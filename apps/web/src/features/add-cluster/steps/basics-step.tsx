import { CLUSTER_PROVIDERS, CLUSTER_TAGS, clusterDraftIssues, type Issue } from '@flotilla/kubesphere';
import { Autocomplete, Button, Textarea, TextInput } from '@mantine/core';
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs';
import { useId } from 'react';
import { useForm, type FieldErrors, type Resolver } from 'react-hook-form';
import { useCodeText } from '../../../shared/i18n/code-text.ts';
import { useText } from '../../../shared/i18n/use-text.ts';
import { providerLabel, providerValue } from '../provider-label.ts';
import type { Basics } from '../wizard.ts';

const DESCRIPTION_MAX_LENGTH = 256;

export interface BasicsStepProps {
  readonly basics: Basics;
  readonly taken: readonly string[];
  readonly onChange: (basics: Basics) => void;
  readonly onNext: () => void;
}

/** Name, alias, tag, provider, description. Every rule is the domain's; pressing Next moves to the first field that breaks one. */
export function BasicsStep({ basics, taken, onChange, onNext }: BasicsStepProps) {
  const t = useText('add-cluster');
  const form = useForm<Basics>({
    defaultValues: { ...basics, provider: providerLabel(basics.provider) },
    mode: 'onChange',
    resolver: useDraftResolver(taken),
  });
  const { errors, dirtyFields } = form.formState;
  const tags = useId();
  const values = form.watch();
  const tell = (): void => onChange(toBasics(form.getValues()));
  const field = (name: keyof Basics) => ({
    ...form.register(name, { onChange: tell }),
    error: errors[name]?.message,
  });
  const isNameFree = values.name !== '' && dirtyFields.name === true && !errors.name;

  return (
    <form
      className="add-cluster__form"
      noValidate
      onSubmit={(event) => void form.handleSubmit(onNext)(event)}
    >
      <TextInput
        {...field('name')}
        label={t('basics.name')}
        description={t('basics.nameHelp')}
        required
        autoComplete="off"
        spellCheck={false}
        rightSectionPointerEvents="none"
      />
      <p className="add-cluster__note" aria-live="polite">
        {isNameFree ? `${t('basics.nameFree')} ` : ''}
        {t('basics.rejoin')}
      </p>
      <TextInput
        {...field('alias')}
        label={t('basics.alias')}
        description={t('basics.aliasHelp')}
        autoComplete="off"
      />
      <div>
        <TextInput
          {...field('tag')}
          label={t('basics.tag')}
          description={t('basics.tagHelp')}
          list={tags}
          autoComplete="off"
        />
        <datalist id={tags}>
          {CLUSTER_TAGS.map((tag) => (
            <option key={tag} value={tag}>
              {t(`basics.tags.${tag}`)}
            </option>
          ))}
        </datalist>
        <div className="add-cluster__chips">
          {CLUSTER_TAGS.map((tag) => (
            <button
              key={tag}
              type="button"
              className="add-cluster__chip"
              aria-pressed={values.tag === tag}
              onClick={() => {
                form.setValue('tag', values.tag === tag ? '' : tag, {
                  shouldValidate: true,
                  shouldDirty: true,
                });
                tell();
              }}
            >
              {t(`basics.tags.${tag}`)}
            </button>
          ))}
        </div>
      </div>
      <Autocomplete
        label={t('basics.provider')}
        description={t('basics.providerHelp')}
        data={CLUSTER_PROVIDERS.map(providerLabel)}
        value={values.provider}
        error={errors.provider?.message}
        onChange={(provider) => {
          form.setValue('provider', provider, { shouldValidate: true, shouldDirty: true });
          tell();
        }}
        rightSection={<IconChevronDown size={16} aria-hidden="true" />}
        rightSectionPointerEvents="none"
        autoComplete="off"
      />
      <Textarea
        {...field('description')}
        label={t('basics.description')}
        description={t('basics.count', { count: values.description.length, max: DESCRIPTION_MAX_LENGTH })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autosize={false}
        rows={3}
      />
      <div className="add-cluster__foot">
        <Button type="submit">{t('next')}</Button>
      </div>
    </form>
  );
}

const toBasics = (values: Basics): Basics => ({ ...values, provider: providerValue(values.provider.trim()) });

function useDraftResolver(taken: readonly string[]): Resolver<Basics> {
  const { issueText } = useCodeText();
  return (values) => {
    const issues = clusterDraftIssues(toBasics(values), taken);
    return issues.length === 0
      ? { values, errors: {} }
      : { values: {}, errors: toFieldErrors(issues, (issue) => issueText(issue).text) };
  };
}

function toFieldErrors(issues: readonly Issue[], word: (issue: Issue) => string): FieldErrors<Basics> {
  const errors: Record<string, { type: string; message: string }> = {};
  for (const issue of issues) {
    const field = String(issue.path[0]);
    // All findings of a field, for the next one would only show after the first is repaired.
    const before = errors[field] ? `${errors[field].message} ` : '';
    errors[field] = { type: issue.code, message: before + word(issue) };
  }
  return errors;
}
