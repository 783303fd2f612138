import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "@/db/testing/postgres-server";
import { Random } from "../random";
import type { Found, Soak, SoakOptions } from "../soak";
import { BuiltMuster, ensureBuilt } from "../world/built-muster";
import { bundle } from "../world/bundle";
import { comeAndGo } from "./come-and-go";
import type { Leftovers } from "./leftovers";

const MOVES_A_SECOND = 4;
/** The first visitors make code compile and caches fill; they are not counted. */
const WARM_UP = 5_000;
const PARTS = 4;
/** After the last visitor, until nothing is on its way. */
const REST_MS = 3_000;
const MOST_GROWTH = 0.05;
/** A worker's own timer or question to the database may be there in one look and not in another. */
const MOST_MORE = 10;

/** Streams that come and go, to one process, while the number moves: nothing of them may stay. */
export const connections: Soak = {
  about: "streams opened and left; the heap keeps its size",
  count: 100_000,
  proves: ["server"],
  run: async (options) => {
    await ensureBuilt();
    const probe = await bundle("soak/connections/probe.ts");
    const port = await freePort();
    const muster = new BuiltMuster({ port, nodeArguments: ["--expose-gc", "--import", probe.file] });
    try {
      await muster.start();
      return await play(muster, port, options);
    } finally {
      await muster.end("SIGTERM");
      await muster.remove();
      await probe.remove();
    }
  },
};

async function play(muster: BuiltMuster, port: number, { count, seed, print }: SoakOptions): Promise<Found> {
  const random = new Random(seed);
  const [, emulator = ""] = /Stripe\s+(http:\S+)/.exec(muster.output) ?? [];
  const look = async (visitors: number) => {
    const found = await measure(muster);
    print(`${visitors} visitors: heap ${megabytes(found.heapBytes)} MB, ${JSON.stringify(found.objects)}`);
    return found;
  };
  const pass = async (visitors: number) => {
    const mover = moveOn(emulator);
    const served = await comeAndGo(port, visitors, random);
    await mover.stop();
    await wait(REST_MS);
    return served;
  };
  await pass(WARM_UP);
  const before = await look(0);
  let served = 0;
  let after = before;
  for (let part = 1, done = 0; part <= PARTS; part++) {
    const until = Math.round((count * part) / PARTS);
    served += await pass(until - done);
    done = until;
    after = await look(done);
  }
  const streams = Number(
    /^muster_streams (\d+)$/m.exec(await (await fetch(`${muster.url}/metrics`)).text())?.[1],
  );
  return {
    count,
    failures: judge(before, after, streams),
    details: {
      "saw the number": served,
      "heap before, MB": megabytes(before.heapBytes),
      "heap after, MB": megabytes(after.heapBytes),
      "heap grew by": `${(100 * growth(before, after)).toFixed(2)} %`,
      "resident before, MB": megabytes(before.residentBytes),
      "resident after, MB": megabytes(after.residentBytes),
      "streams left": streams,
      ...Object.fromEntries(
        Object.entries(before.objects).map(([name, held]) => [
          `${name} before and after`,
          `${held}, ${after.objects[name as keyof Leftovers["objects"]]}`,
        ]),
      ),
    },
  };
}

function judge(before: Leftovers, after: Leftovers, streams: number): string[] {
  const failures: string[] = [];
  if (growth(before, after) > MOST_GROWTH) {
    failures.push(`the heap grew by ${(100 * growth(before, after)).toFixed(1)} %`);
  }
  for (const [name, held] of Object.entries(before.objects)) {
    const more = after.objects[name as keyof Leftovers["objects"]] - held;
    if (more > MOST_MORE) failures.push(`${more} ${name} are left over`);
  }
  if (after.listeners > before.listeners)
    failures.push(`${after.listeners - before.listeners} listeners of the process are left over`);
  if (streams !== 0) failures.push(`${streams} streams are left over`);
  return failures;
}

function growth(before: Leftovers, after: Leftovers): number {
  return after.heapBytes / before.heapBytes - 1;
}

async function measure(muster: BuiltMuster): Promise<Leftovers> {
  const told = once(muster.process, "message") as Promise<[Leftovers]>;
  muster.process.send("measure");
  const [found] = await told;
  return found;
}

/** Lets readers join until it is stopped. */
function moveOn(emulator: string): { stop(): Promise<void> } {
  let stopped = false;
  const run = async () => {
    while (!stopped) {
      const answer = await fetch(`${emulator}/_emulator/join`, { method: "POST", body: '{"count":1}' });
      if (!answer.ok) throw new Error(await answer.text());
      await wait(1_000 / MOVES_A_SECOND);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 10_000) / 100;
}
