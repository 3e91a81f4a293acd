/** Remembers numbers by text, and never more than `max` of them. */

export type BoundedMemory = {
  get(key: string): number | undefined;
  put(key: string, value: number): void;
  clear(): void;
  size(): number;
};

/** Two generations: what was not asked for while the young one filled is forgotten with the old one. */
export function openBoundedMemory(max: number): BoundedMemory {
  let young = new Map<string, number>();
  let old = new Map<string, number>();
  const put = (key: string, value: number): void => {
    if (young.size >= max / 2) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
  };
  const get = (key: string): number | undefined => {
    const value = young.get(key);
    if (value !== undefined) return value;
    const elder = old.get(key);
    if (elder !== undefined) put(key, elder);
    return elder;
  };
  const clear = (): void => {
    young = new Map();
    old = new Map();
  };
  return { get, put, clear, size: () => young.size + old.size };
}
