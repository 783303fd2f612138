import type { Soak } from "../soak";
import { openDatabases } from "../world/open-databases";
import { openSoakNewsroom } from "../world/soak-newsroom";
import { playOutage } from "./play-outage";

const MOST_SECONDS = 300;

/** Three days without webhooks, then everything twice and shuffled, to two instances on one PostgreSQL. */
export const outage: Soak = {
  about: "three days without webhooks, then their events twice, shuffled",
  count: 20_000,
  run: async (options) => {
    const { databases, close } = await openDatabases("postgres", 2);
    const newsroom = await openSoakNewsroom(databases);
    try {
      const { events, seconds, failures } = await playOutage(newsroom, options);
      if (seconds > MOST_SECONDS) failures.push(`exact after ${seconds} s, not within ${MOST_SECONDS}`);
      return { count: events, failures, details: { deliveries: events * 2, "seconds until exact": seconds } };
    } finally {
      await newsroom.close();
      await close();
    }
  },
};
