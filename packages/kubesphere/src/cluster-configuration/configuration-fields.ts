import {
  CONFIGURATION_MINORS,
  type ConfigurationField,
  type ConfigurationMinor,
  type FieldRow,
} from './configuration-field.ts';
import { FIELD_ROWS } from './configuration-fields.data.ts';
import { UNLISTED_FIELDS } from './configuration-notes.data.ts';
import { compareMinors, minorOf } from './release.ts';

/** The minor release whose fields apply; one that is newer than we know is treated like the newest. */
export const knownMinorOf = (release: string | undefined): ConfigurationMinor => {
  const minor = minorOf(release);
  return CONFIGURATION_MINORS.find((known) => known === minor) ?? '3.4';
};

const splitPath = (path: string): string[] => path.replaceAll('[]', '.[]').split('.');

const listedField = (row: FieldRow, column: number): ConfigurationField | undefined => {
  const [path, type] = row;
  const cell = row[column + 2] ?? '';
  if (cell === '') return undefined;
  const shipped = !cell.startsWith('(');
  const value: unknown = JSON.parse(shipped ? cell : cell.slice(1, -1));
  return { path: splitPath(path), type, default: value, shipped };
};

/** Every field that a release reads: those of its shipped file and those only its templates know. */
export const fieldsOf = (minor: ConfigurationMinor): ConfigurationField[] => {
  const column = CONFIGURATION_MINORS.indexOf(minor);
  const listed = FIELD_ROWS.flatMap((row) => listedField(row, column) ?? []);
  const unlisted = UNLISTED_FIELDS.flatMap(([path, type, since, until]) =>
    compareMinors(minor, since) >= 0 && compareMinors(minor, until) <= 0
      ? [{ path: splitPath(path), type, default: undefined, shipped: false }]
      : [],
  );
  return [...listed, ...unlisted];
};
