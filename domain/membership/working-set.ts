import type * as schema from "@/db/schema";

type Row<T extends { $inferSelect: unknown }> = T["$inferSelect"];

export type MemberRow = Row<typeof schema.members>;
export type CustomerRow = Row<typeof schema.stripeCustomers>;
export type SubscriptionRow = Row<typeof schema.subscriptions>;
export type InvoiceRow = Row<typeof schema.invoices>;
export type PaymentRow = Row<typeof schema.payments>;
export type CheckoutRow = Row<typeof schema.checkouts>;
export type PassRow = Row<typeof schema.passes>;
export type LedgerCause = Row<typeof schema.ledger>["cause"];
export type SubjectKind = Row<typeof schema.unsettled>["kind"];

/** Rows by key, remembering which were put and so must be written. */
export class Rows<T> {
  private readonly byKey = new Map<string, T>();
  private readonly changed = new Set<string>();

  constructor(
    private readonly keyOf: (row: T) => string,
    loaded: readonly T[] = [],
  ) {
    for (const row of loaded) this.byKey.set(keyOf(row), row);
  }

  get(key: string | null | undefined): T | undefined {
    return key ? this.byKey.get(key) : undefined;
  }

  put(row: T): T {
    const key = this.keyOf(row);
    this.byKey.set(key, row);
    this.changed.add(key);
    return row;
  }

  all(): Iterable<T> {
    return this.byKey.values();
  }

  /** The first that fits. Nothing is copied, because every fact of a batch asks. */
  find(fits: (row: T) => boolean): T | undefined {
    for (const row of this.byKey.values()) if (fits(row)) return row;
    return undefined;
  }

  filter(fits: (row: T) => boolean): T[] {
    const found: T[] = [];
    for (const row of this.byKey.values()) if (fits(row)) found.push(row);
    return found;
  }

  toWrite(): T[] {
    return [...this.changed].flatMap((key) => this.byKey.get(key) ?? []);
  }
}

/** A doubt that Stripe must settle, due after `delayMs`. */
export interface Doubt {
  kind: SubjectKind;
  id: string;
  reason: string;
  delayMs: number;
}

/** Why a member is looked at again: the newest fact about them names the ledger's cause. */
export interface Touch {
  cause: LedgerCause;
  causeRef: string | null;
  /** Stripe's time of what happened. */
  effectiveAt: Date;
  /** Set when everything this causes is one change, as an import is. */
  changeId?: string;
}

/** Everything one batch of facts may read or change, held in memory between its reads and its writes. */
export class WorkingSet {
  readonly members: Rows<MemberRow>;
  readonly customers: Rows<CustomerRow>;
  readonly subscriptions: Rows<SubscriptionRow>;
  readonly invoices: Rows<InvoiceRow>;
  readonly payments: Rows<PaymentRow>;
  readonly checkouts: Rows<CheckoutRow>;
  readonly passes: Rows<PassRow>;
  /** Gifts and passes to decide anew; their people are known only when every fact was taken. */
  readonly touchedPasses = new Map<string, Touch>();
  readonly doubts = new Map<string, Doubt>();
  readonly settled = new Set<string>();
  /** Members to decide anew, with the cause; in the order they were touched. */
  readonly touched = new Map<string, Touch>();
  /** Members whose customers moved: their differences are corrections, not joins or leaves. */
  readonly regrouped = new Set<string>();
  catalogueChanged = false;

  constructor(rows: {
    members: MemberRow[];
    customers: CustomerRow[];
    subscriptions: SubscriptionRow[];
    invoices: InvoiceRow[];
    payments: PaymentRow[];
    checkouts: CheckoutRow[];
    passes: PassRow[];
  }) {
    this.members = new Rows((row) => row.id, rows.members);
    this.customers = new Rows((row) => row.id, rows.customers);
    this.subscriptions = new Rows((row) => row.id, rows.subscriptions);
    this.invoices = new Rows((row) => row.id, rows.invoices);
    this.payments = new Rows((row) => row.id, rows.payments);
    this.checkouts = new Rows((row) => row.id, rows.checkouts);
    this.passes = new Rows((row) => row.id, rows.passes);
  }

  doubt(doubt: Doubt): void {
    this.doubts.set(`${doubt.kind}:${doubt.id}`, doubt);
  }

  settle(kind: SubjectKind, id: string): void {
    this.doubts.delete(`${kind}:${id}`);
    this.settled.add(`${kind}:${id}`);
  }

  touchCustomer(customerId: string, touch: Touch): void {
    const customer = this.customers.get(customerId);
    if (customer) this.touched.set(customer.memberId, touch);
  }

  passByPayment(paymentIntentId: string): PassRow | undefined {
    return this.passes.find((pass) => pass.paymentIntentId === paymentIntentId);
  }

  customersOf(memberId: string): CustomerRow[] {
    return this.customers.filter((customer) => customer.memberId === memberId);
  }

  memberByEmail(emailHash: string): MemberRow | undefined {
    return this.members.find((member) => member.emailHash === emailHash);
  }
}
