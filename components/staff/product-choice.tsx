import type { ChoosableProduct } from "@/domain/membership/choose-products";
import { formatCount } from "@/domain/staff/room-words";
import { SendByEditor, Tick } from "./forms";

/** Which of Stripe's products are memberships; what a change would do is shown before it takes effect. */
export function ProductChoice({
  products,
  mayChange,
}: {
  products: readonly ChoosableProduct[];
  mayChange: boolean;
}) {
  const isSet = products.some((product) => product.isSet);
  return (
    <>
      <p className="mt-2 max-w-[66ch] text-lg">
        Accounts are often shared with a shop. Only people with a subscription to a product ticked here count.
        Who would begin to count, and who would cease to, is shown before anything changes.
      </p>
      {isSet && (
        <p className="mt-3 max-w-[66ch] border-l-4 border-rule pl-4">
          Some products are set on the machine, by <code>STRIPE_MEMBERSHIP_PRODUCTS</code>. That wins: they
          count whatever is ticked here.
        </p>
      )}
      {products.length === 0 ? (
        <p className="mt-6 text-soft">
          None yet. Stripe’s products with a recurring price stand here once they have been read.
        </p>
      ) : (
        <form method="get" action="/staff/products/preview" className="mt-6">
          <fieldset disabled={!mayChange}>
            <legend className="sr-only">Products that count</legend>
            {products.map(({ id, ticked }) =>
              ticked ? <input key={id} type="hidden" name="seen" value={id} /> : null,
            )}
            <ul>
              {products.map((product) => (
                <li key={product.id} className="border-t border-rule py-3">
                  <Product product={product} />
                </li>
              ))}
            </ul>
            <div className="mt-5">
              <SendByEditor mayChange={mayChange}>Show what it would do</SendByEditor>
            </div>
          </fieldset>
        </form>
      )}
    </>
  );
}

function Product({ product }: { product: ChoosableProduct }) {
  const { id, name, active, ticked, isSet, running, counting } = product;
  return (
    <div className="grid items-baseline gap-x-8 gap-y-1 md:grid-cols-[minmax(0,36rem)_1fr]">
      <div>
        {isSet && ticked && <input type="hidden" name="product" value={id} />}
        <Tick
          name={isSet ? undefined : "product"}
          value={id}
          defaultChecked={ticked || isSet}
          disabled={isSet}
          label={
            <>
              <span className="font-serif text-xl font-semibold">{name}</span>
              {isSet && <span className="text-sm text-soft"> counts: set on the machine</span>}
              {!active && <span className="text-sm text-soft"> no longer sold</span>}
            </>
          }
        />
        <code className="ml-8 text-sm break-all text-soft">{id}</code>
      </div>
      <p className="ml-8 tabular-nums md:ml-0">
        {running === 0
          ? "No running subscription"
          : `${formatCount(running)} running, ${formatCount(counting)} of them count`}
      </p>
    </div>
  );
}
