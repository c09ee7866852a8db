import { fieldAt, textAt } from '../object-fields.ts';
import { KubeFailure, type WatchEvent } from '../ports/kube.ts';
import { createLineSplitter } from '../streams/split-lines.ts';
import { parseObject } from './parse-object.ts';
import { failureOfAnswer, tryParseJson } from './translate-kube-error.ts';

/** The API server refuses requests over 3 MiB; a longer line is not one of its events. */
const MAX_EVENT_BYTES = 8 * 1_048_576;

function toWatchEvent(line: string): WatchEvent {
  const parsed = tryParseJson(line);
  const object = fieldAt(parsed, 'object');
  switch (fieldAt(parsed, 'type')) {
    case 'ADDED':
      return { type: 'added', object: parseObject(object) };
    case 'MODIFIED':
      return { type: 'modified', object: parseObject(object) };
    case 'DELETED':
      return { type: 'deleted', object: parseObject(object) };
    case 'BOOKMARK':
      return { type: 'bookmark', resourceVersion: textAt(object, 'metadata', 'resourceVersion') ?? '' };
    case 'ERROR': {
      const code = Number(fieldAt(object, 'code'));
      if (code === 410) return { type: 'expired' };
      throw failureOfAnswer(code || 500, JSON.stringify(object));
    }
    default:
      throw new KubeFailure('unexpected-answer', 'The watch brought something that is not an event.');
  }
}

/** JSON lines to events. A line that was cut off by the end of the stream is dropped: the next watch brings it again. */
export async function* readWatch(stream: AsyncIterable<Buffer>): AsyncGenerator<WatchEvent> {
  const splitter = createLineSplitter(MAX_EVENT_BYTES);
  for await (const chunk of stream) {
    for (const line of splitter.push(chunk)) {
      const event = toWatchEvent(line.text);
      yield event;
      if (event.type === 'expired') return;
    }
  }
}
