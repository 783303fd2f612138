import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  type WriteStream,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Change } from "./store/store";
import type { World } from "./world";

const FILE = "emulator.jsonl";

/** Keeps every change in a file, so that a restarted emulator, even a killed one, goes on where it was. */
export class Journal {
  private readonly out: WriteStream;

  private constructor(path: string, world: World) {
    this.out = createWriteStream(path, { flags: "a" });
    world.store.onChange = (change) => this.out.write(`${JSON.stringify(change)}\n`);
  }

  /** Reads what an earlier run left, compacts it, and records from then on. */
  static open(dataDir: string, world: World): Journal {
    mkdirSync(dataDir, { recursive: true });
    const path = join(dataDir, FILE);
    if (existsSync(path)) {
      for (const line of readFileSync(path, "utf8").split("\n")) replay(world, line);
    }
    writeFileSync(`${path}.new`, snapshot(world));
    renameSync(`${path}.new`, path);
    return new Journal(path, world);
  }

  recordClock(offsetMs: number): void {
    this.out.write(`${JSON.stringify({ op: "clock", offsetMs } satisfies Change)}\n`);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.out.end(resolve));
  }
}

function replay(world: World, line: string): void {
  if (!line) return;
  let change: Change;
  try {
    change = JSON.parse(line) as Change;
  } catch {
    // The last line of a killed process may be cut off; what it would have said never happened.
    return;
  }
  if (change.op === "put") world.store.of(change.kind).put(change.value as never);
  else if (change.op === "delete") world.store.of(change.kind).delete(change.id);
  else world.clock.setOffset(change.offsetMs);
}

function snapshot(world: World): string {
  const lines = [JSON.stringify({ op: "clock", offsetMs: world.clock.offsetMs } satisfies Change)];
  for (const kind of world.store.kinds()) {
    for (const value of world.store.of(kind).written())
      lines.push(JSON.stringify({ op: "put", kind, value }));
  }
  return `${lines.join("\n")}\n`;
}
