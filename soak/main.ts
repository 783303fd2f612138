import { parseArgs } from "node:util";
import { SOAKS } from "./registry";
import { writeResult } from "./results";

const USAGE = `Usage: npm run soak -- <name> [--count n] [--seed s]

${Object.entries(SOAKS)
  .map(([name, soak]) => `  ${name.padEnd(12)}${soak.about} (${soak.count})`)
  .join("\n")}

Bounded in count and time, on loopback only. Writes soak/results/<name>.json, and exits 1 when a promise did not hold.`;

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: { count: { type: "string" }, seed: { type: "string" }, help: { type: "boolean" } },
});
const [name = ""] = positionals;
const soak = SOAKS[name];
if (values.help || !soak) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
const count = Number(values.count ?? soak.count);
const seed = Number(values.seed ?? 1);
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed) || seed < 0) {
  console.error("--count and --seed are whole numbers.");
  process.exit(2);
}
const startedAt = Date.now();
const found = await soak.run({ count, seed, print: (line) => console.log(line) });
const result = await writeResult(name, { seed, ...found }, Date.now() - startedAt, soak.proves);
console.log(JSON.stringify(result, null, 2));
process.exit(found.failures.length === 0 ? 0 : 1);
