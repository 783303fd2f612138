export interface Stamped {
  id: string;
  created?: number;
}

interface Slot<T> {
  id: string;
  created: number;
  seq: number;
  value: T | undefined;
  make: (() => T) | undefined;
  deleted: boolean;
}

export type IndexKeys<T> = Record<string, (value: T) => string | string[] | null | undefined>;

/** Objects of one kind, newest first, with cursors found by binary search and look-ups by secondary keys. */
export class Collection<T extends Stamped> {
  readonly #slots = new Map<string, Slot<T>>();
  readonly #keys: IndexKeys<T>;
  /** One slot alone is by far the commonest, so a bucket is a set only when it must be. */
  readonly #index = new Map<string, Map<string, Slot<T> | Set<Slot<T>>>>();
  #order: Slot<T>[] = [];
  #unsorted = false;
  #removed = 0;
  #seq = 0;

  constructor(keys: IndexKeys<T> = {}) {
    this.#keys = keys;
    for (const name of Object.keys(keys)) this.#index.set(name, new Map());
  }

  get size(): number {
    return this.#slots.size;
  }

  get(id: string): T | undefined {
    const slot = this.#slots.get(id);
    return slot ? read(slot) : undefined;
  }

  has(id: string): boolean {
    return this.#slots.has(id);
  }

  put(value: T): void {
    const held = this.#slots.get(value.id);
    if (held) {
      this.#unlink(held, read(held));
      held.value = value;
      held.make = undefined;
      this.#link(held, value);
      return;
    }
    const slot = this.#append(value.id, value.created ?? 0);
    slot.value = value;
    this.#link(slot, value);
  }

  /** Adds an object that is built when somebody first looks at it; `keys` are its index keys. */
  putLazy(id: string, created: number, keys: Record<string, string>, make: () => T): void {
    if (this.#slots.has(id)) return;
    const slot = this.#append(id, created);
    slot.make = make;
    for (const name in keys) {
      const key = keys[name];
      if (key !== undefined) this.#file(name, key, slot);
    }
  }

  delete(id: string): void {
    const slot = this.#slots.get(id);
    if (!slot) return;
    this.#unlink(slot, read(slot));
    this.#slots.delete(id);
    slot.deleted = true;
    this.#removed++;
    if (this.#removed > 1000 && this.#removed > this.#slots.size) this.#sweep();
  }

  /** Values with this secondary key, newest first. */
  by(name: string, key: string): T[] {
    const bucket = this.#index.get(name)?.get(key);
    if (!bucket) return [];
    return bucket instanceof Set ? [...bucket].sort(newestFirst).map(read) : [read(bucket)];
  }

  first(name: string, key: string): T | undefined {
    return this.by(name, key)[0];
  }

  values(): T[] {
    return [...this.#slots.values()].map(read);
  }

  /** Values that were changed after they were made, or never lazy: what a snapshot must hold. */
  *written(): Generator<T> {
    for (const slot of this.#slots.values()) if (!slot.make && slot.value) yield slot.value;
  }

  /** Walks newest first (or oldest first), strictly after the object `from` when given. */
  *walk(direction: "older" | "newer", from?: string): Generator<T> {
    this.#sort();
    const step = direction === "older" ? -1 : 1;
    const start = from === undefined ? undefined : this.#slots.get(from);
    let at = start ? this.#position(start) + step : direction === "older" ? this.#order.length - 1 : 0;
    for (; at >= 0 && at < this.#order.length; at += step) {
      const slot = this.#order[at];
      if (slot && !slot.deleted) yield read(slot);
    }
  }

  #append(id: string, created: number): Slot<T> {
    const slot: Slot<T> = {
      id,
      created,
      seq: ++this.#seq,
      value: undefined,
      make: undefined,
      deleted: false,
    };
    const last = this.#order.at(-1);
    if (last && last.created > created) this.#unsorted = true;
    this.#slots.set(id, slot);
    this.#order.push(slot);
    return slot;
  }

  #sort(): void {
    if (!this.#unsorted) return;
    this.#order.sort((a, b) => newestFirst(b, a));
    this.#unsorted = false;
  }

  #sweep(): void {
    this.#order = this.#order.filter((slot) => !slot.deleted);
    this.#removed = 0;
  }

  #position(slot: Slot<T>): number {
    let low = 0;
    let high = this.#order.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#order[middle];
      if (other && newestFirst(other, slot) > 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #file(name: string, key: string, slot: Slot<T>): void {
    const buckets = this.#index.get(name);
    if (!buckets) throw new Error(`no index ${name}`);
    const held = buckets.get(key);
    if (held === undefined) buckets.set(key, slot);
    else if (held instanceof Set) held.add(slot);
    else if (held !== slot) buckets.set(key, new Set([held, slot]));
  }

  #link(slot: Slot<T>, value: T): void {
    for (const [name, keyOf] of Object.entries(this.#keys)) {
      for (const key of [keyOf(value) ?? []].flat()) this.#file(name, key, slot);
    }
  }

  #unlink(slot: Slot<T>, value: T): void {
    for (const [name, keyOf] of Object.entries(this.#keys)) {
      for (const key of [keyOf(value) ?? []].flat()) {
        const buckets = this.#index.get(name);
        const held = buckets?.get(key);
        if (held instanceof Set && held.delete(slot) && held.size > 0) continue;
        if (held === slot || (held instanceof Set && held.size === 0)) buckets?.delete(key);
      }
    }
  }
}

function read<T>(slot: Slot<T>): T {
  if (slot.value !== undefined) return slot.value;
  if (!slot.make) throw new Error(`empty slot ${slot.id}`);
  return slot.make();
}

/** Negative when `a` is newer than `b`. */
function newestFirst(a: { created: number; seq: number }, b: { created: number; seq: number }): number {
  return b.created - a.created || b.seq - a.seq;
}
