import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Change } from "./store.ts";

const COMPACT_ABOVE_BYTES = 64 * 1024 * 1024;

/**
 * Append-only journal of changes. Changes of one turn are one line and one write, so a torn last line loses a whole
 * turn and never half of one; a snapshot replaces the journal when it has grown.
 */
export class Journal {
  readonly #dir: string;
  readonly #snapshot: () => Iterable<Change>;
  #file: FileHandle | null = null;
  #pending: string[] = [];
  #writing: Promise<void> | null = null;
  #bytes = 0;
  #number = 0;
  #compacting = false;
  #limit = COMPACT_ABOVE_BYTES;

  constructor(dir: string, snapshot: () => Iterable<Change>) {
    this.#dir = dir;
    this.#snapshot = snapshot;
  }

  /** Reads snapshot and journal back, oldest first, then opens the journal for appending. */
  async open(apply: (change: Change) => void): Promise<void> {
    await mkdir(this.#dir, { recursive: true });
    const names = (await readdir(this.#dir)).filter((name) => /^(snapshot|journal)-\d+\.jsonl$/.test(name));
    const snapshots = names.filter((name) => name.startsWith("snapshot")).map(numberOf);
    const base = Math.max(0, ...snapshots);
    if (snapshots.length > 0) await this.#replay(`snapshot-${base}.jsonl`, apply);
    const journals = names.filter((name) => name.startsWith("journal")).map(numberOf);
    for (const number of journals.sort((a, b) => a - b)) {
      if (number >= base) await this.#replay(`journal-${number}.jsonl`, apply);
      this.#number = Math.max(this.#number, number);
    }
    this.#number = Math.max(this.#number, base) + 1;
    this.#file = await open(join(this.#dir, `journal-${this.#number}.jsonl`), "a");
  }

  write(change: Change): void {
    this.#pending.push(JSON.stringify(change));
    this.#writing ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => this.#flush());
  }

  /** Resolves when everything written so far has reached the operating system. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  /** Forgets everything written so far. */
  async restart(): Promise<void> {
    await this.settled();
    while (this.#compacting) await new Promise((resolve) => setTimeout(resolve, 10));
    const before = this.#file;
    this.#number++;
    this.#bytes = 0;
    this.#file = await open(join(this.#dir, `journal-${this.#number}.jsonl`), "a");
    await before?.close();
    await this.#removeBefore(this.#number);
  }

  async close(): Promise<void> {
    await this.settled();
    while (this.#compacting) await new Promise((resolve) => setTimeout(resolve, 10));
    await this.#file?.close();
    this.#file = null;
  }

  async #flush(): Promise<void> {
    while (this.#pending.length > 0 && this.#file) {
      const line = `[${this.#pending.splice(0).join(",")}]\n`;
      await this.#file.write(line);
      this.#bytes += line.length;
    }
    this.#writing = null;
    if (this.#bytes > this.#limit && !this.#compacting) void this.#compact();
  }

  /** New changes go to a new journal first; replaying them over the snapshot is harmless, each is absolute. */
  async #compact(): Promise<void> {
    this.#compacting = true;
    try {
      const number = this.#number + 1;
      const next = await open(join(this.#dir, `journal-${number}.jsonl`), "a");
      await this.settled();
      const before = this.#file;
      this.#file = next;
      this.#number = number;
      this.#bytes = 0;
      await before?.close();
      const size = await this.#writeSnapshot(number);
      this.#limit = Math.max(COMPACT_ABOVE_BYTES, size);
      for (const name of await readdir(this.#dir)) {
        if (/^(snapshot|journal)-\d+\.jsonl$/.test(name) && numberOf(name) < number)
          await rm(join(this.#dir, name));
      }
    } finally {
      this.#compacting = false;
    }
  }

  async #removeBefore(number: number): Promise<void> {
    for (const name of await readdir(this.#dir)) {
      if (/^(snapshot|journal)-\d+\.jsonl$/.test(name) && numberOf(name) < number)
        await rm(join(this.#dir, name));
    }
  }

  async #writeSnapshot(number: number): Promise<number> {
    const temporary = join(this.#dir, "snapshot.tmp");
    const file = await open(temporary, "w");
    let size = 0;
    let batch: string[] = [];
    const put = async () => {
      const line = `[${batch.join(",")}]\n`;
      batch = [];
      size += line.length;
      await file.write(line);
    };
    for (const change of this.#snapshot()) {
      batch.push(JSON.stringify(change));
      if (batch.length >= 500) await put();
    }
    await put();
    await file.close();
    await rename(temporary, join(this.#dir, `snapshot-${number}.jsonl`));
    return size;
  }

  async #replay(name: string, apply: (change: Change) => void): Promise<void> {
    const lines = createInterface({ input: createReadStream(join(this.#dir, name)), crlfDelay: Infinity });
    for await (const line of lines) {
      const changes = parseLine(line);
      for (const change of changes) apply(change);
    }
  }
}

/** A line torn by a crash is not JSON and counts as never written. */
function parseLine(line: string): Change[] {
  try {
    return JSON.parse(line) as Change[];
  } catch {
    return [];
  }
}

function numberOf(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? 0);
}
