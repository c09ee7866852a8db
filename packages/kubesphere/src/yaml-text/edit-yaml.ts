import { isMap, parseAllDocuments, type Document } from 'yaml';
import { nest, spliceAt, type Splice, type YamlEdit } from './yaml-splice.ts';

const OPTIONS = { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;

const documentsOf = (text: string): Document.Parsed[] => {
  const parsed = parseAllDocuments(text, OPTIONS);
  return 'empty' in parsed ? [] : parsed;
};

const jsonAt = (document: Document.Parsed | undefined, path: readonly string[]): string | undefined => {
  if (!document || document.errors.length > 0) return undefined;
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  let at: unknown = value;
  for (const key of path)
    at = typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined;
  return at === undefined ? 'undefined' : JSON.stringify(at);
};

/** Changes the document itself; whatever stands in the way of the path gives way to a map. */
const changeDocument = (document: Document, { path, value }: YamlEdit): void => {
  if (value === undefined) {
    document.deleteIn(path);
    return;
  }
  const depth = path.findIndex((_, index) => !isMap(document.getIn(path.slice(0, index), true)));
  const upTo = depth === -1 ? path.length : Math.max(depth, 1);
  document.setIn(path.slice(0, upTo), document.createNode(nest(path.slice(upTo), value)));
};

/** What the edited text must mean. */
const meaningAfter = (document: Document.Parsed, edit: YamlEdit): string => {
  const copy = document.clone();
  changeDocument(copy, edit);
  return JSON.stringify(copy.toJS({ maxAliasCount: 100 }));
};

const applySplice = (text: string, { start, end, text: inserted }: Splice): string => {
  const lineBreak = text.includes('\r\n') ? inserted.replaceAll('\n', '\r\n') : inserted;
  return text.slice(0, start) + lineBreak + text.slice(end);
};

const editByDocument = (documents: readonly Document.Parsed[], index: number, edit: YamlEdit): string => {
  const document = documents[index];
  if (document) changeDocument(document, edit);
  return documents.map((each) => each.toString({ lineWidth: 0 })).join('');
};

/** Where in a text an edit goes. */
interface Site {
  readonly documents: readonly Document.Parsed[];
  readonly index: number;
}

const isExactly = (edited: string, { documents, index }: Site, meaning: string): boolean => {
  const again = documentsOf(edited);
  const reread = again[index];
  if (again.length !== documents.length || !reread || reread.errors.length > 0) return false;
  return JSON.stringify(reread.toJS({ maxAliasCount: 100 })) === meaning;
};

const attempt = (text: string, { documents, index }: Site, edit: YamlEdit): string => {
  const document = documents[index];
  if (!document || !isMap(document.contents)) return text;
  if (jsonAt(document, edit.path) === (edit.value === undefined ? 'undefined' : JSON.stringify(edit.value)))
    return text;
  const meaning = meaningAfter(document, edit);
  const splice = spliceAt(text, document.contents, edit);
  const edited = splice && applySplice(text, splice);
  return edited !== undefined && isExactly(edited, { documents, index }, meaning)
    ? edited
    : editByDocument(documents, index, edit);
};

/**
 * Changes one path in one document of a YAML (or JSON) text and leaves every other byte alone: comments, order, quoting, unknown fields. The result is
 * read again and must mean exactly the change; where the text is too unusual for that, the document is printed anew (comments and order stay).
 * `undefined` when aliases elsewhere hang on what would change.
 */
export const editYaml = (text: string, documentIndex: number, edit: YamlEdit): string | undefined => {
  try {
    return attempt(text, { documents: documentsOf(text), index: documentIndex }, edit);
  } catch (error) {
    // The library throws this when an alias would point to nothing.
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
};
