import type { Issue } from '../issue.ts';
import { err, ok, type Result } from '../result.ts';
import { editYaml } from '../yaml-text/edit-yaml.ts';
import type { YamlEdit } from '../yaml-text/yaml-splice.ts';
import { openConfiguration } from './configuration-document.ts';

/** One change to a configuration: the value at a path such as `['spec', 'multicluster', 'clusterRole']`; `undefined` removes it. */
export type ConfigurationEdit = YamlEdit;

/**
 * The text with these paths changed and every other byte as it was: comments, order, quoting, unknown fields, other documents (D5). Texts are written in
 * quotes unless they replace a plain word, so an all-digit jwtSecret stays a text.
 */
export const setInConfiguration = (
  text: string,
  edits: readonly ConfigurationEdit[],
): Result<string, Issue[]> => {
  const opened = openConfiguration(text);
  if (!opened.ok) return opened;
  let edited = text;
  for (const edit of edits) {
    const next = editYaml(edited, opened.value.index, edit);
    if (next === undefined) {
      const issue: Issue = {
        code: 'configuration.too-many-aliases',
        severity: 'error',
        path: [...edit.path],
        params: { reason: 'ALIAS_IN_THE_WAY' },
      };
      return err([issue]);
    }
    edited = next;
  }
  return ok(edited);
};
