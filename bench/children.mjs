import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const file = (name) => new URL(name, import.meta.url).pathname;

/** Posts webhooks from a process of its own; see post-load.mjs. */
export async function postLoad(options) {
  const child = fork(file("post-load.mjs"));
  child.send(options);
  const [result] = await once(child, "message");
  return result;
}

/** Many open streams in a process of their own; see stream-load.mjs. */
export async function openStreams({ port, path, count }) {
  const child = fork(file("stream-load.mjs"));
  child.send({ open: { port, path, count } });
  await once(child, "message");
  return {
    /** Runs `act` and gives the time at which each stream heard a message with `marker` in it. */
    hear: async (marker, act) => {
      child.send({ arm: marker });
      await once(child, "message");
      const heard = once(child, "message");
      await act();
      const [result] = await heard;
      return result.heard;
    },
    close: async () => {
      const gone = once(child, "exit");
      child.send({ close: true });
      await gone;
    },
  };
}

/** Requests a second by wrk; null when wrk is not installed. */
export async function wrk(url, { seconds = 4, connections = 32, headers = {} } = {}) {
  const args = ["-t1", `-c${connections}`, `-d${seconds}s`];
  for (const [name, value] of Object.entries(headers)) args.push("-H", `${name}: ${value}`);
  const { stdout } = await run("wrk", [...args, url]);
  if (/Non-2xx/.test(stdout)) throw new Error(`${url} did not answer 200:\n${stdout}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
}

/** Whether a program is on this machine. */
export async function has(program) {
  return run("which", [program]).then(
    () => true,
    () => false,
  );
}

/** Resident memory of a process, in bytes. */
export async function residentBytes(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1_024;
}
