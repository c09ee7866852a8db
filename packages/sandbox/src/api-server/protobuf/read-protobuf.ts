import type { JsonObject } from '../json.ts';
import { MESSAGES } from './messages.ts';

const MAGIC = Buffer.from('k8s\0');

interface Field {
  number: number;
  /** A varint's value, or a length-delimited field's bytes. */
  value: number | Buffer;
}

/** Reads Kubernetes' protobuf envelope as the JSON it stands for; undefined for a kind not known here, or no such envelope. */
export function readProtobuf(body: Buffer): JsonObject | undefined {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const [type, raw] = [1, 2].map((number) => bytesOf(readFields(body.subarray(MAGIC.length)), number));
  if (type === undefined || raw === undefined) return undefined;
  const names = readFields(type);
  const [apiVersion = '', kind = ''] = [1, 2].map((number) => bytesOf(names, number)?.toString('utf8'));
  return kind in MESSAGES ? { apiVersion, kind, ...readMessage(raw, kind) } : undefined;
}

function bytesOf(fields: readonly Field[], wanted: number): Buffer | undefined {
  const found = fields.find(({ number }) => number === wanted)?.value;
  return typeof found === 'number' ? undefined : found;
}

function readMessage(bytes: Buffer, name: string): JsonObject {
  const shapes = new Map(
    (MESSAGES[name] ?? '').split(', ').map((line) => {
      const [field = '', number = '', type = ''] = line.split(' ');
      return [Number(number), { field, type }] as const;
    }),
  );
  const message: JsonObject = {};
  for (const { number, value } of readFields(bytes)) {
    const shape = shapes.get(number);
    if (shape === undefined) continue;
    const { field, type } = shape;
    const before: unknown = message[field];
    const list: unknown[] = Array.isArray(before) ? before : [];
    if (type.startsWith('[]')) message[field] = [...list, readValue(value, type.slice(2))];
    else if (type.startsWith('{}'))
      message[field] = { ...(typeof before === 'object' ? before : {}), ...readEntry(value, type.slice(2)) };
    else {
      const read = readValue(value, type);
      // Go sends empty strings for what is not set; JSON leaves them out.
      if (read !== '') message[field] = read;
    }
  }
  return message;
}

function readEntry(value: number | Buffer, type: string): JsonObject {
  if (typeof value === 'number') return {};
  const fields = readFields(value);
  const inner = bytesOf(fields, 2) ?? Buffer.alloc(0);
  return { [bytesOf(fields, 1)?.toString('utf8') ?? '']: readValue(inner, type) };
}

function readValue(value: number | Buffer, type: string): unknown {
  if (typeof value === 'number') return type === 'bool' ? value !== 0 : value;
  switch (type) {
    case 'string':
      return value.toString('utf8');
    case 'bytes':
      return value.toString('base64');
    case 'intOrString': {
      const fields = readFields(value);
      const isText = fields.find(({ number }) => number === 1)?.value === 1;
      return isText
        ? bytesOf(fields, 3)?.toString('utf8')
        : (fields.find(({ number }) => number === 2)?.value ?? 0);
    }
    default:
      return readMessage(value, type);
  }
}

function readFields(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let result = 0;
    let scale = 1;
    for (;;) {
      const byte = bytes[at] ?? 0;
      at += 1;
      result += (byte & 127) * scale;
      if (byte < 128) return result;
      scale *= 128;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const wire = key & 7;
    const number = key >>> 3;
    if (wire === 0) fields.push({ number, value: varint() });
    else if (wire === 2) {
      const length = varint();
      fields.push({ number, value: bytes.subarray(at, at + length) });
      at += length;
    } else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else return fields;
  }
  return fields;
}
