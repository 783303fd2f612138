import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "./support/newsroom";
import { expect, test } from "./support/test";

const ROOT = resolve(import.meta.dirname, "../");

function startProduction(settings: Record<string, string>): { child: ChildProcess; output: () => string } {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, ["scripts/start.mjs"], { cwd: ROOT, env: { PATH, ...settings } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  return { child, output: () => output };
}

test("production refuses to start and lists every problem at once", async () => {
  const { child, output } = startProduction({
    STRIPE_API_BASE: "http://127.0.0.1:1",
    AUTH_SECRET: "short",
    DATA_DIR: "/nonexistent",
  });
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
    expect(output()).toContain(name);
  }
});

test("production begins empty, under the newsroom's own name", async ({ openScreen }) => {
  const dataDir = await mkdtemp(join(tmpdir(), "muster-start-"));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const { child, output } = startProduction({
    PORT: String(port),
    SITE_URL: url,
    DATA_DIR: dataDir,
    NEWSROOM_NAME: "The Evening Herald",
    AUTH_SECRET: "a".repeat(32),
    EMAIL_HASH_KEY: "b".repeat(32),
    STRIPE_SECRET_KEY: "rk_test_nobody",
    STRIPE_WEBHOOK_SECRET: "whsec_0123456789abcdef",
    LOG_LEVEL: "silent",
  });
  try {
    await expect.poll(output, { timeout: 60_000 }).toContain(`Muster is ready at ${url}`);
    const page = await openScreen({ baseURL: url });
    await page.goto("/");
    await expect(page).toHaveTitle("The Evening Herald");
    await expect(page.getByRole("heading", { level: 1, name: "The Evening Herald" })).toBeVisible();
    await expect(page.getByText("Nothing has been published here yet.")).toBeVisible();
    await expect(page.getByRole("region", { name: "Membership drive" })).toBeHidden();
    expect(await (await fetch(`${url}/site.webmanifest`)).json()).toMatchObject({ short_name: "Evening" });
    expect(await page.content()).not.toContain("Courier");
  } finally {
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
    await rm(dataDir, { recursive: true, force: true });
  }
});
