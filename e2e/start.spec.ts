import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
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
    AUTH_SECRET: "canary-too-short",
    STRIPE_SECRET_KEY: "canary, which is no key",
    SMTP_URL: "canary://user:password@mail.example",
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
  expect(output(), "what was given is nobody's to read in a log").not.toContain("canary");
});

/** What only the operator knows. The key of Ghost goes into a fetch that fails, and so into what is said of it. */
const SECRETS = {
  AUTH_SECRET: "canary-auth-secret-0123456789abcdef",
  EMAIL_HASH_KEY: "canary-email-hash-key-0123456789abc",
  STRIPE_SECRET_KEY: "rk_test_canary0123456789",
  STRIPE_WEBHOOK_SECRET: "whsec_canary0123456789,whsec_canary9876543210",
  SMTP_URL: "smtp://canary-mail-user:canary-mail-password@127.0.0.1:9",
  METRICS_TOKEN: "canary-metrics-token",
  IMPORT_ARTICLES: "ghost http://127.0.0.1:9 --key canary-ghost-key",
};
/** As a browser asks, and as a router of the framework would. */
const WAYS: Record<string, string>[] = [{ accept: "text/html" }, { RSC: "1" }];
const CANARIES = /canary[\w-]*/;

test.describe("production", () => {
  const logged = { output: () => "" };
  let settings: Record<string, string> = {};
  let end = async () => {};
  let url = "";

  test.beforeAll(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "muster-start-"));
    const port = await freePort();
    url = `http://localhost:${port}`;
    settings = {
      ...SECRETS,
      PORT: String(port),
      SITE_URL: url,
      DATA_DIR: dataDir,
      NEWSROOM_NAME: "The Evening Herald",
      MAIL_FROM: "members@herald.example",
      LOG_LEVEL: "debug",
    };
    const { child, output } = startProduction(settings);
    logged.output = output;
    end = async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    };
    await expect.poll(output, { timeout: 60_000 }).toContain(`Muster is ready at ${url}`);
  });
  test.afterAll(async () => {
    await end();
    await rm(settings.DATA_DIR ?? "", { recursive: true, force: true });
  });

  test("begins empty, under the newsroom's own name", async ({ openScreen }) => {
    const page = await openScreen({ baseURL: url });
    await page.goto("/");
    await expect(page).toHaveTitle("The Evening Herald");
    await expect(page.getByRole("heading", { level: 1, name: "The Evening Herald" })).toBeVisible();
    await expect(page.getByText("Nothing has been published here yet.")).toBeVisible();
    await expect(page.getByRole("region", { name: "Membership drive" })).toBeHidden();
    expect(await (await fetch(`${url}/site.webmanifest`)).json()).toMatchObject({ short_name: "Evening" });
    expect(await page.content()).not.toContain("Courier");
  });

  test("says none of its secrets in pages, errors, metrics, or its log", async () => {
    const pages = [
      "/",
      "/join",
      "/gift",
      "/welcome?session_id=cs_1",
      "/redeem",
      "/embed",
      "/how-we-count",
      "/articles/none",
    ];
    const machines = [
      "/readyz",
      "/feed.xml",
      "/metrics",
      "/api/drives/current",
      "/embed/current",
      "/_next/none",
      "/staff/export/ledger",
    ];
    const staff = ["/staff/login", "/staff", "/staff/invitation?token=none"];
    for (const path of [...pages, ...machines, ...staff]) {
      for (const headers of WAYS) {
        const answer = await fetch(url + path, { headers });
        const told = `${JSON.stringify([...answer.headers])} ${await answer.text()}`;
        expect(CANARIES.exec(told), path).toBeNull();
      }
    }
    for (const [path, body] of [
      ["/api/stripe/webhook", "{}"],
      ["/staff/sign-in", "email=a@herald.example&password=wrong"],
      ["/redeem/accept", "code=none"],
      ["/join/checkout", "plan=none"],
    ] as const) {
      const headers = {
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "same-origin",
      };
      const answer = await fetch(url + path, { method: "POST", headers, body, redirect: "manual" });
      expect(CANARIES.exec(await answer.text()), path).toBeNull();
    }
    const token = { authorization: `Bearer ${SECRETS.METRICS_TOKEN}` };
    const metrics = await (await fetch(`${url}/metrics`, { headers: token })).text();
    expect(metrics).toContain("muster_");
    expect(CANARIES.exec(metrics)).toBeNull();
    await expect.poll(logged.output, { timeout: 20_000 }).toContain("import");
    expect(CANARIES.exec(logged.output())).toBeNull();
  });

  test("does not go on with another e-mail key, and says why", async () => {
    await end();
    const { child, output } = startProduction({
      ...settings,
      EMAIL_HASH_KEY: "canary-of-another-key-0123456789abc",
    });
    await expect.poll(() => child.exitCode, { timeout: 60_000 }).toBe(1);
    expect(output()).toContain("EMAIL_HASH_KEY is not the one this database was begun with");
    expect(CANARIES.exec(output())).toBeNull();
  });
});

test("what browsers are given knows no secret and not the name of one", async () => {
  const names = new RegExp(Object.keys(SECRETS).join("|"));
  for (const folder of [".next/static", "dist/public"]) {
    const files = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
    const scripts = files.filter((file) => file.isFile() && /\.(js|css|html|json)$/.test(file.name));
    expect(scripts.length).toBeGreaterThan(3);
    for (const file of scripts) {
      const text = await readFile(join(file.parentPath, file.name), "utf8");
      expect(names.exec(text), file.name).toBeNull();
    }
  }
});
