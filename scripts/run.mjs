import { spawn } from "node:child_process";

/** Runs a command of the project's own tools; resolves with its exit code. Quiet ones speak only when they fail. */
export function run(command, args, { cwd, env, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("exit", (code) => {
      if (quiet && code !== 0) process.stderr.write(output);
      resolve(code);
    });
  });
}
