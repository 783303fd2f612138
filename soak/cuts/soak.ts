import { startPostgres } from "@/db/testing/postgres-server";
import type { Soak } from "../soak";
import { playCuts } from "./play-cuts";

/** Connections cut around COMMIT, the lost reply included: nothing acknowledged is lost, nobody counts twice. */
export const cuts: Soak = {
  about: "connections to PostgreSQL cut around COMMIT",
  count: 1_000,
  run: async (options) => {
    const server = await startPostgres();
    if (!server) throw new Error("no PostgreSQL binaries were found on this machine");
    try {
      const { cuts, failures, details } = await playCuts(server.url, options);
      return { count: cuts, failures, details };
    } finally {
      await server.stop();
    }
  },
};
