import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { promisify } from "node:util";
import { ROOT } from "./app.mjs";

const run = promisify(execFile);
const RESULTS = `${ROOT}bench/results.json`;
const FIRST_PORT = Number(process.env.BENCH_PORT ?? 3_230);

/** Each file measures the rows it names; they run one after the other. */
const PARTS = [
  { ids: ["P1", "P3"], load: async () => (await import("./rows/webhook.mjs")).webhookOnPostgres },
  { ids: ["P1b"], load: async () => (await import("./rows/webhook.mjs")).plainRoute },
  { ids: ["P2"], load: async () => (await import("./rows/webhook.mjs")).webhookOnPglite },
  { ids: ["P4", "P5"], load: async () => (await import("./rows/streams.mjs")).streams },
  { ids: ["P5b"], load: async () => (await import("./rows/browser.mjs")).digits },
  { ids: ["P6", "P7", "P8"], load: async () => (await import("./rows/pages.mjs")).pages },
  { ids: ["P9"], load: async () => (await import("./rows/pages.mjs")).staleReads },
  { ids: ["P10", "P11"], load: async () => (await import("./rows/sizes.mjs")).sizes },
  { ids: ["P12"], load: async () => (await import("./rows/lighthouse.mjs")).lighthouse },
  { ids: ["P13", "P14"], load: async () => (await import("./rows/growth.mjs")).growth },
  { ids: ["P15"], load: async () => (await import("./rows/backfill.mjs")).backfill },
  { ids: ["P16"], load: async () => (await import("./rows/startup.mjs")).startup },
];

const HELP = `npm run bench -- [P4 …]
  Measures the rows of docs/performance.md beside their peers and writes bench/results.json. Named rows replace
  theirs in the file; the others stay.`;

const asked = process.argv.slice(2);
if (asked.includes("--help")) {
  console.log(HELP);
  process.exit(0);
}
const unknown = asked.filter((id) => !PARTS.some(({ ids }) => ids.includes(id)));
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(", ")}.\n\n${HELP}`);
  process.exit(2);
}

const only = (id) => asked.length === 0 || asked.includes(id);
const rows = [];
let failed = false;
for (const { ids, load } of PARTS) {
  if (!ids.some(only)) continue;
  console.log(`Measuring ${ids.filter(only).join(", ")} …`);
  try {
    const part = await load();
    const measured = await part({ ports: Array.from({ length: 8 }, (_, n) => FIRST_PORT + n), only });
    for (const each of measured) print(each);
    rows.push(...measured);
  } catch (error) {
    failed = true;
    console.error(`  could not be measured: ${error.message}`);
  }
}
await write(rows);
process.exit(failed ? 1 : 0);

function print({ id, name, value, unit, peer, peerValue, ratio, goal, stretch, meets }) {
  const figure = (number) =>
    number === null || number === undefined ? "–" : Number(number.toPrecision(4)).toLocaleString("en");
  const verdict = meets === null ? "" : meets ? "meets" : "BELOW ITS GOAL";
  console.log(
    `  ${id.padEnd(4)} ${name}: ${figure(value)} ${unit ?? ""}; ${peer ?? ""} ${figure(peerValue)}; ratio ${figure(ratio)} (goal ${goal ?? "–"}, stretch ${stretch ?? "–"}) ${verdict}`,
  );
}

async function write(measured) {
  const held = await readFile(RESULTS, "utf8").then(JSON.parse, () => ({ rows: [] }));
  const ids = new Set(measured.map(({ id }) => id));
  const merged = [...held.rows.filter(({ id }) => !ids.has(id)), ...measured].sort((a, b) =>
    a.id.localeCompare(b.id, "en", { numeric: true }),
  );
  const { stdout } = await run("git", ["rev-parse", "--short", "HEAD"], { cwd: ROOT });
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, load generators on the same machine`;
  const results = { machine, commit: stdout.trim(), date: new Date().toISOString(), rows: merged };
  await mkdir(`${ROOT}bench`, { recursive: true });
  await writeFile(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
}
