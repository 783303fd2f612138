import { z } from "zod";
import { payInvoice } from "../billing/pay-invoice.ts";
import { updateObject } from "../billing/update-object.ts";
import type { Invoice } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import { find } from "./find.ts";
import { listPage } from "./list-page.ts";
import { expand, flag, isInRange, paging, parameters, range, text } from "./parameters.ts";
import { get, post, type Route } from "./route.ts";
import { invalidRequest, StripeFailure } from "./stripe-failure.ts";

export const invoiceRoutes: Route[] = [
  get("invoices", ({ world, form }) => {
    const input = parameters(
      z.strictObject({
        ...paging,
        customer: text.optional(),
        subscription: text.optional(),
        status: text.optional(),
        collection_method: text.optional(),
        created: range.optional(),
        due_date: range.optional(),
      }),
      form,
    );
    const name = (["subscription", "customer"] as const).find((each) => input[each]);
    return listPage(
      world,
      "invoice",
      "/v1/invoices",
      input,
      (invoice) =>
        (!input.customer || invoice.customer === input.customer) &&
        (!input.subscription || invoice.parent?.subscription_details.subscription === input.subscription) &&
        (!input.status || invoice.status === input.status) &&
        (!input.collection_method || invoice.collection_method === input.collection_method) &&
        (input.due_date === undefined || isInRange(invoice.due_date ?? 0, input.due_date)) &&
        isInRange(invoice.created, input.created),
      name ? { name, key: input[name] ?? "" } : undefined,
    );
  }),
  get("invoices/:id", ({ world, ids }) => find(world, "invoice", ids[0])),
  post("invoices/:id/pay", ({ world, ids, form }) => {
    const input = parameters(
      z.strictObject({
        ...expand,
        paid_out_of_band: flag.optional(),
        payment_method: text.optional(),
        off_session: flag.optional(),
      }),
      form,
    );
    const invoice = find(world, "invoice", ids[0]);
    if (invoice.status === "paid") throw invalidRequest("invoice_already_paid", "Invoice is already paid");
    if (invoice.status !== "open" && invoice.status !== "uncollectible") throw notOpen(invoice);
    const paid = payInvoice(world, invoice, input.paid_out_of_band ?? false);
    if (paid.status === "paid") return paid;
    throw new StripeFailure(402, {
      type: "card_error",
      code: "card_declined",
      message: "Your card was declined.",
    });
  }),
  post("invoices/:id/void", ({ world, ids, form }) =>
    close(world, find(world, "invoice", ids[0]), form, "void"),
  ),
  post("invoices/:id/mark_uncollectible", ({ world, ids, form }) =>
    close(world, find(world, "invoice", ids[0]), form, "uncollectible"),
  ),
  get("invoices/:id/lines", ({ world, ids }) => find(world, "invoice", ids[0]).lines),
  get("invoice_payments", ({ world, form }) => {
    const input = parameters(
      z.strictObject({
        ...paging,
        invoice: text.optional(),
        status: text.optional(),
        payment: z
          .strictObject({ type: text, payment_intent: text.optional(), payment_record: text.optional() })
          .optional(),
        created: range.optional(),
      }),
      form,
    );
    const intent = input.payment?.payment_intent;
    const by = input.invoice
      ? { name: "invoice", key: input.invoice }
      : intent
        ? { name: "payment_intent", key: intent }
        : undefined;
    return listPage(
      world,
      "invoice_payment",
      "/v1/invoice_payments",
      input,
      (payment) =>
        (!input.invoice || payment.invoice === input.invoice) &&
        (!intent || payment.payment.payment_intent === intent) &&
        (!input.status || payment.status === input.status) &&
        isInRange(payment.created, input.created),
      by,
    );
  }),
  get("invoice_payments/:id", ({ world, ids }) => find(world, "invoice_payment", ids[0])),
];

function close(
  world: World,
  invoice: Invoice,
  form: Parameters<typeof parameters>[1],
  status: "void" | "uncollectible",
) {
  parameters(z.strictObject(expand), form);
  if (invoice.status !== "open" && !(status === "void" && invoice.status === "uncollectible"))
    throw notOpen(invoice);
  const now = world.clock.now();
  const transition = status === "void" ? { voided_at: now } : { marked_uncollectible_at: now };
  return updateObject(
    world,
    "invoice",
    invoice,
    {
      status,
      auto_advance: false,
      next_payment_attempt: null,
      status_transitions: { ...invoice.status_transitions, ...transition },
    },
    status === "void" ? "invoice.voided" : "invoice.marked_uncollectible",
  );
}

function notOpen(invoice: Invoice): StripeFailure {
  return invalidRequest(
    "invoice_not_editable",
    `This invoice is ${invoice.status}; only open invoices can do this.`,
  );
}
