import { payInvoice } from "../billing/charge-invoice";
import { closeDispute, refundCharge } from "../billing/money-back";
import type { Charge, Invoice } from "../objects/shapes";
import type { World } from "../world";
import { invalid } from "./errors";
import { find } from "./find";
import { listPage } from "./list";
import type { Input } from "./params";
import { get, post, type Route } from "./route";

/** Invoices, their payments, payment intents, charges, refunds and disputes. */
export const moneyRoutes: Route[] = [
  get("/v1/invoices", ({ world, input }) => {
    const subscription = input.text("subscription");
    const customer = input.text("customer");
    const status = input.text("status");
    const matches = (held: Invoice) =>
      (!subscription || held.parent?.subscription_details.subscription === subscription) &&
      (!customer || held.customer === customer) &&
      (!status || held.status === status);
    return listPage(world, "invoice", input, "/v1/invoices", matches, ["subscription", "customer", "status"]);
  }),
  get("/v1/invoices/:id", ({ world, ids }) => find(world, "invoice", ids[0])),
  post("/v1/invoices/:id/pay", ({ world, ids }) => payInvoice(world, openInvoice(world, ids[0]))),
  post("/v1/invoices/:id/void", ({ world, ids }) => {
    const invoice = world.store.put("invoice", { ...openInvoice(world, ids[0]), status: "void" });
    world.emit("invoice.voided", invoice);
    return invoice;
  }),
  post("/v1/invoices/:id/mark_uncollectible", ({ world, ids }) => {
    const invoice = world.store.put("invoice", { ...openInvoice(world, ids[0]), status: "uncollectible" });
    world.emit("invoice.marked_uncollectible", invoice);
    return invoice;
  }),
  get("/v1/invoice_payments", ({ world, input }) => {
    const invoice = input.text("invoice");
    const intent = input.map("payment")?.text("payment_intent");
    const own = ["invoice", "payment", "status"];
    return listPage(
      world,
      "invoice_payment",
      input,
      "/v1/invoice_payments",
      (held) => (!invoice || held.invoice === invoice) && (!intent || held.payment.payment_intent === intent),
      own,
    );
  }),
  get("/v1/invoice_payments/:id", ({ world, ids }) => find(world, "invoice_payment", ids[0])),
  get("/v1/payment_intents/:id", ({ world, ids }) => find(world, "payment_intent", ids[0])),
  get("/v1/charges", ({ world, input }) => {
    const intent = input.text("payment_intent");
    const customer = input.text("customer");
    const matches = (held: Charge) =>
      (!intent || held.payment_intent === intent) && (!customer || held.customer === customer);
    return listPage(world, "charge", input, "/v1/charges", matches, ["payment_intent", "customer"]);
  }),
  get("/v1/charges/:id", ({ world, ids }) => find(world, "charge", ids[0])),
  post("/v1/refunds", ({ world, input }) => {
    input.allow("charge", "payment_intent", "amount", "reason", "metadata");
    const charge = chargeNamed(world, input);
    const left = charge.amount - charge.amount_refunded;
    const amount = input.integer("amount") ?? left;
    if (left === 0)
      throw invalid(`Charge ${charge.id} has already been refunded.`, undefined, "charge_already_refunded");
    if (amount > left) throw invalid(`Refund amount is greater than unrefunded amount on charge`, "amount");
    return refundCharge(world, charge, amount);
  }),
  get("/v1/refunds", ({ world, input }) => {
    const charge = input.text("charge");
    const matches = (held: { charge: string }) => !charge || held.charge === charge;
    return listPage(world, "refund", input, "/v1/refunds", matches, ["charge", "payment_intent"]);
  }),
  get("/v1/refunds/:id", ({ world, ids }) => find(world, "refund", ids[0])),
  get("/v1/disputes", ({ world, input }) => listPage(world, "dispute", input, "/v1/disputes", () => true)),
  get("/v1/disputes/:id", ({ world, ids }) => find(world, "dispute", ids[0])),
  post("/v1/disputes/:id/close", ({ world, ids }) =>
    closeDispute(world, find(world, "dispute", ids[0]), "lost"),
  ),
];

function openInvoice(world: World, id: string | undefined): Invoice {
  const invoice = find(world, "invoice", id);
  if (invoice.status === "paid") throw invalid("Invoice is already paid", undefined, "invoice_already_paid");
  return invoice;
}

function chargeNamed(world: World, input: Input): Charge {
  const id = input.text("charge");
  if (id) return find(world, "charge", id);
  const charge = world.store.of("charge").first("payment_intent", input.required("payment_intent"));
  if (!charge)
    throw invalid("This PaymentIntent does not have a successful charge to refund.", "payment_intent");
  return charge;
}
