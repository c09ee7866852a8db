import { isObject, listAt, objectAt, stringAt, stringsAt } from '../json.ts';

type Labels = Readonly<Record<string, string>>;

/** Whether labels satisfy a LabelSelector object; an empty one is satisfied by all. */
export function selectsLabels(selector: unknown, labels: Labels): boolean {
  const isEqual = ([key, value]: [string, unknown]) => labels[key] === value;
  return (
    Object.entries(objectAt(selector, 'matchLabels') ?? {}).every(isEqual) &&
    listAt(selector, 'matchExpressions')
      .filter(isObject)
      .every((expression) => isSatisfied(expression, labels))
  );
}

function isSatisfied(expression: object, labels: Labels): boolean {
  const value = labels[stringAt(expression, 'key') ?? ''];
  const isListed = value !== undefined && stringsAt(expression, 'values').includes(value);
  switch (stringAt(expression, 'operator')) {
    case 'In':
      return isListed;
    case 'NotIn':
      return !isListed;
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}
