/** A list that keeps its newest `capacity` items. Reading and adding are O(1); nothing is moved. */
export interface Ring<T> {
  readonly size: number;
  at(index: number): T | undefined;
  /** Adds at the end; answers the item that had to go, if one had. */
  push(item: T): T | undefined;
  /** Removes the oldest item. */
  shift(): T | undefined;
  clear(): void;
}

export function createRing<T>(capacity: number): Ring<T> {
  let items: (T | undefined)[] = [];
  let head = 0;
  let size = 0;
  const slot = (index: number): number => (head + index) % capacity;
  const shift = (): T | undefined => {
    if (size === 0) return undefined;
    const oldest = items[head];
    items[head] = undefined;
    head = slot(1);
    size -= 1;
    return oldest;
  };
  return {
    get size() {
      return size;
    },
    at: (index) => (index < 0 || index >= size ? undefined : items[slot(index)]),
    push: (item) => {
      const gone = size === capacity ? shift() : undefined;
      items[slot(size)] = item;
      size += 1;
      return gone;
    },
    shift,
    clear: () => {
      items = [];
      head = 0;
      size = 0;
    },
  };
}
