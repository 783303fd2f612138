import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { helpIfAsked } from "./help.mjs";
import { run } from "./run.mjs";
import { prepareBrowser, prepareBrowserTests, preparePostgres } from "./test-needs.mjs";

helpIfAsked("test");
process.env.NEXT_TELEMETRY_DISABLED = "1";
const reports = await mkdtemp(join(tmpdir(), "muster-reports-"));
const tally = { passed: 0, failed: 0, skipped: 0 };

const tool = (name) => join("node_modules", ".bin", name);

/** One check that passes or fails as a whole. */
async function check(name, work) {
  const started = Date.now();
  const passed = (await work()) === 0;
  tally[passed ? "passed" : "failed"]++;
  console.log(`${passed ? "passed" : "FAILED"}  ${name}  ${((Date.now() - started) / 1_000).toFixed(1)} s`);
  return passed;
}

async function types() {
  const generated = await run(tool("next"), ["typegen"], { quiet: true });
  if (generated !== 0) return generated;
  return (
    (await run(tool("tsc"), ["--noEmit", "-p", "."], { quiet: true })) ||
    (await run(tool("tsc"), ["--noEmit", "-p", "e2e"], { quiet: true }))
  );
}

async function unitTests() {
  const file = join(reports, "unit.json");
  const code = await run(tool("vitest"), [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  const report = await readReport(file);
  const failedFiles = (report?.testResults ?? []).filter(
    (each) => each.status === "failed" && !each.assertionResults.some((one) => one.status === "failed"),
  );
  add({
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + failedFiles.length,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    code,
  });
}

async function browserTests() {
  const file = join(reports, "browser.json");
  const code = await run(join("node_modules", ".bin", "playwright"), ["test"], {
    cwd: "e2e",
    env: { MUSTER_TEST_REPORT: file },
  });
  const stats = (await readReport(file))?.stats ?? {};
  add({
    passed: stats.expected ?? 0,
    failed: (stats.unexpected ?? 0) + (stats.flaky ?? 0),
    skipped: stats.skipped ?? 0,
    code,
  });
}

/** What the tests need beside our own packages. */
async function prepare() {
  await prepareBrowserTests(run);
  await prepareBrowser(run);
  await preparePostgres(run);
}

/** A run that failed without a failing test (a crash, an empty report) still counts as one failure. */
function add({ passed, failed, skipped, code }) {
  tally.passed += passed;
  tally.skipped += skipped;
  tally.failed += failed || (code !== 0 || passed === 0 ? 1 : 0);
}

async function readReport(file) {
  return readFile(file, "utf8").then(JSON.parse, () => null);
}

try {
  // One waits for the network, the other for the processor.
  const [built] = await Promise.all([
    check("build", () => run(process.execPath, ["scripts/build.mjs"], { quiet: true })),
    prepare(),
  ]);
  await check("format and lint", () =>
    run(tool("biome"), ["ci", "--error-on-warnings", "."], { quiet: true }),
  );
  await check("types", types);
  await check("unused code", () => run(tool("knip"), [], { quiet: true }));
  await unitTests();
  if (built) await browserTests();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  tally.failed++;
} finally {
  await rm(reports, { recursive: true, force: true });
}

const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : "";
console.log(`\n${tally.passed} passed, ${tally.failed} failed${skipped}`);
process.exit(tally.failed === 0 ? 0 : 1);
