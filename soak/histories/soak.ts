import { Agent } from "node:http";
import type { Engine } from "@/db/client";
import type { Found, Soak, SoakOptions } from "../soak";
import { openDatabases } from "../world/open-databases";
import { openSoakNewsroom } from "../world/soak-newsroom";
import { playHistory } from "./history";

const TELL_EVERY = 100;

/** Seeded histories of two instances on each engine against the independent model; even seeds play on PostgreSQL. */
export const histories: Soak = {
  about: "random histories against an independent model",
  count: 10_000,
  run: async (options) => {
    const found: Found = { count: 0, failures: [], details: { events: 0 } };
    for (const engine of ["pglite", "postgres"] as const) await playAll(engine, options, found);
    return found;
  },
};

async function playAll(engine: Engine, { count, seed, print }: SoakOptions, found: Found): Promise<void> {
  const databases = await openDatabases(engine, 2);
  const newsroom = await openSoakNewsroom(databases.databases);
  const agent = new Agent({ keepAlive: true });
  let events = Number(found.details?.events ?? 0);
  for (let at = seed; at < seed + count; at++) {
    if ((at % 2 === 0) !== (engine === "postgres")) continue;
    const played = await playHistory(newsroom, at, agent);
    found.count++;
    events += played.events;
    if (played.differences.length > 0) {
      found.failures.push(`seed ${at} on ${engine}: ${played.differences.join("; ")}`);
      print(`${found.failures.at(-1)}\n  ${played.steps.join("\n  ")}`);
    }
    if (found.count % TELL_EVERY === 0)
      print(`${found.count} histories, ${found.failures.length} mismatches`);
  }
  found.details = { events };
  agent.destroy();
  await newsroom.close();
  await databases.close();
}
