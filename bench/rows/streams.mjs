import { eventTemplate, startMuster } from "../app.mjs";
import { openStreams, residentBytes } from "../children.mjs";
import { median, now, percentile, row, sleep } from "../measure.mjs";
import { startNextPeer } from "../peers/next-app.mjs";
import { hasNchan, startNginx } from "../peers/nginx.mjs";
import { postOne } from "./pages.mjs";

const CLIENTS = 10_000;
/** One server at a time in the framework's way of streaming: it needs ten times the memory. */
const NEXT_CLIENTS = 2_000;
const ROUNDS = 7;
const SETTLE_MS = 1_000;

/** P4 and the stream's half of P5. */
export async function streams({ ports, only }) {
  const app = await startMuster({ port: ports[0] });
  const nchan = (await hasNchan()) ? await startNginx(ports[1]) : null;
  try {
    const template = await eventTemplate(app);
    await postOne(app, template, "first");
    const ours = await measured(app.pid, () =>
      openStreams({ port: app.port, path: "/api/drives/current/live", count: CLIENTS }),
    );
    const theirs = nchan && (await measuredNchan(nchan));
    const last = { muster: [], nchan: [] };
    const each = [];
    const snapshot = await (await fetch(`${app.url}/api/drives/current`)).json();
    for (let round = 0; round < ROUNDS; round++) {
      await sleep(SETTLE_MS);
      const began = now();
      const heard = await ours.streams.hear(`"count":${snapshot.count + round + 1},`, () =>
        postOne(app, template, `p4_${round}`),
      );
      last.muster.push(Math.max(...heard) - began);
      each.push(...heard.map((at) => at - began));
      if (theirs) last.nchan.push(await publishToNchan(nchan, theirs.streams, round, snapshot));
    }
    await ours.streams.close();
    await theirs?.streams.close();
    const rows = [];
    if (only("P4")) rows.push(...p4({ ours, theirs, last }));
    if (only("P4")) rows.push(await nextStream(ports[2], median(last.muster)));
    if (only("P5")) {
      const p99 = percentile(each, 99) / 1_000;
      rows.push(
        row("P5", "webhook posted to newest version on 10,000 open streams, p99", {
          ...{ value: p99, unit: "s", peer: "limit", peerValue: 1, ratio: p99 },
          ...{ goal: 1, stretch: 0.5, higher: false },
        }),
      );
    }
    return rows;
  } finally {
    await app.stop();
    await nchan?.stop();
  }
}

async function measured(pid, open) {
  const before = await residentBytes(pid);
  const streams = await open();
  await sleep(SETTLE_MS);
  return { streams, bytes: ((await residentBytes(pid)) - before) / CLIENTS };
}

async function measuredNchan(nchan) {
  // A first message, so that a new stream has something to begin with as ours has.
  await publish(nchan, "first");
  return measured(nchan.pid, () => openStreams({ port: nchan.port, path: "/sub", count: CLIENTS }));
}

async function publish(nchan, text) {
  const res = await fetch(`${nchan.url}/pub`, { method: "POST", body: text });
  if (!res.ok) throw new Error(`nchan answered ${res.status}`);
  await res.arrayBuffer();
}

async function publishToNchan(nchan, streams, round, snapshot) {
  await sleep(SETTLE_MS);
  const text = JSON.stringify({ ...snapshot, round: `round-${round}.` });
  const began = now();
  const heard = await streams.hear(`round-${round}.`, () => publish(nchan, text));
  return Math.max(...heard) - began;
}

function p4({ ours, theirs, last }) {
  const time = median(last.muster);
  const peerTime = theirs ? median(last.nchan) : null;
  const peer = theirs ? "nchan, published to" : "nchan (missing)";
  return [
    row("P4", "10,000 streams: from a webhook posted to the last client", {
      ...{ value: time, unit: "ms", peer, peerValue: peerTime, ratio: theirs ? time / peerTime : null },
      ...{ goal: 1.1, stretch: 0.9, higher: false },
    }),
    row("P4b", "10,000 streams: resident memory a connection", {
      ...{ value: ours.bytes / 1_024, unit: "kB", peer, peerValue: theirs ? theirs.bytes / 1_024 : null },
      ...{ ratio: theirs ? ours.bytes / theirs.bytes : null, goal: 1, stretch: 0.9, higher: false },
    }),
  ];
}

async function nextStream(port, musterMs) {
  const next = await startNextPeer(port);
  try {
    const before = await residentBytes(next.pid);
    const streams = await openStreams({ port, path: "/stream", count: NEXT_CLIENTS });
    await sleep(SETTLE_MS);
    const bytes = ((await residentBytes(next.pid)) - before) / NEXT_CLIENTS;
    const times = [];
    for (let round = 0; round < 3; round++) {
      const began = now();
      const heard = await streams.hear(`round-${round}.`, async () => {
        await fetch(`${next.url}/stream`, { method: "POST", body: `round-${round}.` });
      });
      times.push(Math.max(...heard) - began);
      await sleep(SETTLE_MS);
    }
    await streams.close();
    return {
      ...{
        id: "P4c",
        name: `an App Router stream, ${NEXT_CLIENTS} clients, ${Math.round(bytes / 1_024)} kB each`,
      },
      ...{ value: musterMs, unit: "ms", peer: "what one would pick instead; fewer clients, so no ratio" },
      ...{ peerValue: median(times), ratio: null, goal: null, stretch: null, meets: null },
    };
  } finally {
    await next.stop();
  }
}
