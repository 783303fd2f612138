import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { expect, test } from "@playwright/test";

const ROOT = resolve(import.meta.dirname, "../");

test("production refuses to start and lists every problem at once", async () => {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: ROOT,
    env: { PATH, STRIPE_API_BASE: "http://127.0.0.1:1", AUTH_SECRET: "short", DATA_DIR: "/nonexistent" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const [code] = await once(child, "close");
  expect(code).toBe(1);
  for (const name of [
    "SITE_URL",
    "AUTH_SECRET",
    "EMAIL_HASH_KEY",
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "STRIPE_API_BASE",
  ]) {
    expect(output).toContain(name);
  }
});
