/** One subscription of a filled account, as `GET /_emulator/subscriptions` tells of it. */
export interface SubscriptionRow {
  customer: string;
  email: string | null;
  status: string;
  /** Unix seconds. */
  lateSince: number | null;
  product: string;
  unitAmount: number;
  percentOff: (number | null)[];
  paused: boolean;
  invoiceStatus: string | null;
  collection: string;
  refunded: boolean;
}

const GRACE_SECONDS = 30 * 86_400;

/** Who pays at `now` (Unix seconds), of an account too large to be read whole: the model's short form for filled ones. */
export function payingPeople(
  rows: readonly SubscriptionRow[],
  membershipProducts: readonly string[],
  now: number,
): Set<string> {
  const pays = (row: SubscriptionRow) =>
    membershipProducts.includes(row.product) &&
    (row.status === "active" ||
      (row.status === "past_due" && row.lateSince !== null && now < row.lateSince + GRACE_SECONDS)) &&
    row.unitAmount > 0 &&
    !row.percentOff.includes(100) &&
    !row.paused &&
    !row.refunded &&
    (row.collection !== "send_invoice" || row.invoiceStatus === "paid");
  return new Set(rows.filter(pays).map((row) => row.email?.toLowerCase() ?? row.customer));
}
