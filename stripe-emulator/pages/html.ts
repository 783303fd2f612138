/** Text as it may stand in HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

export const STYLE = `
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1a1f36;background:#f6f8fa}
.strip{background:#8a3b00;color:#fff;text-align:center;padding:.6rem 1rem;font-weight:600;letter-spacing:.04em;font-size:.85rem}
main{max-width:30rem;margin:2rem auto;padding:1.5rem;background:#fff;border:1px solid #d8dee4;border-radius:6px}
h1{font-size:1.15rem;margin:0 0 .25rem}.price{font-size:2rem;font-weight:650;margin:.25rem 0 1.25rem}
label{display:block;font-weight:550;margin:.9rem 0 .3rem}input,select{width:100%;font:inherit;padding:.6rem .7rem;border:1px solid #818b98;border-radius:5px;background:#fff;color:inherit}
button{font:inherit;font-weight:600;width:100%;min-height:2.9rem;margin-top:1.2rem;border:0;border-radius:5px;background:#0a4bd6;color:#fff;cursor:pointer}
button.quiet{background:none;color:#1a1f36;border:1px solid #818b98}.error{background:#fdecea;border:1px solid #b3261e;color:#7a1610;padding:.7rem;border-radius:5px}
.note{color:#4f5b67;font-size:.9rem}a{color:#0a4bd6}section{border-top:1px solid #d8dee4;margin-top:1.2rem;padding-top:.6rem}
:focus-visible{outline:3px solid #0a4bd6;outline-offset:2px}`;

/** A whole page of the emulator; says on top that no money moves. */
export function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title><link rel="stylesheet" href="/emulator.css"><link rel="icon" href="data:,"></head><body><p class="strip" role="note">EMULATOR, NO REAL PAYMENTS</p><main>${body}</main></body></html>`;
}

/** Minor units in words, such as "€5.00". */
export function money(amount: number, currency: string): string {
  return new Intl.NumberFormat("en", { style: "currency", currency: currency.toUpperCase() }).format(
    amount / 100,
  );
}
