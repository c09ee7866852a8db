import { fieldAt, listAt, textAt } from '../object-fields.ts';
import { KubeFailure, type KubeObject, type ListAnswer } from '../ports/kube.ts';
import { tryParseJson } from './translate-kube-error.ts';

const isKubeObject = (value: unknown): value is KubeObject => textAt(value, 'metadata', 'name') !== undefined;

/** Rejects what bears no name with KubeFailure `unexpected-answer`: another server than an API server is answering. */
export function parseObject(value: unknown): KubeObject {
  if (isKubeObject(value)) return value;
  throw new KubeFailure('unexpected-answer', 'The answer is not a Kubernetes object.');
}

export function parseObjectText(text: string): KubeObject {
  return parseObject(tryParseJson(text));
}

export function parseListText(text: string): ListAnswer {
  const list = tryParseJson(text);
  if (!Array.isArray(fieldAt(list, 'items')) && fieldAt(list, 'items') !== null)
    throw new KubeFailure('unexpected-answer', 'The answer is not a list of Kubernetes objects.');
  return {
    items: listAt(list, 'items').map(parseObject),
    resourceVersion: textAt(list, 'metadata', 'resourceVersion') ?? '',
  };
}
