import type { Soak } from "../soak";
import { type DemoProcess, startDemo } from "../world/demo-process";

const READ_ONLY = "rk_test_ro_newsroom";
const COUNT = /data-slot="count"[^>]*>([\d,]+)</;

/** A newsroom that sells elsewhere, with a key that may only read: count, backfill, doctor, and what Stripe was asked. */
export const counterOnly: Soak = {
  about: "a large account counted with a key that may only read",
  count: 19_000,
  proves: ["cli", "domain/doctor", "domain/first-count", "domain/membership", "domain/repair"],
  run: async ({ count, print }) => {
    const demo = await startDemo({
      STRIPE_SECRET_KEY: READ_ONLY,
      JOIN_URL: "https://courier.example/join",
      GIFT_URL: "https://courier.example/gift",
      ACCOUNT_URL: "https://courier.example/account",
    });
    try {
      return await walk(demo, count, print);
    } finally {
      await demo.stop();
    }
  },
};

async function walk(demo: DemoProcess, count: number, print: (line: string) => void) {
  const failures: string[] = [];
  const expect = (holds: boolean, otherwise: string) => holds || failures.push(otherwise);
  const run = async (name: string) => {
    const startedAt = Date.now();
    const done = await demo.command(name);
    print(`${name}: ${done.code} after ${Math.round((Date.now() - startedAt) / 1_000)} s`);
    return done;
  };
  await demo.control("fill", { members: count });
  const { subscriptions } = (await demo.control("subscriptions")) as { subscriptions: unknown[] };

  const counted = await run("count");
  const people = numberIn(/([\d,]+) members? counts?/, counted.output);
  const explained = explainedIn(counted.output);
  expect(counted.code === 0 && people > 0, `count said:\n${counted.output}`);
  expect(
    explained === subscriptions.length,
    `count explains ${explained} of ${subscriptions.length} subscriptions:\n${counted.output}`,
  );
  expect((await countOf(demo)) === 0, "counting stored something");

  const filled = await run("stripe:backfill");
  expect(filled.code === 0, `backfill said:\n${filled.output}`);
  expect((await countOf(demo)) === people, `the number is ${await countOf(demo)}, count said ${people}`);
  const page = await (await fetch(`${demo.url}/articles/the-bridge-that-floats`)).text();
  const banner = numberIn(COUNT, page);
  expect(banner === people, `the banner says ${banner}, count said ${people}`);
  expect(page.includes("https://courier.example/join"), "the banner does not lead to JOIN_URL");

  const doctor = await run("doctor");
  const lines = doctor.output.split("\n");
  const ill = lines.filter((line) => line.startsWith("✗"));
  expect(
    lines.some((line) => line.startsWith("✓ Stripe key")),
    `doctor said:\n${doctor.output}`,
  );
  expect(doctor.code === (ill.length > 0 ? 1 : 0), `doctor ended with ${doctor.code}:\n${doctor.output}`);
  for (const line of ill)
    expect(/^ {4}\S/.test(lines[lines.indexOf(line) + 1] ?? ""), `without what to do: ${line}`);
  const verified = await run("verify");
  expect(verified.code === 0, `verify said:\n${verified.output}`);

  const { requests } = (await demo.control("requests")) as { requests: { method: string; path: string }[] };
  const writes = requests.filter(({ method }) => method !== "GET");
  expect(requests.length > count / 100, `only ${requests.length} requests were logged`);
  expect(writes.length === 0, `written: ${writes.map(({ method, path }) => `${method} ${path}`).join(", ")}`);
  const details = { subscriptions: subscriptions.length, people, requests: requests.length, ill: ill.length };
  return { count: subscriptions.length, failures, details };
}

async function countOf({ url }: DemoProcess): Promise<number> {
  return ((await (await fetch(`${url}/api/drives/current`)).json()) as { count: number }).count;
}

function numberIn(pattern: RegExp, text: string): number {
  return Number((pattern.exec(text)?.[1] ?? "NaN").replaceAll(",", ""));
}

/** How many subscriptions the lines between the total and the products speak of. */
function explainedIn(output: string): number {
  const [, lines = ""] = /in Stripe:\n([\s\S]*?)By product:/.exec(output) ?? [];
  return [...lines.matchAll(/^ *([\d,]+) {2}/gm)].reduce((sum, [, n = ""]) => sum + numberIn(/(.+)/, n), 0);
}
