import { isObject } from '../json.ts';

/**
 * Reads the small part of JSONPath that printer columns use: `.a.b`, `['a']`, `[0]`, `[*]`, `[?(@.type=="Ready")]`. First match wins.
 * As in Kubernetes a dot in a name is written `\.`, between quotes too.
 */
export function readJsonPath(value: unknown, path: string): unknown {
  let found: unknown[] = [value];
  for (const step of toSteps(path)) found = found.flatMap((at) => take(at, step));
  return found[0];
}

type Step =
  | { kind: 'field'; name: string }
  | { kind: 'index'; index: number }
  | { kind: 'all' }
  | { kind: 'match'; field: string[]; value: string };

function toSteps(path: string): Step[] {
  const steps: Step[] = [];
  const token =
    /\.((?:\\.|[^.[\]\\])+)|\[(\d+)\]|\[\*\]|\['([^']+)'\]|\[\?\(@\.([\w.]+)\s*==\s*["']([^"']*)["']\)\]/g;
  for (const [, name, index, quoted, field, value] of path.matchAll(token)) {
    if (name !== undefined)
      steps.push(name === '*' ? { kind: 'all' } : { kind: 'field', name: name.replaceAll('\\', '') });
    else if (index !== undefined) steps.push({ kind: 'index', index: Number(index) });
    else if (quoted !== undefined) steps.push(...toSteps(`.${quoted}`));
    else if (field !== undefined) steps.push({ kind: 'match', field: field.split('.'), value: value ?? '' });
    else steps.push({ kind: 'all' });
  }
  return steps;
}

function take(at: unknown, step: Step): unknown[] {
  switch (step.kind) {
    case 'field':
      return isObject(at) && step.name in at ? [at[step.name]] : [];
    case 'index':
      return Array.isArray(at) && step.index < at.length ? [at[step.index]] : [];
    case 'all':
      return Array.isArray(at) ? at : isObject(at) ? Object.values(at) : [];
    case 'match':
      return Array.isArray(at)
        ? at.filter((element) => String(readJsonPath(element, `.${step.field.join('.')}`)) === step.value)
        : [];
  }
}
