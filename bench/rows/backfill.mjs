import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import { load, ROOT, startMuster } from "../app.mjs";
import { interleave, row } from "../measure.mjs";

const run = promisify(execFile);

const MEMBERS = 100_000;
const ROUNDS = 3;

/** P15: the command that counts an account's members, beside a process that only reads the same pages. */
export async function backfill({ ports }) {
  const { startPostgres } = await load("db/testing/postgres-server.ts");
  const server = await startPostgres();
  if (!server) return [];
  // Only its local Stripe is asked; the imports have databases of their own.
  const app = await startMuster({ port: ports[0] });
  try {
    const filled = await fetch(`${app.emulator}/_emulator/fill`, {
      method: "POST",
      body: JSON.stringify({ members: MEMBERS }),
    });
    if (!filled.ok) throw new Error(await filled.text());
    let subscriptions = 0;
    const reader = new URL("../peers/page-through.mjs", import.meta.url).pathname;
    const seconds = await interleave(ROUNDS, {
      imported: (round) => importAll(server, app.emulator, `backfill_${round}`),
      read: async () => {
        const { stdout } = await run(process.execPath, [reader, app.emulator]);
        const [read, time] = stdout.trim().split(" ").map(Number);
        subscriptions = read;
        return time;
      },
    });
    return [
      row("P15", `backfill of ${subscriptions.toLocaleString("en")} subscriptions on PostgreSQL`, {
        ...{ value: seconds.imported, unit: "s", peer: "only paging through them", peerValue: seconds.read },
        ...{ ratio: seconds.imported / seconds.read, goal: 1.5, stretch: 1.1, higher: false },
      }),
    ];
  } finally {
    await app.stop();
    await server.stop();
  }
}

/** Seconds of `npm run stripe:backfill` on an empty, migrated database. */
async function importAll(server, emulator, database) {
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${database}`);
  await sql.end();
  const dataDir = await mkdtemp(join(tmpdir(), "muster-backfill-"));
  const env = {
    ...process.env,
    DATABASE_URL: server.url.replace(/\/postgres$/, `/${database}`),
    DATA_DIR: dataDir,
    STRIPE_API_BASE: emulator,
    STRIPE_SECRET_KEY: "sk_test_demo",
    STRIPE_MEMBERSHIP_PRODUCTS: "prod_muster_membership",
  };
  const command = (name) => run(process.execPath, ["dist/cli.mjs", name], { cwd: ROOT, env });
  await command("db:migrate");
  const began = performance.now();
  await command("stripe:backfill");
  const seconds = (performance.now() - began) / 1_000;
  await rm(dataDir, { recursive: true, force: true });
  return seconds;
}
