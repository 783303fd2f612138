import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";

let folder: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "emulator-process-"));
  program = join(folder, "emulator.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("./main.ts", import.meta.url))],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: program,
    logLevel: "silent",
  });
});

afterAll(() => rm(folder, { recursive: true }));

interface Started {
  child: ChildProcess;
  url: string;
}

async function start(): Promise<Started> {
  const child = fork(program, ["--data-dir", join(folder, "data")], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [ready] = (await once(child, "message")) as [{ type: string; url: string; port: number }];
  expect(ready.type).toBe("ready");
  const recorded = JSON.parse(await readFile(join(folder, "data", "emulator.json"), "utf8"));
  expect(recorded.port).toBe(ready.port);
  return { child, url: ready.url };
}

async function joinOnce(url: string): Promise<string> {
  const response = await fetch(`${url}/_emulator/join`, { method: "POST", body: "{}" });
  const { results } = (await response.json()) as { results: { subscription: string }[] };
  return results[0]!.subscription;
}

async function has(url: string, subscription: string): Promise<boolean> {
  const headers = { authorization: "Bearer sk_test_x" };
  return (await fetch(`${url}/v1/subscriptions/${subscription}`, { headers })).ok;
}

it("survives kill -9, ignores signals while its parent is there, and stops when the parent goes", async () => {
  const first = await start();
  const subscription = await joinOnce(first.url);
  first.child.kill("SIGKILL");
  await once(first.child, "exit");

  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await has(second.url, subscription)).toBe(true);
  second.child.kill("SIGINT");
  second.child.kill("SIGTERM");
  const later = await joinOnce(second.url);
  second.child.disconnect();
  const [code] = await once(second.child, "exit");
  expect(code).toBe(0);

  const third = await start();
  expect(await has(third.url, later)).toBe(true);
  third.child.disconnect();
  await once(third.child, "exit");
});
