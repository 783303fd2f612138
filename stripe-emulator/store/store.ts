import { Collection } from "./collection.ts";
import type { Kind, Kinds } from "./kinds.ts";

export type Change =
  | { op: "put"; kind: Kind; value: Kinds[Kind] }
  | { op: "delete"; kind: Kind; id: string }
  | { op: "clock"; offsetMs: number }
  | { op: "control"; name: string; value: unknown }
  | { op: "fill"; fill: FillOrder };

/** A bulk creation is kept as the order that made it: the same order makes the same objects. */
export interface FillOrder {
  seed: string;
  members: number;
  /** Share of each sort of member, 0 to 1; see fill/shape.ts. */
  shape: Record<string, number>;
  at: number;
  /** Ids of the catalogue it uses. */
  prices: Record<string, string>;
  discount: string;
}

type Collections = { [K in Kind]: Collection<Kinds[K]> };

/** Every object the emulator holds. Values are never changed in place: put a new one. */
export class Store {
  #collections = newCollections();
  fills: FillOrder[] = [];
  /** Told of each change, for the journal and for what follows due times. */
  onChange: (change: Change) => void = () => {};

  of<K extends Kind>(kind: K): Collection<Kinds[K]> {
    return this.#collections[kind];
  }

  put<K extends Kind>(kind: K, value: Kinds[K]): Kinds[K] {
    this.of(kind).put(value);
    this.onChange({ op: "put", kind, value });
    return value;
  }

  /** Puts back what a journal held. */
  restore<K extends Kind>(kind: K, value: Kinds[K]): void {
    this.of(kind).put(value);
  }

  delete(kind: Kind, id: string): void {
    this.#collections[kind].delete(id);
    this.onChange({ op: "delete", kind, id });
  }

  clear(): void {
    this.#collections = newCollections();
    this.fills = [];
  }

  kinds(): Kind[] {
    return Object.keys(this.#collections) as Kind[];
  }
}

function newCollections(): Collections {
  return {
    product: new Collection(),
    price: new Collection({ product: (price) => price.product, lookup_key: (price) => price.lookup_key }),
    customer: new Collection({ email: (customer) => customer.email?.toLowerCase() }),
    deleted_customer: new Collection(),
    coupon: new Collection(),
    promotion_code: new Collection({ code: (code) => code.code.toLowerCase() }),
    discount: new Collection(),
    subscription: new Collection({ customer: (subscription) => subscription.customer }),
    invoice: new Collection({
      customer: (invoice) => invoice.customer,
      subscription: (invoice) => invoice.parent?.subscription_details.subscription,
    }),
    invoice_payment: new Collection({
      invoice: (payment) => payment.invoice,
      payment_intent: (payment) => payment.payment.payment_intent,
    }),
    payment_intent: new Collection({ customer: (intent) => intent.customer }),
    charge: new Collection({
      customer: (charge) => charge.customer,
      payment_intent: (charge) => charge.payment_intent,
    }),
    refund: new Collection({
      charge: (refund) => refund.charge,
      payment_intent: (refund) => refund.payment_intent,
    }),
    dispute: new Collection({
      charge: (dispute) => dispute.charge,
      payment_intent: (dispute) => dispute.payment_intent,
    }),
    session: new Collection({
      customer: (session) => session.customer,
      subscription: (session) => session.subscription,
      payment_intent: (session) => session.payment_intent,
    }),
    session_details: new Collection(),
    portal_session: new Collection(),
    portal_configuration: new Collection(),
    webhook_endpoint: new Collection(),
    event: new Collection(),
    billing: new Collection(),
    answer: new Collection(),
    delivery: new Collection({
      event: (delivery) => delivery.event,
      endpoint: (delivery) => delivery.endpoint,
    }),
  };
}
