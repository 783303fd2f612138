/**
 * The places of a page that depend on number, language and time. Pages are rendered once with these tokens in
 * place of the values; the front door fills them at every version.
 */
export const SLOT_NAMES = [
  "state",
  "version",
  "count",
  "goal",
  "outOf",
  "title",
  "message",
  "deadline",
  "status",
  "label",
  "bar",
  "goalTick",
  "asOf",
  "asOfTime",
  "verified",
  "subscriptions",
  "gifts",
  "passes",
  "sources",
  "joinUrl",
  "joinMark",
  "giftUrl",
  "price",
] as const;

export type SlotName = (typeof SLOT_NAMES)[number];

/** A value for every slot. */
export type SlotValues = Readonly<Record<SlotName, string>>;

const TOKEN = /%%muster\.([a-zA-Z]+)%%/;

/** What of them no progress tells: it follows from the settings and the prices. */
export type PageSlotValues = Pick<SlotValues, "giftUrl" | "joinMark" | "price">;

/** What joins a query to an address that may have one. */
export function queryMark(address: string | null): string {
  return address?.includes("?") ? "&" : "?";
}

/** Plain ASCII that neither React nor an attribute escapes. */
export function slotToken(name: SlotName): string {
  return `%%muster.${name}%%`;
}

/** Every slot holding its own token: what document pages are rendered with. */
export const SLOT_TOKENS: SlotValues = Object.fromEntries(
  SLOT_NAMES.map((name) => [name, slotToken(name)]),
) as SlotValues;

/** A page split at its slots: literal, name, literal, name, …, literal. */
export interface Template {
  literals: readonly string[];
  names: readonly SlotName[];
}

/** Splits a rendered page at its tokens. Throws for a token that names no slot. */
export function compileTemplate(html: string): Template {
  const parts = html.split(TOKEN);
  const names: SlotName[] = [];
  const literals: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 0) literals.push(part);
    else if (isSlotName(part)) names.push(part);
    else throw new Error(`the page has a slot "${part}" that nobody fills`);
  }
  return { literals, names };
}

/** The page with its slots filled; values are escaped for text and for quoted attributes. */
export function fillTemplate(template: Template, values: SlotValues): string {
  const escaped = new Map<SlotName, string>();
  let html = template.literals[0] ?? "";
  for (const [index, name] of template.names.entries()) {
    let value = escaped.get(name);
    if (value === undefined) {
      value = escapeHtml(values[name]);
      escaped.set(name, value);
    }
    html += value + (template.literals[index + 1] ?? "");
  }
  return html;
}

/** Text as it may stand in HTML text or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function isSlotName(name: string): name is SlotName {
  return (SLOT_NAMES as readonly string[]).includes(name);
}
