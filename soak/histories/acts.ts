import { type Act, EMAILS, type Scene } from "./scene";
import { TERM_ACTS } from "./term-acts";

const DAY = 86_400;

const STATUSES = ["active", "incomplete", "paused", "trialing", "unpaid", "incomplete_expired"] as const;

/** Everything that can happen to members, by how often it is tried. */
export const ACT_WEIGHTS = {
  join: 12,
  subscribe: 4,
  cancelAtPeriodEnd: 3,
  cancelAt: 2,
  cancelInPortal: 3,
  cancelNow: 2,
  resume: 2,
  failRenewal: 4,
  stayLate: 1,
  refund: 5,
  refundPart: 3,
  dispute: 3,
  closeDispute: 3,
  discount: 4,
  changePlan: 4,
  pause: 2,
  unpause: 2,
  collect: 2,
  payInvoice: 4,
  giveUpInvoice: 1,
  changeEmail: 5,
  deleteCustomer: 1,
  setStatus: 2,
  giveMembership: 3,
  buyPass: 3,
  refundTerm: 2,
  disputeTerm: 1,
} as const;

export type ActName = keyof typeof ACT_WEIGHTS;

const onSubscription =
  (act: (scene: Scene, id: string) => Promise<unknown>): Act =>
  async (scene) => {
    const id = scene.random.pick(scene.subscriptions);
    return id ? act(scene, id) : null;
  };

const update = (form: (scene: Scene) => Record<string, string>): Act =>
  onSubscription((scene, id) => scene.account.api("POST", `subscriptions/${id}`, form(scene)));

export const ACTS: Record<ActName, Act> = {
  ...TERM_ACTS,
  join: async ({ account, random, subscriptions, customers }) => {
    const lookupKey = random.pick(["monthly", "monthly", "yearly", "print_monthly"] as const);
    const promotionCode = random.chance(0.15) ? random.pick(["FREE", "HALF", "MONTHS"] as const) : undefined;
    const answer = await account.control("join", { email: random.pick(EMAILS), lookupKey, promotionCode });
    const [result] = (answer?.results ?? []) as { subscription?: string; customer?: string }[];
    if (result?.subscription) subscriptions.push(result.subscription);
    if (result?.customer) customers.push(result.customer);
  },
  subscribe: async (scene) => {
    const { account, random, prices, subscriptions } = scene;
    const customer = random.pick(scene.customers);
    if (!customer) return;
    const answer = await account.api("POST", "subscriptions", {
      customer,
      "items[0][price]": random.pick([prices.monthly, prices.yearly]) ?? "",
      ...(random.chance(0.6) && { collection_method: "send_invoice", days_until_due: "20" }),
      ...(random.chance(0.3) && { trial_period_days: "10" }),
    });
    if (typeof answer?.id === "string") subscriptions.push(answer.id);
  },
  cancelAtPeriodEnd: update(() => ({ cancel_at_period_end: "true" })),
  cancelAt: update(({ random, now }) => ({ cancel_at: String(now() + random.between(1, 40) * DAY) })),
  cancelInPortal: update(() => ({ cancel_at: "max_period_end" })),
  cancelNow: onSubscription(({ account }, id) => account.api("DELETE", `subscriptions/${id}`)),
  resume: update(() => ({ cancel_at_period_end: "false" })),
  failRenewal: onSubscription(({ account, random }, id) =>
    account.control(`subscriptions/${id}/fail-renewal`, {
      ...(random.chance(0.5) && { attempts: random.between(0, 4) }),
      afterRetries: random.pick(["canceled", "unpaid", "past_due"] as const),
    }),
  ),
  stayLate: onSubscription(({ account }, id) =>
    account.control(`subscriptions/${id}/fail-renewal`, { afterRetries: "past_due" }),
  ),
  refund: onSubscription(({ account }, id) => account.control(`subscriptions/${id}/refund`)),
  refundPart: onSubscription(({ account }, id) =>
    account.control(`subscriptions/${id}/refund`, { amount: 250 }),
  ),
  dispute: onSubscription(async ({ account, disputes }, id) => {
    const answer = await account.control(`subscriptions/${id}/dispute`);
    if (typeof answer?.id === "string") disputes.push(answer.id);
  }),
  closeDispute: async ({ account, random, disputes }) => {
    const id = random.pick(disputes);
    if (id) await account.control(`disputes/${id}/close`, { status: random.pick(["won", "lost"] as const) });
  },
  discount: update(
    ({ random, coupons }): Record<string, string> =>
      random.chance(0.3) ? { discounts: "" } : { "discounts[0][coupon]": random.pick(coupons) ?? "" },
  ),
  changePlan: onSubscription(async ({ account, random, prices }, id) => {
    const price = random.pick([prices.monthly, prices.yearly, prices.print_monthly]) ?? "";
    await account.api("POST", `subscriptions/${id}`, { "items[0][price]": price });
  }),
  pause: onSubscription(({ account, random, now }, id) =>
    account.control(`subscriptions/${id}/pause`, {
      behavior: random.pick(["void", "keep_as_draft", "mark_uncollectible"] as const),
      ...(random.chance(0.4) && { resumesAt: now() + random.between(1, 40) * DAY }),
    }),
  ),
  unpause: onSubscription(({ account }, id) => account.control(`subscriptions/${id}/unpause`)),
  collect: onSubscription(({ account, random }, id) =>
    account.control(`subscriptions/${id}/collection`, {
      method: random.pick(["send_invoice", "charge_automatically"] as const),
    }),
  ),
  payInvoice: async (scene) => {
    const id = scene.random.pick(scene.invoices(() => true));
    if (!id) return;
    if (scene.random.chance(0.3))
      await scene.account.api("POST", `invoices/${id}/pay`, { paid_out_of_band: "true" });
    else await scene.account.control(`invoices/${id}/pay`);
  },
  giveUpInvoice: async (scene) => {
    // Of a late one Stripe would no longer say since when it is late.
    const id = scene.random.pick(scene.invoices((status) => status === "active"));
    const how = scene.random.pick(["void", "mark_uncollectible"] as const);
    if (id) await scene.account.api("POST", `invoices/${id}/${how}`);
  },
  changeEmail: async ({ account, random, customers }) => {
    const id = random.pick(customers);
    const email = random.chance(0.15) ? "" : random.pick(EMAILS);
    if (id) await account.api("POST", `customers/${id}`, { email });
  },
  deleteCustomer: async ({ account, random, customers }) => {
    const id = random.pick(customers);
    if (id) await account.api("DELETE", `customers/${id}`);
  },
  setStatus: onSubscription(({ account, random }, id) =>
    account.control(`subscriptions/${id}/status`, { status: random.pick(STATUSES) }),
  ),
};
