import { Agent } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { ENGINES, openTestDatabase } from "@/db/testing/open-test-database";
import { openSoakNewsroom, type SoakNewsroom } from "../world/soak-newsroom";
import { playHistory } from "./history";

/** A sample of the soak: 120, each engine its own. */
const HISTORIES = { pglite: { from: 1, count: 40 }, postgres: { from: 1_001, count: 80 } };
const A_TEST = 20;

describe.each(ENGINES)("on %s", (engine) => {
  const { from, count } = HISTORIES[engine];
  const agent = new Agent({ keepAlive: true });
  const databases: Database[] = [];
  let newsroom: SoakNewsroom;

  beforeAll(async () => {
    const first = await openTestDatabase(engine);
    databases.push(first);
    // A second instance beside the first: its own connections on PostgreSQL, the same engine on PGlite.
    if (first.url) databases.push(await openDatabase({ url: first.url, poolSize: 6 }));
    newsroom = await openSoakNewsroom(first.url ? databases : [first, first]);
  });
  afterAll(async () => {
    await newsroom.close();
    agent.destroy();
    for (const database of databases.reverse()) await database.close();
  });

  const starts = Array.from({ length: count / A_TEST }, (_, index) => from + index * A_TEST);
  test.each(starts)(
    "the count is the model's after 20 histories from seed %i",
    { timeout: 240_000 },
    async (start) => {
      for (let seed = start; seed < start + A_TEST; seed++) {
        const { steps, differences } = await playHistory(newsroom, seed, agent);
        expect({ seed, differences, steps }).toEqual({ seed, differences: [], steps });
      }
    },
  );
});
