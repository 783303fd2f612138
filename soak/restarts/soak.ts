import type { Soak } from "../soak";
import { ensureBuilt } from "../world/built-muster";
import { playRestarts } from "./play-restarts";

/** One instance after another is restarted behind nginx, under 200 webhooks a second and 2,000 streams. */
export const restarts: Soak = {
  about: "instances restarted under 200 webhooks a second and 2,000 streams",
  count: 50,
  proves: ["server", "deploy", "domain/membership", "db/schema", "components/elements"],
  run: async ({ count, seed, print }) => {
    await ensureBuilt();
    const played = await playRestarts({
      restarts: count,
      instances: 3,
      streams: 2_000,
      rate: 200,
      everyMs: 12_000,
      seed,
      print,
    });
    return { count: played.restarts, failures: played.failures, details: played.details };
  },
};
