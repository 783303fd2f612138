import postgres, { type Sql } from "postgres";
import { freePort, type PostgresServer, startPostgres } from "@/db/testing/postgres-server";
import { type Nginx, startNginx } from "../../deploy/testing/start-nginx";
import { type Emulator, startEmulator } from "../../stripe-emulator/start";
import { BuiltMuster } from "../world/built-muster";
import { runCommand } from "../world/demo-process";
import { QueryWatch, watchedSettings } from "./query-watch";

export const WEBHOOK_SECRET = "whsec_only_for_the_restarts_soak";

/** Of the proxy: enough for readers who come back while what they left is not yet closed, and for webhooks that wait. */
const connectionsFor = (streams: number) => 3 * streams + 8_000;

/** What instances of one newsroom share, as an operator would set it. */
const SHARED = {
  STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
  AUTH_SECRET: "an auth secret that is for soaks alone, of 32 letters",
  EMAIL_HASH_KEY: "an e-mail hash key that is for soaks alone, of 32 letters",
  METRICS_TOKEN: "a token for soaks only",
  TRUST_PROXY: "true",
};

/** One newsroom in production's shape: Musters behind the nginx of deploy/, one PostgreSQL, one Stripe. */
export interface House {
  instances: { muster: BuiltMuster; role: string }[];
  nginx: Nginx;
  sql: Sql;
  /** Null where PostgreSQL cannot tell. */
  queries: QueryWatch | null;
  /** What `npm run verify` says. */
  verify(): Promise<{ code: number; output: string }>;
  /** The sum of a figure of `/metrics` over all instances. */
  metric(name: string): Promise<number>;
  close(): Promise<void>;
}

export async function openHouse(count: number, streams: number): Promise<House> {
  const closing: (() => unknown)[] = [];
  const close = async () => {
    for (let step = closing.pop(); step; step = closing.pop()) await step();
  };
  try {
    const emulator = await startEmulator({ seed: "demo" });
    closing.push(() => emulator.stop());
    const watched = watchedSettings();
    const server = await startPostgres(watched ?? []);
    if (!server) throw new Error("no PostgreSQL binaries were found on this machine");
    closing.push(() => server.stop());
    const sql = postgres(server.url, { max: 2, onnotice: () => {} });
    closing.push(() => sql.end({ timeout: 1 }));
    const queries = watched ? await QueryWatch.open(sql) : null;
    const instances = await startInstances(count, { emulator, server, sql, closing });
    const ports = instances.map(({ muster }) => Number(new URL(muster.url).port));
    const nginx = await startNginx(ports, { connections: connectionsFor(streams), plain: true });
    closing.push(() => nginx.stop());
    const env = { ...process.env, ...settings(emulator, server.url), LOG_LEVEL: "error" };
    return {
      instances,
      nginx,
      sql,
      queries,
      verify: () => runCommand(env, "verify", []),
      metric: (name) => sumOf(instances, name),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function settings(emulator: Emulator, databaseUrl: string): Record<string, string> {
  return { ...SHARED, STRIPE_API_BASE: emulator.url, DATABASE_URL: databaseUrl };
}

/** The first migrates and fills the newsroom; the others find it. */
async function startInstances(
  count: number,
  parts: { emulator: Emulator; server: PostgresServer; sql: Sql; closing: (() => unknown)[] },
): Promise<House["instances"]> {
  const instances: House["instances"] = [];
  for (let n = 1; n <= count; n++) {
    const role = `muster_${n}`;
    await parts.sql.unsafe(`create role ${role} superuser login`);
    const url = new URL(parts.server.url);
    url.username = role;
    const port = await freePort();
    const muster = new BuiltMuster({ port, settings: settings(parts.emulator, url.href) });
    parts.closing.push(() => muster.remove());
    instances.push({ muster, role });
    if (n === 1) await muster.start();
  }
  await Promise.all(instances.slice(1).map(({ muster }) => muster.start()));
  return instances;
}

async function sumOf(instances: House["instances"], name: string): Promise<number> {
  const headers = { authorization: `Bearer ${SHARED.METRICS_TOKEN}` };
  const figures = await Promise.all(
    instances.map(async ({ muster }) => {
      const text = await (await fetch(`${muster.url}/metrics`, { headers })).text();
      return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN);
    }),
  );
  return figures.reduce((sum, figure) => sum + figure, 0);
}
