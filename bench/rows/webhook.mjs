import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventTemplate, load, SECRET, startMuster, startUntil } from "../app.mjs";
import { has, postLoad } from "../children.mjs";
import { interleave, percentile, row, sleep } from "../measure.mjs";
import { startNextPeer } from "../peers/next-app.mjs";
import { preparePgbench } from "../peers/pgbench.mjs";

const SECONDS = 5;
const ROUNDS = 3;
const SENDERS = 64;

/** Posts to a running Muster for some seconds; gives acknowledged webhooks a second. */
async function peak(app, template, prefix) {
  const { acknowledged, refused, seconds } = await postLoad({
    ...{ port: app.port, connections: SENDERS, seconds: SECONDS, most: 30_000 },
    ...{ template, secret: SECRET, prefix },
  });
  if (refused > 0) throw new Error(`${refused} webhooks were refused`);
  return acknowledged / seconds;
}

/** P1 and P3: the whole webhook path on PostgreSQL. */
export async function webhookOnPostgres({ ports, only }) {
  const { startPostgres } = await load("db/testing/postgres-server.ts");
  const server = await startPostgres();
  if (!server) return [missing("P1", "PostgreSQL")];
  const app = await startMuster({ port: ports[0], databaseUrl: server.url });
  try {
    const template = await eventTemplate(app);
    const pgbench = (await has("pgbench")) ? await preparePgbench(server.url) : null;
    await peak(app, template, "warm");
    const rates = await interleave(ROUNDS, {
      muster: (round) => peak(app, template, `p1_${round}`),
      ...(pgbench ? { pgbench: () => pgbench(SECONDS) } : {}),
    });
    const p1 = row("P1", "webhook path on PostgreSQL, signature to commit to 200", {
      ...{ value: rates.muster, unit: "webhooks/s", goal: 1, stretch: 2.5, higher: true },
      peer: pgbench ? "pgbench, three statements a transaction, 16 clients" : "pgbench (missing)",
      peerValue: rates.pgbench ?? null,
      ratio: pgbench ? rates.muster / rates.pgbench : null,
    });
    return only("P3") ? [p1, await tail(app, template, rates.muster / 2)] : [p1];
  } finally {
    await app.stop();
    await server.stop();
  }
}

/** P1 beside what one would pick instead: an App Router route, one Drizzle transaction an event. */
export async function plainRoute({ ports }) {
  const { startPostgres } = await load("db/testing/postgres-server.ts");
  const server = await startPostgres();
  if (!server) return [missing("P1b", "PostgreSQL")];
  await preparePgbench(server.url);
  const app = await startMuster({ port: ports[0], databaseUrl: server.url });
  const next = await startNextPeer(ports[1], { DATABASE_URL: server.url, STRIPE_WEBHOOK_SECRET: SECRET });
  try {
    const template = await eventTemplate(app);
    await peak(app, template, "warm");
    const post = { connections: SENDERS, seconds: SECONDS, most: 30_000, template, secret: SECRET };
    const plain = async (round) => {
      const load = { ...post, port: next.port, path: "/webhook", prefix: `plain_${round}` };
      const { acknowledged, seconds } = await postLoad(load);
      return acknowledged / seconds;
    };
    await plain("warm");
    const rates = await interleave(ROUNDS, { muster: (round) => peak(app, template, `p1b_${round}`), plain });
    return [
      {
        ...{ id: "P1b", name: "webhook path beside an App Router route, one Drizzle transaction an event" },
        ...{ value: rates.muster, unit: "webhooks/s", peer: "App Router route", peerValue: rates.plain },
        ...{ ratio: rates.muster / rates.plain, goal: null, stretch: null, meets: null },
      },
    ];
  } finally {
    await next.stop();
    await app.stop();
    await server.stop();
  }
}

async function tail(app, template, rate) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    await sleep(500);
    const { latencies } = await postLoad({
      ...{ port: app.port, connections: SENDERS, seconds: SECONDS, most: 30_000, rate },
      ...{ template, secret: SECRET, prefix: `p3_${round}` },
    });
    rounds.push({ p50: percentile(latencies, 50), p99: percentile(latencies, 99) });
  }
  rounds.sort((a, b) => a.p99 / a.p50 - b.p99 / b.p50);
  const { p50, p99 } = rounds[Math.floor(rounds.length / 2)];
  return row("P3", "webhook p99 at half of the peak", {
    ...{ value: p99, unit: "ms", peer: "its own p50", peerValue: p50, ratio: p99 / p50 },
    ...{ goal: 4, stretch: 2.5, higher: false },
  });
}

/** P2: the same on the embedded database, on disk. */
export async function webhookOnPglite({ ports }) {
  const app = await startMuster({ port: ports[0] });
  const folder = await mkdtemp(join(tmpdir(), "muster-raw-"));
  try {
    const template = await eventTemplate(app);
    await peak(app, template, "warm");
    let n = 0;
    const rates = await interleave(ROUNDS, {
      muster: (round) => peak(app, template, `p2_${round}`),
      raw: async () => {
        const file = new URL("../peers/raw-driver.mjs", import.meta.url).pathname;
        const args = [file, join(folder, `data${n++}`), String(SECONDS)];
        const raw = await startUntil(process.execPath, args, {}, /rate ([\d.]+)/);
        await raw.stop();
        return Number(raw.match[1]);
      },
    });
    return [
      row("P2", "webhook path on PGlite on disk", {
        ...{ value: rates.muster, unit: "webhooks/s", goal: 1, stretch: 2, higher: true },
        ...{ peer: "raw driver, a transaction an event", peerValue: rates.raw },
        ratio: rates.muster / rates.raw,
      }),
    ];
  } finally {
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function missing(id, what) {
  return { id, name: `not run: ${what} is missing`, value: null, meets: null };
}
