import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { promisify } from "node:util";
import { ROOT, startUntil } from "../app.mjs";

const run = promisify(execFile);
const FOLDER = `${ROOT}bench/peers/next`;
const NEXT = `${ROOT}node_modules/next/dist/bin/next`;

/** What one would pick instead: Next as it comes, with a static page, a route for webhooks and one for a stream. */
export async function startNextPeer(port, env = {}) {
  const isBuilt = await access(`${FOLDER}/.next/BUILD_ID`).then(
    () => true,
    () => false,
  );
  const vars = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...env };
  if (!isBuilt) await run(process.execPath, [NEXT, "build", FOLDER], { env: vars, maxBuffer: 1e8 });
  const next = await startUntil(
    process.execPath,
    [NEXT, "start", FOLDER, "-p", String(port), "-H", "127.0.0.1"],
    { env: vars },
    /Ready in/,
  );
  return { url: `http://127.0.0.1:${port}`, port, pid: next.child.pid, stop: next.stop };
}
