import type { Soak } from "../soak";
import { openDatabases } from "../world/open-databases";
import { openSoakNewsroom } from "../world/soak-newsroom";
import { playBackfill } from "./play-backfill";

/** A large account imported, interrupted twice: exact, one step of the ledger, and nothing left to compare. */
export const backfill: Soak = {
  about: "members imported, interrupted twice",
  count: 25_000,
  run: async (options) => {
    const { databases, close } = await openDatabases("postgres", 1);
    const newsroom = await openSoakNewsroom(databases);
    try {
      const { failures, ...details } = await playBackfill(newsroom, options);
      return { count: options.count, failures, details };
    } finally {
      await newsroom.close();
      await close();
    }
  },
};
