import postgres from "postgres";
import { eventTemplate, load, SECRET, startMuster } from "../app.mjs";
import { has, postLoad, wrk } from "../children.mjs";
import { interleave, median, row } from "../measure.mjs";
import { firstArticle } from "./pages.mjs";

const SMALL = 1_000;
const SIZES = [SMALL, 100_000, 1_000_000];
const ROUNDS = 3;
const SENDERS = 64;
const SECONDS = 4;
const FIRST_LOADS = 9;
const REREADS = 50;
const MOST_GOAL = { goal: 1.2, stretch: 1.05, higher: false };

/** P13 and P14: what is asked and told all day, and the staff's first page, as the newsroom grows. */
export async function growth({ ports, only }) {
  const { startPostgres } = await load("db/testing/postgres-server.ts");
  const server = await startPostgres();
  if (!server || !(await has("wrk"))) return [];
  const grown = [];
  try {
    for (const [at, members] of SIZES.entries()) {
      grown.push(await grow(server, { members, port: ports[at] }));
    }
    const rows = [];
    if (only("P13")) rows.push(...(await dailyWork(grown)));
    if (only("P14")) rows.push(...(await firstPages(grown)));
    return rows;
  } finally {
    for (const { app, newsroom } of grown) {
      await app.stop();
      await newsroom.close();
    }
    await server.stop();
  }
}

/** A database of its own with so many members, proved to agree with itself, and Muster on it. */
async function grow(server, { members, port }) {
  const { growNewsroom } = await load("domain/testing/grown-newsroom.ts");
  const name = `growth_${members}`;
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${name}`);
  await sql.end();
  const url = server.url.replace(/\/postgres$/, `/${name}`);
  const began = performance.now();
  const newsroom = await growNewsroom(url, { members });
  const { differences, ledgerRows } = await newsroom.check();
  if (differences.length > 0) throw new Error(`${members} members: ${differences.join("; ")}`);
  const database = postgres(url, { max: 1, onnotice: () => {} });
  await database.unsafe("vacuum analyze");
  // What was filled in is written out before anything is measured.
  await database.unsafe("checkpoint");
  await database.end();
  const seconds = ((performance.now() - began) / 1_000).toFixed(0);
  console.log(
    `  ${members.toLocaleString("en")} members, ${ledgerRows.toLocaleString("en")} ledger rows in ${seconds} s`,
  );
  return { members, ledgerRows, newsroom, app: await startMuster({ port, databaseUrl: url }) };
}

async function dailyWork(grown) {
  const works = {};
  for (const { members, app, newsroom } of grown) {
    const template = await eventTemplate(app);
    const article = `${app.url}/articles/${await firstArticle(app)}`;
    works[`webhook ${members}`] = (round) => webhooks(app, template, `p13_${round}`);
    works[`article ${members}`] = () => wrk(article, { headers: { "accept-encoding": "br" } });
    works[`snapshot ${members}`] = () => wrk(`${app.url}/api/drives/current`);
    works[`reread ${members}`] = async () => 1 / (await rereads(newsroom));
  }
  // Once without counting: every newsroom begins warm.
  for (const work of Object.values(works)) await work("warm");
  const rates = await interleave(ROUNDS, works);
  const paths = [
    ["webhook", "webhook, acknowledged", "webhooks/s"],
    ["article", "article page", "pages/s"],
    ["snapshot", "progress as JSON", "requests/s"],
    ["reread", "progress read anew from the database", "reads/s"],
  ];
  return SIZES.filter((members) => members !== SMALL).flatMap((members, size) =>
    paths.map(([path, name, unit], at) => {
      const value = rates[`${path} ${members}`];
      const peerValue = rates[`${path} ${SMALL}`];
      return row(idOf((1 - size) * paths.length + at), `${name}, ${members.toLocaleString("en")} members`, {
        ...{ value, unit, peer: `the same with ${SMALL.toLocaleString("en")}; ratio of costs`, peerValue },
        ...{ ratio: peerValue / value, ...MOST_GOAL },
      });
    }),
  );
}

/** P13, P13b, P13c and so on; those of the largest newsroom come first. */
function idOf(n) {
  return n === 0 ? "P13" : `P13${String.fromCharCode(97 + n)}`;
}

async function webhooks(app, template, prefix) {
  const { acknowledged, refused, seconds } = await postLoad({
    ...{ port: app.port, connections: SENDERS, seconds: SECONDS, most: 20_000 },
    ...{ template, secret: SECRET, prefix },
  });
  if (refused > 0) throw new Error(`${refused} webhooks were refused`);
  return acknowledged / seconds;
}

async function rereads(newsroom) {
  const times = [];
  for (let n = 0; n < REREADS; n++) {
    const began = performance.now();
    await newsroom.reread();
    times.push((performance.now() - began) / 1_000);
  }
  return median(times);
}

/** P14: the whole page to its last byte, by a member of staff who has signed in. */
async function firstPages(grown) {
  const pages = {};
  for (const { members, app } of grown) {
    const cookie = await signIn(app);
    pages[members] = async () => {
      const began = performance.now();
      const answer = await fetch(`${app.url}/staff`, { headers: { cookie }, redirect: "manual" });
      if (answer.status !== 200) throw new Error(`/staff answered ${answer.status}`);
      await answer.text();
      return performance.now() - began;
    };
    await pages[members]();
  }
  const times = await interleave(FIRST_LOADS, pages);
  return SIZES.filter((members) => members !== SMALL).map((members, size) => {
    const { ledgerRows } = grown.find((each) => each.members === members);
    const name = `dashboard, ${members.toLocaleString("en")} members, ${ledgerRows.toLocaleString("en")} ledger rows`;
    return row(size === 0 ? "P14b" : "P14", name, {
      ...{ value: times[members], unit: "ms", peer: `the same with ${SMALL.toLocaleString("en")} members` },
      ...{ peerValue: times[SMALL], ratio: times[members] / times[SMALL] },
      ...{ goal: 2, stretch: 1.2, higher: false },
    });
  });
}

async function signIn({ url, staff }) {
  const answer = await fetch(`${url}/staff/sign-in`, {
    method: "POST",
    headers: { origin: url.replace("127.0.0.1", "localhost") },
    body: new URLSearchParams(staff),
    redirect: "manual",
  });
  const cookies = answer.headers.getSetCookie().map((each) => each.split(";")[0]);
  if (cookies.length === 0) throw new Error(`signing in answered ${answer.status} without a cookie`);
  return cookies.join("; ");
}
