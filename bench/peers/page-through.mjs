// A process of its own: reads every subscription of an account as an import must, and does nothing with them.
// Prints how many there are and the seconds it took.
import Stripe from "stripe";

const { hostname: host, port } = new URL(process.argv[2]);
const stripe = new Stripe("sk_test_demo", { host, port, protocol: "http", telemetry: false });
const began = performance.now();
let read = 0;
for (let after; ; ) {
  const page = await stripe.subscriptions.list({
    status: "all",
    limit: 100,
    expand: ["data.customer", "data.discounts.source.coupon", "data.latest_invoice.payments"],
    ...(after ? { starting_after: after } : {}),
  });
  read += page.data.length;
  after = page.data.at(-1)?.id;
  if (!page.has_more) break;
}
console.log(read, (performance.now() - began) / 1_000);
