/** One subscription of a filled account, as `GET /_emulator/subscriptions` tells of it. */
export interface SubscriptionRow {
  customer: string;
  email: string | null;
  status: string;
  product: string;
  unitAmount: number;
  percentOff: (number | null)[];
  paused: boolean;
  invoiceStatus: string | null;
  collection: string;
  refunded: boolean;
}

/** Who pays, of an account too large to be read whole: the model's short form for filled accounts, none of them late. */
export function payingPeople(
  rows: readonly SubscriptionRow[],
  membershipProducts: readonly string[],
): Set<string> {
  const pays = (row: SubscriptionRow) =>
    membershipProducts.includes(row.product) &&
    row.status === "active" &&
    row.unitAmount > 0 &&
    !row.percentOff.includes(100) &&
    !row.paused &&
    !row.refunded &&
    (row.collection !== "send_invoice" || row.invoiceStatus === "paid");
  return new Set(rows.filter(pays).map((row) => row.email?.toLowerCase() ?? row.customer));
}
