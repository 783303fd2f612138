import { randomUUID } from "node:crypto";
import type { Ctx } from "@/domain/context";
import { readOffer } from "@/domain/membership/list-plans";
import { startCheckout } from "@/domain/membership/start-checkout";

export interface Simulation {
  members: number;
  /** Readers a second. */
  rate: number;
  print: (line: string) => void;
}

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/;
const IN_FLIGHT = 64;
const REPORT_MS = 1_000;
const COUNTRIES = ["UA", "DE", "PL", "NL", "GB"];

/**
 * Sends readers through the real Checkout: each opens a session as /join does, then sends the hosted page's form.
 * Only against a local emulator. Gives an exit code.
 */
export async function simulateReaders(ctx: Ctx, { members, rate, print }: Simulation): Promise<number> {
  const { plans } = await readOffer(ctx);
  if (plans.length === 0) {
    print(
      "There are no plans yet: the catalogue has not been read from the emulator. Try again in a moment.",
    );
    return 1;
  }
  let joined = 0;
  let failed = 0;
  const started = Date.now();
  const under = new Set<Promise<void>>();
  const report = setInterval(() => print(`${joined} of ${members} joined`), REPORT_MS);
  for (let i = 0; i < members; i++) {
    const due = started + (i * 1_000) / rate;
    const wait = due - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    while (under.size >= IN_FLIGHT) await Promise.race(under);
    // Four of five pay by the month.
    const plan = plans[i % 5 === 4 ? plans.length - 1 : 0];
    const reader = join(ctx, plan?.priceId ?? "", COUNTRIES[i % COUNTRIES.length] ?? "UA").then(
      () => {
        joined++;
      },
      (error: unknown) => {
        failed++;
        if (failed <= 3)
          print(`A reader could not join: ${error instanceof Error ? error.message : String(error)}`);
      },
    );
    under.add(reader);
    void reader.finally(() => under.delete(reader));
  }
  await Promise.all(under);
  clearInterval(report);
  const seconds = (Date.now() - started) / 1_000;
  print(`${joined} readers joined in ${seconds.toFixed(1)} s${failed > 0 ? `, ${failed} could not` : ""}.`);
  return failed > 0 ? 1 : 0;
}

async function join(ctx: Ctx, priceId: string, country: string): Promise<void> {
  const { url } = await startCheckout(ctx, {
    choice: { priceId },
    locale: "en",
    attempt: randomUUID(),
    attribution: { place: "simulator" },
  });
  if (!LOOPBACK.test(url)) throw new Error("the simulator pays only at a local emulator");
  const form = new URLSearchParams({
    email: `reader-${randomUUID()}@readers.example`,
    card: "4242 4242 4242 4242",
    name: "Simulated Reader",
    country,
    action: "pay",
  });
  const paid = await fetch(url, { method: "POST", body: form, redirect: "manual" });
  if (paid.status !== 303) throw new Error(`the hosted page answered ${paid.status}`);
}
