import { parseConfiguration, type Issue } from '@flotilla/kubesphere';

/** What the toolbar and the problem list show of a text. Switches are only there while the text can be read. */
export interface ConfigurationOutline {
  readonly issues: readonly Issue[];
  readonly role: string | undefined;
  readonly components: readonly { readonly name: string; readonly isEnabled: boolean }[];
}

/** Judges a text with the domain's parser, the same that the server refuses by. */
export function outlineConfiguration(
  text: string,
  options: { release?: string | undefined; previousRole?: string | undefined },
): ConfigurationOutline {
  const { release, previousRole } = options;
  const parsed = parseConfiguration(text, {
    ...(release !== undefined && { release }),
    ...(previousRole !== undefined && { previousRole }),
  });
  if (!parsed.ok) return { issues: parsed.error, role: undefined, components: [] };
  return { issues: parsed.value.issues, role: parsed.value.role, components: switchesOf(parsed.value.value) };
}

/** Every top-level block of `spec` with a boolean `enabled`. */
function switchesOf(value: object): ConfigurationOutline['components'] {
  const spec = 'spec' in value ? value.spec : undefined;
  if (!isRecord(spec)) return [];
  return Object.entries(spec).flatMap(([name, block]) =>
    isRecord(block) && typeof block['enabled'] === 'boolean' ? [{ name, isEnabled: block['enabled'] }] : [],
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
