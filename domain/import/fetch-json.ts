import { charsetOf, decodeText } from "./decode-text";
import { fetchPatiently, type ReadOptions } from "./fetch-patiently";
import { type Fetched, told } from "./guarded-fetch";

/** What stands between a page and its posts, where another page may well be had. */
export class PageTrouble extends Error {
  override readonly name = "PageTrouble";
}

interface JsonOptions extends ReadOptions {
  headers?: Record<string, string>;
  /** A CMS's own words about what is wrong. */
  messageIn: (value: unknown) => string | undefined;
  /** Whether an answer means that the list has no such page. */
  isEnd?: (value: unknown) => boolean;
}

/** A page of a CMS's list as JSON. Throws PageTrouble, or another error when no page can be had. */
export async function fetchJson(
  address: string,
  page: number,
  { messageIn, isEnd, ...options }: JsonOptions,
): Promise<{ headers: Fetched["headers"]; value: unknown }> {
  const { body, status, headers } = await fetchPatiently(address, {
    ...options,
    // A warning of PHP before the JSON makes it HTML.
    types: ["application/json", "text/html"],
    maxBytes: 50 * 1024 * 1024,
    timeoutMs: 60_000,
  });
  const where = `${told(address)} (page ${page})`;
  const text = textOf(body, headers["content-type"]);
  const value = text === null ? undefined : parsed(text);
  const message = messageIn(value);
  const isGood = status === 200 && value !== undefined && message === undefined;
  if (isGood || isEnd?.(value)) return { headers, value };
  const said = message === undefined ? "" : `: ${shortened(message, 200)}`;
  if (status === 429 || status >= 500) throw new PageTrouble(`${where} answers ${status}${said}`);
  if (status !== 200 || message !== undefined) throw new Error(`${where} answers ${status}${said}`);
  if (text === null) throw new PageTrouble(`${where} has bytes that are not UTF-8`);
  throw new PageTrouble(`${where} answers what is no JSON: ${shortened(text, 80)}`);
}

function textOf(body: Buffer, contentType: string | undefined): string | null {
  try {
    return decodeText(body, { charset: charsetOf(contentType) });
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One line for people; an answer may repeat the address it was asked at, with its key. */
function shortened(words: string, most: number): string {
  const line = words.replace(/\bkey=[^&\s"'<]*/g, "key=…").replace(/\s+/g, " ");
  return [...line.trim()].slice(0, most).join("");
}
