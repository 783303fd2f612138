import fc from "fast-check";
import { assertWellFormed } from "./well-formed";

const NAMES = [
  "theme",
  "layout",
  "lang",
  "accent",
  "message",
  "maxwidth",
  "maxheight",
  "callback",
  "__proto__",
];
const VALUES = [
  ...["light", "dark", "auto", "bar", "card", "badge", "en", "uk", "on", "off", "fff", "#1a2b3c", "12386b"],
  ...[
    "",
    "LIGHT",
    "red",
    "url(//evil)",
    '"><script>alert(1)</script>',
    "</style><script>",
    "-1",
    "1e9",
    "constructor",
  ],
];

/** Query strings an attacker or a typing error might send; the same for the same seed. */
export function fuzzedQueries(seed: number, count: number): string[] {
  const value = fc.oneof(fc.constantFrom(...VALUES), fc.string({ maxLength: 40, unit: "binary" }));
  const pair = fc.tuple(fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 10 })), value);
  const encoded = fc
    .array(pair, { maxLength: 8 })
    .map((pairs) => new URLSearchParams(pairs.map(([k, v]) => [wellFormed(k), wellFormed(v)])).toString());
  const raw = fc.string({ maxLength: 60 }).map((text) => encodeURI(wellFormed(text)).replaceAll("#", ""));
  return fc.sample(fc.oneof({ weight: 4, arbitrary: encoded }, raw), { seed, numRuns: count });
}

/** Asks a front door for every drawn form with one query; throws where an answer is not what it must be. */
export async function fuzzOnce(origin: string, query: string): Promise<void> {
  const [svg, png, oembed] = await Promise.all([
    fetch(`${origin}/embed/25000.svg?${query}`),
    fetch(`${origin}/embed/25000.png?${query}`),
    fetch(`${origin}/api/oembed?url=${encodeURIComponent(`https://courier.example/embed/25000?${query}`)}`),
  ]);
  for (const answer of [svg, png, oembed]) {
    if (answer.status !== 200) throw new Error(`${answer.status} for ${answer.url}`);
  }
  const drawing = await svg.text();
  assertWellFormed(drawing);
  assertNoScript(drawing);
  if (drawing.length > 5_000) throw new Error(`an SVG of ${drawing.length} characters for ${query}`);
  const picture = Buffer.from(await png.arrayBuffer());
  if (picture.subarray(-8, -4).toString("latin1") !== "IEND") throw new Error(`a torn PNG for ${query}`);
  const { html, width, height } = (await oembed.json()) as { html: string; width: number; height: number };
  assertNoScript(html);
  assertWellFormed(html);
  if (width > 480 || height > 168) throw new Error(`${width} by ${height} for ${query}`);
}

function assertNoScript(markup: string): void {
  if (/<script|\son\w+=|javascript:|<foreignObject|<a\b|@import|url\(/i.test(markup))
    throw new Error(`active content: ${markup}`);
}

/** Without lone surrogates, which no address can carry. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "");
}
