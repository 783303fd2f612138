import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runDirectly } from "./run-directly";

let folder: string;
let said: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-directly-"));
  said = [];
  vi.spyOn(console, "error").mockImplementation((line) => void said.push(String(line)));
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("DATABASE_URL", "");
  vi.stubEnv("EMAIL_HASH_KEY", "");
  vi.stubEnv("STRIPE_SECRET_KEY", "rk_test_nobody");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

test.each(["verify", "backup", "mail", "staff", "stripe:reconcile", "stripe:replay"])(
  "%s where nothing is makes no empty newsroom to be content with",
  async (command) => {
    expect(await runDirectly(command, [], ".")).toBe(1);
    expect(said.join()).toMatch(/There is no database in .*, and DATABASE_URL is not set/);
    expect(await readdir(folder)).toEqual([]);
  },
);

test.each(["stripe:backfill", "backup", "restore"])(
  "%s of a database never goes by an e-mail key made up on the spot",
  async (command) => {
    vi.stubEnv("DATABASE_URL", "postgres://muster@127.0.0.1:1/nowhere");
    expect(await runDirectly(command, [], ".")).toBe(1);
    expect(said.join()).toContain("EMAIL_HASH_KEY is not set");
    expect(await readdir(folder)).toEqual([]);
  },
);
