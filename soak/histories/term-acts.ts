import { createHmac } from "node:crypto";
import { EMAIL_HASH_KEY } from "../world/soak-newsroom";
import { type Act, EMAILS, type Scene } from "./scene";

const DAY_MS = 86_400_000;

/** Somebody pays for a term, as our Checkout asks it to be paid; in metadata of its own what the model reads. */
async function buyTerm(scene: Scene, kind: "gift" | "pass"): Promise<void> {
  const { account, random } = scene;
  const recipient = kind === "gift" ? random.pick(EMAILS).trim().toLowerCase() : null;
  const startsAt = new Date(scene.now() * 1_000 + (random.chance(0.3) ? random.between(1, 40) * DAY_MS : 0));
  const metadata = {
    muster_pass: uuid(scene),
    muster_pass_kind: kind,
    muster_pass_months: String(random.pick([1, 1, 2, 12] as const)),
    muster_pass_starts: startsAt.toISOString(),
    ...(recipient && { muster_pass_person: hash(recipient), soak_recipient: recipient }),
  };
  const session = await account.api("POST", "checkout/sessions", {
    mode: "payment",
    success_url: "http://localhost:3000/welcome",
    "line_items[0][quantity]": "1",
    "line_items[0][price_data][currency]": "eur",
    "line_items[0][price_data][product]": "prod_muster_gift",
    "line_items[0][price_data][unit_amount]": "5000",
    ...(kind === "pass" && { customer_creation: "always" }),
    ...Object.fromEntries(Object.entries(metadata).map(([key, value]) => [`metadata[${key}]`, value])),
  });
  if (typeof session?.id !== "string") throw new Error("a term could not be ordered");
  const answer = await account.control("join", { session: session.id, email: random.pick(EMAILS).trim() });
  const [paid] = (answer?.results ?? []) as { paymentIntent?: string; customer?: string }[];
  if (paid?.paymentIntent) scene.terms.push(paid.paymentIntent);
  if (paid?.customer) scene.customers.push(paid.customer);
}

const onTerm =
  (act: (scene: Scene, payment: string) => Promise<unknown>): Act =>
  async (scene) => {
    const payment = scene.random.pick(scene.terms);
    return payment ? act(scene, payment) : null;
  };

/** What can happen to gifts and passes. */
export const TERM_ACTS = {
  giveMembership: (scene) => buyTerm(scene, "gift"),
  buyPass: (scene) => buyTerm(scene, "pass"),
  refundTerm: onTerm(({ account, random }, payment) =>
    account.control(`payment_intents/${payment}/refund`, random.chance(0.3) ? { amount: 700 } : {}),
  ),
  disputeTerm: onTerm(async ({ account, disputes }, payment) => {
    const answer = await account.control(`payment_intents/${payment}/dispute`);
    if (typeof answer?.id === "string") disputes.push(answer.id);
  }),
} satisfies Record<string, Act>;

function uuid({ random }: Scene): string {
  const hex = Array.from({ length: 30 }, () => random.between(0, 15).toString(16)).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
}

function hash(email: string): string {
  return createHmac("sha256", EMAIL_HASH_KEY).update(email).digest("hex");
}
