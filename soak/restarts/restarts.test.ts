import { expect, test } from "vitest";
import { ENGINES } from "@/db/testing/open-test-database";
import { hasNginx } from "../../deploy/testing/start-nginx";
import { isBuilt } from "../../scripts/stamp.mjs";
import { playRestarts } from "./play-restarts";

const canPlay = ENGINES.includes("postgres") && hasNginx() && (await isBuilt());
const why = canPlay ? "" : " (not run: needs PostgreSQL, nginx, and npm run build)";

test.skipIf(!canPlay)(
  `three instances behind nginx, one stopped, one killed: nothing is lost, nobody left behind${why}`,
  {
    timeout: 240_000,
  },
  async () => {
    const seed = Math.floor(Date.now() / 86_400_000);
    const played = await playRestarts({
      restarts: 2,
      instances: 3,
      streams: 60,
      rate: 40,
      everyMs: 5_500,
      seed,
      print: () => {},
    });
    expect({ seed, failures: played.failures }).toEqual({ seed, failures: [] });
    expect(played.details).toMatchObject({ kills: 1, streams: 60 });
    expect(played.details.reconnects).toBeGreaterThan(20);
  },
);
