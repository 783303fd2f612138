// Runs what is not part of npm test in the browser: pictures (the README's), screens (every page in every mode, for a
// person to look at), wordpress (the counter inside a real one).
import { run } from "./run.mjs";
import { prepareBrowser, prepareBrowserTests } from "./test-needs.mjs";

process.env.NEXT_TELEMETRY_DISABLED = "1";
const [what, ...rest] = process.argv.slice(2);
await prepareBrowserTests(run);
await prepareBrowser(run);
process.exit(
  await run("node_modules/.bin/playwright", ["test", "-c", `${what}.config.ts`, ...rest], { cwd: "e2e" }),
);
