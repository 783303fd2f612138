import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeBackup } from "@/domain/backup/make-backup";
import { csvLine } from "@/domain/outlook/csv";
import { EXPORTS, exportRows } from "@/domain/outlook/export-rows";
import { member } from "@/domain/staff/testing/staff-verbs";
import { openWorld, type World } from "./testing/open-world";

const METRICS_TOKEN = "canary-metrics-token";
const READERS = Array.from({ length: 12 }, (_, n) => `canary-reader-${n}@readers.example`);
/** What a browser or a stranger sends along; each would be somebody's secret. */
const SENT = [
  ...["canary-session-id", "canary-redeem-code", "canary-cookie", "canary-bearer", "canary-signature"],
  ...["canary-webhook-body", "canary-forwarded", "canary-referrer"],
];

let world: World;

beforeAll(async () => {
  world = await openWorld("pglite", { metricsToken: METRICS_TOKEN });
});
afterAll(() => world.close());

const PATHS = [
  ...["/", "/articles/missing", "/api/drives/current", "/api/drives/nothing", "/api/drives/current/history"],
  ...[
    "/embed/25000",
    "/embed/25000.svg",
    "/embed/25000.txt",
    "/feed.xml",
    "/sitemap.xml",
    "/healthz",
    "/readyz",
  ],
  ...[
    "/api/oembed?format=json&url=http://localhost:3000/embed/25000",
    "/welcome",
    "/redeem",
    "/metrics",
    "/staff",
  ],
];

/** What an editor may take away as CSV. */
async function takeExports(): Promise<string> {
  const lines: string[] = [];
  for (const name of EXPORTS) {
    for await (const row of await exportRows(world.ctx, member("editor"), name)) lines.push(csvLine(row));
  }
  return lines.join("");
}

/** Asks every kind of address with secrets in query and headers; gives all that came back, headers included. */
async function askEverything(): Promise<string> {
  let answers = "";
  for (const path of PATHS) {
    const query = `${path.includes("?") ? "&" : "?"}session_id=canary-session-id&code=canary-redeem-code`;
    const res = await fetch(`${world.url}${path}${query}`, {
      headers: {
        cookie: "muster.session=canary-cookie",
        authorization: "Bearer canary-bearer",
        "x-forwarded-for": "canary-forwarded",
        referer: "https://elsewhere.example/canary-referrer",
      },
    });
    answers += `${JSON.stringify([...res.headers])}\n${await res.text()}\n`;
  }
  return answers;
}

async function firstOfStream(): Promise<string> {
  const stop = new AbortController();
  const res = await fetch(`${world.url}/api/drives/current/live`, { signal: stop.signal });
  const reader = res.body?.getReader();
  let text = "";
  while (!text.includes("\ndata: ")) text += new TextDecoder().decode((await reader?.read())?.value);
  stop.abort();
  return text;
}

test("no secret is in an answer, the stream, an error, the log, an export or a backup", async () => {
  for (const email of READERS) {
    const answers = await Promise.all((await world.join(email)).map(world.post));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  }
  const post = (body: string, signature: string) =>
    fetch(`${world.url}/api/stripe/webhook`, {
      method: "POST",
      headers: { "stripe-signature": signature },
      body,
    });
  const refused = [
    await post('{"secret":"canary-webhook-body"}', "t=1,v1=canary-signature"),
    await post("canary-webhook-body", "canary-signature"),
  ];
  const well = await askEverything();
  world.pages.answer = () => Promise.reject(new Error("Next is away"));
  const ill = await askEverything();

  const folder = await mkdtemp(join(tmpdir(), "muster-canary-"));
  const file = join(folder, "canary.backup");
  await makeBackup(world.ctx, file, () => {});
  const backup = gunzipSync(await readFile(file)).toString("utf8");
  await rm(folder, { recursive: true });

  const places = {
    answers: well + ill,
    refusals: (await Promise.all(refused.map((res) => res.text()))).join("\n"),
    stream: await firstOfStream(),
    log: inspect(world.lines, { depth: 12, maxStringLength: null, maxArrayLength: null }),
    backup,
    exports: await takeExports(),
  };
  expect(places.stream).toContain(`"count":${READERS.length}`);
  expect(backup).toContain('"table":"ledger"');
  expect(places.exports.split("\n").length).toBeGreaterThan(READERS.length);
  const { emailHashKey } = world.ctx.settings;
  for (const [place, text] of Object.entries(places)) {
    for (const secret of [...READERS, ...SENT, METRICS_TOKEN, emailHashKey]) {
      expect(text.includes(secret), `${secret} in ${place}`).toBe(false);
    }
  }
});
