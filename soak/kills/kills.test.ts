import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { ENGINES } from "@/db/testing/open-test-database";
import { type PostgresServer, startPostgres } from "@/db/testing/postgres-server";
import { type Bundled, bundle } from "../world/bundle";
import { playKills } from "./play-kills";

const TIMEOUT_MS = 120_000;
const seed = Math.floor(Date.now() / 86_400_000);
const print = () => {};

let program: Bundled;
beforeAll(async () => {
  program = await bundle("soak/kills/muster.ts");
});
afterAll(() => program.remove());

test("Muster killed with its embedded database loses nothing acknowledged", {
  timeout: TIMEOUT_MS,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "muster-kills-"));
  const where = join(folder, "pglite");
  const played = await playKills({
    program: program.file,
    where,
    engine: "pglite",
    template: inject("pgliteTemplate"),
    victims: ["muster"],
    seed,
    print,
  });
  expect({ seed, failures: played.failures }).toEqual({ seed, failures: [] });
  expect(played.acknowledged).toBeGreaterThan(0);
  await rm(folder, { recursive: true, force: true });
});

describe.runIf(ENGINES.includes("postgres"))("on a PostgreSQL of its own", () => {
  let server: PostgresServer | null;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());

  test("Muster killed, then PostgreSQL killed, lose nothing acknowledged", {
    timeout: TIMEOUT_MS,
  }, async () => {
    const played = await playKills({
      program: program.file,
      where: server?.url ?? "",
      engine: "postgres",
      victims: ["muster", "postgres"],
      crashDatabase: server?.crash,
      seed,
      print,
    });
    expect({ seed, failures: played.failures }).toEqual({ seed, failures: [] });
    expect(played.kills).toBe(2);
    expect(played.acknowledged).toBeGreaterThan(0);
  });
});
