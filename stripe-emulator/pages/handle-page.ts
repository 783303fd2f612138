import { handleCheckout } from "./handle-checkout.ts";
import { handlePortal } from "./handle-portal.ts";
import { html } from "./html.ts";
import { NOTICE, page } from "./layout.ts";
import type { PageAnswer, PageRequest } from "./page-request.ts";

/** Every page a person can open. */
export function handlePage(request: PageRequest): PageAnswer {
  const [, area, kind, id] = request.path.split("/");
  const { store } = request.world;
  if (area === "c" && kind === "pay") {
    const session = store.of("session").get(id ?? "");
    if (session) return handleCheckout(request, session);
  }
  if (area === "p") {
    const answer = handlePortal(request, kind ?? "", id ?? "");
    if (answer) return answer;
  }
  if (area === "i") {
    const invoice = store.of("invoice").get(kind ?? "");
    if (invoice) {
      const total = `${invoice.amount_due / 100} ${invoice.currency.toUpperCase()}`;
      const body = html`<h1>Invoice ${invoice.number}</h1><p class="total">${total}</p><p>Status: ${invoice.status}</p>`;
      return { status: 200, body: page(`Invoice ${invoice.number ?? ""}`, body) };
    }
  }
  if (request.path === "/") {
    const body = html`<h1>Stripe emulator</h1>
<p>${NOTICE}. It answers Stripe’s API at <code>/v1</code>; its controls are under <code>/_emulator</code>.</p>`;
    return { status: 200, body: page("Stripe emulator", body) };
  }
  return { status: 404, body: page("Not found", html`<h1>There is nothing at this address</h1>`) };
}
