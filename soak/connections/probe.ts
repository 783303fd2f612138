import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { queryObjects } from "node:v8";
import type { Leftovers } from "./leftovers";

/** Loaded into Muster beside its own program, with `--expose-gc`: says what is left after everything unused is gone. */
const Timer = setTimeout(() => {}, 0).constructor as new () => unknown;
/** So many, that code which was only needed while starting is dropped before the first look and not between looks. */
const COLLECTIONS = 12;
const BETWEEN_MS = 250;

async function measure(): Promise<Leftovers> {
  let heapBytes = Number.POSITIVE_INFINITY;
  for (let i = 0; i < COLLECTIONS; i++) {
    globalThis.gc?.();
    // The least: between two jobs of the background work there is less than in the midst of one.
    heapBytes = Math.min(heapBytes, process.memoryUsage().heapUsed);
    await wait(BETWEEN_MS);
  }
  const count = (type: abstract new (...args: never[]) => unknown) => queryObjects(type, { format: "count" });
  return {
    heapBytes,
    residentBytes: process.memoryUsage().rss,
    objects: {
      sockets: count(Socket),
      requests: count(IncomingMessage),
      responses: count(ServerResponse),
      timers: count(Timer),
    },
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
  };
}

process.on("message", async () => process.send?.(await measure()));
