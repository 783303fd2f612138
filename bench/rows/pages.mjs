import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventTemplate, SECRET, startMuster, startUntil } from "../app.mjs";
import { has, wrk } from "../children.mjs";
import { newSubscription } from "../events.mjs";
import { interleave, row, stripeSignature } from "../measure.mjs";
import { startNextPeer } from "../peers/next-app.mjs";
import { startNginx } from "../peers/nginx.mjs";

const ROUNDS = 3;
const BROTLI = { "accept-encoding": "br" };
const NODE_PEER = new URL("../peers/node-http.mjs", import.meta.url).pathname;

/** Posts one webhook and waits for its acknowledgement. */
export async function postOne(app, template, n) {
  const body = JSON.stringify(newSubscription(template, n));
  const res = await fetch(`${app.url}/api/stripe/webhook`, {
    method: "POST",
    body,
    headers: { "stripe-signature": stripeSignature(body, SECRET) },
  });
  if (!res.ok) throw new Error(`the webhook was answered ${res.status}`);
  await res.arrayBuffer();
}

/** P6, P7, P8: what is read, beside the floor, the framework and nginx. */
export async function pages({ ports, only }) {
  if (!(await has("wrk"))) return [];
  const app = await startMuster({ port: ports[0] });
  const folder = await mkdtemp(join(tmpdir(), "muster-same-"));
  const stops = [app.stop];
  try {
    const article = `${app.url}/articles/${await firstArticle(app)}`;
    const snapshot = `${app.url}/api/drives/current`;
    const page = join(folder, "page.html.br");
    const json = join(folder, "snapshot.json");
    await writeFile(page, await rawBody(article));
    await writeFile(json, Buffer.from(await (await fetch(snapshot)).arrayBuffer()));
    const peer = async (port, file, type, encoding) => {
      const args = [NODE_PEER, String(port), file, type, ...(encoding ? [encoding] : [])];
      stops.push((await startUntil(process.execPath, args, {}, /listening/)).stop);
      return `http://127.0.0.1:${port}/`;
    };
    const floor = await peer(ports[1], page, "text/html; charset=utf-8", "br");
    const constant = await peer(ports[2], json, "application/json; charset=utf-8", "");
    const rows = [];
    if (only("P6")) rows.push(...(await articleRows({ app, article, floor, ports, folder, stops })));
    if (only("P7")) rows.push(await nextRow({ article, ports, stops }));
    if (only("P8")) rows.push(await snapshotRow(snapshot, constant));
    return rows;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

async function articleRows({ app, article, floor, ports, folder, stops }) {
  const template = await eventTemplate(app);
  const nginx = (await has("nginx")) ? await startNginx(ports[3], folder) : null;
  if (nginx) stops.push(nginx.stop);
  await wrk(article, { headers: BROTLI, seconds: 2 });
  let n = 0;
  const rates = await interleave(ROUNDS, {
    still: () => wrk(article, { headers: BROTLI }),
    moving: async () => {
      const timer = setInterval(() => void postOne(app, template, `p6_${n++}`).catch(() => {}), 250);
      const rate = await wrk(article, { headers: BROTLI });
      clearInterval(timer);
      return rate;
    },
    floor: () => wrk(floor, { headers: BROTLI }),
    ...(nginx ? { nginx: () => wrk(`${nginx.url}/page.html.br`, { headers: BROTLI }) } : {}),
  });
  const common = { unit: "pages/s", goal: 0.5, stretch: 0.8, higher: true };
  const peer = { peer: "node:http sending the same bytes", peerValue: rates.floor };
  const rows = [
    row("P6", "article page with the exact count", {
      ...{ ...common, ...peer, value: rates.still, ratio: rates.still / rates.floor },
    }),
    row("P6b", "the same while the number changes 4 times a second", {
      ...{ ...common, ...peer, value: rates.moving, ratio: rates.moving / rates.floor },
    }),
  ];
  if (nginx) {
    rows.push({
      ...{ id: "P6c", name: "article page beside nginx sending the same file", value: rates.still },
      ...{ unit: "pages/s", peer: "nginx", peerValue: rates.nginx, ratio: rates.still / rates.nginx },
      ...{ goal: null, stretch: null, meets: null },
    });
  }
  return rows;
}

async function nextRow({ article, ports, stops }) {
  const next = await startNextPeer(ports[4]);
  stops.push(next.stop);
  const asked = { ...BROTLI, "accept-encoding": "gzip" };
  await wrk(`${next.url}/static`, { headers: asked, seconds: 2 });
  const rates = await interleave(ROUNDS, {
    muster: () => wrk(article, { headers: BROTLI }),
    next: () => wrk(`${next.url}/static`, { headers: asked }),
  });
  return row("P7", "article page with the exact count", {
    ...{ value: rates.muster, unit: "pages/s", peer: "next start, a static page of the same text" },
    ...{ peerValue: rates.next, ratio: rates.muster / rates.next, goal: 8, stretch: 12, higher: true },
  });
}

async function snapshotRow(snapshot, constant) {
  await wrk(snapshot, { seconds: 2 });
  const rates = await interleave(ROUNDS, { muster: () => wrk(snapshot), floor: () => wrk(constant) });
  return row("P8", "JSON snapshot", {
    ...{ value: rates.muster, unit: "requests/s", peer: "node:http sending a constant" },
    ...{ peerValue: rates.floor, ratio: rates.muster / rates.floor, goal: 0.7, stretch: 0.9, higher: true },
  });
}

/** The body as it is on the wire. */
async function rawBody(url) {
  const { get } = await import("node:http");
  return new Promise((resolve, reject) => {
    get(url, { headers: BROTLI, agent: false }, (res) => {
      const chunks = [];
      res.on("data", (chunk) => chunks.push(chunk));
      res.on("end", () => resolve(Buffer.concat(chunks)));
    }).on("error", reject);
  });
}

export async function firstArticle(app) {
  const html = await (await fetch(`${app.url}/`)).text();
  return /href="\/articles\/([^"#?]+)"/.exec(html)?.[1];
}

/** P9: the first read after an acknowledged webhook, on every surface, posts going on beside. */
export async function staleReads({ ports }) {
  const app = await startMuster({ port: ports[0] });
  try {
    const template = await eventTemplate(app);
    const article = await firstArticle(app);
    const surfaces = [
      [`/api/drives/current`, (text) => JSON.parse(text).count],
      [`/articles/${article}`, (text) => digits(/data-slot="count"[^>]*>([^<]+)</.exec(text)?.[1])],
      [`/embed/current.txt`, (text) => digits(/[\d,. ]*\d/.exec(text)?.[0])],
    ];
    let acknowledged = (await (await fetch(`${app.url}/api/drives/current`)).json()).count;
    let stale = 0;
    let reads = 0;
    const writer = async (name) => {
      for (let n = 0; reads < 1_000; n++) {
        await postOne(app, template, `p9_${name}_${n}`);
        const atLeast = ++acknowledged;
        const [path, count] = surfaces[reads++ % surfaces.length];
        const text = await (await fetch(`${app.url}${path}`)).text();
        if (!(count(text) >= atLeast)) stale++;
      }
    };
    await Promise.all(["a", "b", "c", "d"].map(writer));
    return [
      row("P9", "stale first reads after an acknowledged webhook, four posting at once", {
        ...{ value: stale, unit: `of ${reads}`, peer: "none may be", peerValue: 0, ratio: stale },
        ...{ goal: 0, stretch: 0, higher: false },
      }),
    ];
  } finally {
    await app.stop();
  }
}

function digits(text) {
  return Number((text ?? "").replace(/\D/g, "") || Number.NaN);
}
