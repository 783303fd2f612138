import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "@/db/testing/postgres-server";
import type { Found, Soak, SoakOptions } from "../soak";
import { bundle } from "../world/bundle";
import { type KillsOptions, type KillsPlayed, playKills, type Victim } from "./play-kills";

/** Kills of one run before it begins anew with an empty database: proofs over a large one take longer than kills. */
const A_BATCH = 20;

/** SIGKILL under load: of Muster on both engines and of PostgreSQL. What was acknowledged is never lost. */
export const kills: Soak = {
  about: "SIGKILL of Muster and of PostgreSQL under 200 webhooks a second",
  count: 200,
  run: async (options) => {
    const found: Found = { count: 0, failures: [], details: {} };
    const program = await bundle("soak/kills/muster.ts");
    try {
      for (let done = 0; done < options.count; done = found.count) {
        const size = Math.min(A_BATCH, options.count - done);
        add(found, await playBatch(program.file, size, options.seed * 1_000 + done, options));
        options.print(`${found.count} kills, ${found.failures.length} failures`);
      }
    } finally {
      await program.remove();
    }
    return found;
  },
};

/** A batch on each engine in turn: on PGlite only Muster can be killed, with its database inside. */
async function playBatch(
  program: string,
  count: number,
  seed: number,
  { print }: SoakOptions,
): Promise<KillsPlayed & { what: string }> {
  const shared = { program, seed, print };
  if ((seed / A_BATCH) % 3 >= 2) {
    const folder = await mkdtemp(join(tmpdir(), "muster-kills-"));
    const victims = Array.from({ length: count }, (): Victim => "muster");
    const played = await playKills({ ...shared, where: join(folder, "pglite"), engine: "pglite", victims });
    await rm(folder, { recursive: true, force: true });
    return { ...played, what: "muster on pglite" };
  }
  return { ...(await onPostgres({ ...shared, count })), what: "muster and postgres in turn" };
}

async function onPostgres({
  count,
  ...shared
}: Pick<KillsOptions, "program" | "seed" | "print"> & { count: number }): Promise<KillsPlayed> {
  const server = await startPostgres();
  if (!server) throw new Error("no PostgreSQL binaries were found on this machine");
  try {
    const victims = Array.from({ length: count }, (_, i): Victim => (i % 2 === 0 ? "postgres" : "muster"));
    const { crash: crashDatabase } = server;
    return await playKills({ ...shared, where: server.url, engine: "postgres", victims, crashDatabase });
  } finally {
    await server.stop();
  }
}

function add(found: Found, played: KillsPlayed & { what: string }): void {
  found.count += played.kills;
  found.failures.push(...played.failures);
  const sum = (key: string, n: number) => Number(found.details?.[key] ?? 0) + n;
  found.details = {
    ...found.details,
    webhooks: sum("webhooks", played.sent),
    "acknowledged before the kill": sum("acknowledged before the kill", played.acknowledged),
    "ended with its database": sum("ended with its database", played.endedWithDatabase),
    [played.what]: sum(played.what, played.kills),
  };
}
