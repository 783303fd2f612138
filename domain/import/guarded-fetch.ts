import { type LookupAddress, lookup as systemLookup } from "node:dns";
import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import {
  type BrotliDecompress,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  type Gunzip,
  type Inflate,
} from "node:zlib";
import { isPublicAddress } from "./address-range";

export type FetchRefusal =
  | "bad_address"
  | "address_not_public"
  | "too_many_redirects"
  | "too_large"
  | "too_slow"
  | "wrong_type"
  | "bad_status"
  | "unreachable";

/** A fetch that was refused or failed; the message names the address and says what to do. */
export class GuardedFetchError extends Error {
  override readonly name = "GuardedFetchError";

  constructor(
    readonly code: FetchRefusal,
    message: string,
    /** HTTP status of a `bad_status`. */
    readonly status?: number,
  ) {
    super(message);
  }
}

export interface GuardedFetchOptions {
  /** Media types accepted, such as `application/json` or `image/`. */
  types: readonly string[];
  /** Most bytes taken, after decompression. */
  maxBytes: number;
  /** For all of it, redirects included. Defaults to 20 seconds. */
  timeoutMs?: number;
  /** One `host` or `host:port` that may be private: a CMS on the operator's own network. */
  allowedHost?: string | null;
  headers?: Record<string, string>;
  /** Gives every answer instead of refusing those other than 200, whose type is then free. */
  anyStatus?: boolean;
  resolve?: typeof systemLookup;
}

export interface Fetched {
  /** Where it was at last, after redirects. */
  url: string;
  status: number;
  type: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

const MAX_REDIRECTS = 5;
const TIMEOUT_MS = 20_000;
const PORTS = new Set(["", "80", "443"]);
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches from the public internet and nowhere else: the address is checked after resolution, the connection goes to
 * the address that was checked, and every redirect is checked again. Throws GuardedFetchError.
 */
export async function guardedFetch(address: string, options: GuardedFetchOptions): Promise<Fetched> {
  const signal = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const first = parseAddress(address, options);
  let url = first;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await send(url, options, signal, url.origin === first.origin);
    const { statusCode = 0, headers } = response;
    if (!REDIRECTS.has(statusCode) || !headers.location) return take(url, response, options, signal);
    response.destroy();
    url = parseAddress(headers.location, options, url);
  }
  throw new GuardedFetchError(
    "too_many_redirects",
    `${told(address)} redirects more than ${MAX_REDIRECTS} times.`,
  );
}

/** The address where it may be asked for at all; names are checked when they are resolved. */
export function parseAddress(
  address: string,
  { allowedHost }: Pick<GuardedFetchOptions, "allowedHost">,
  base?: URL,
): URL {
  const url = URL.canParse(address, base) ? new URL(address, base) : null;
  const refuse = (why: string): never => {
    throw new GuardedFetchError("bad_address", `${told(address)} ${why}`);
  };
  if (!url) return refuse("is not an address.");
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return refuse("is not an http or https address.");
  if (url.username || url.password) return refuse("carries a user name or password.");
  if (isAllowed(url, allowedHost)) return url;
  if (!PORTS.has(url.port)) return refuse("uses a port other than 80 and 443.");
  const host = bareHost(url);
  if (isIP(host) && !isPublicAddress(host)) throw notPublic(url);
  return url;
}

function isAllowed(url: URL, allowedHost: string | null | undefined): boolean {
  return Boolean(allowedHost) && (url.host === allowedHost || url.hostname === allowedHost);
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

function notPublic(url: URL): GuardedFetchError {
  return new GuardedFetchError(
    "address_not_public",
    `${url.host} is not on the public internet. If it is a CMS of yours, allow it: IMPORT_ALLOWED_HOST=${url.host}`,
  );
}

function send(
  url: URL,
  options: GuardedFetchOptions,
  signal: AbortSignal,
  isOwnOrigin: boolean,
): Promise<IncomingMessage> {
  const request = url.protocol === "https:" ? httpsRequest : httpRequest;
  const settings: RequestOptions = {
    method: "GET",
    signal,
    // A pooled connection would not be looked up again.
    agent: false,
    lookup: checkedLookup(url, options),
    headers: {
      "user-agent": "Muster/1 (article import)",
      accept: options.types.map((type) => (type.endsWith("/") ? `${type}*` : type)).join(", "),
      "accept-encoding": "gzip, deflate, br",
      // What another host redirects to gets nothing that was meant for the first.
      ...(isOwnOrigin ? options.headers : {}),
    },
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, settings, resolve);
    sent.once("error", (error) => reject(explained(url, error, signal)));
    sent.end();
  });
}

/** Resolves a name and gives only addresses that were checked: what is connected to is what was looked at. */
export function checkedLookup(
  url: URL,
  options: Pick<GuardedFetchOptions, "allowedHost" | "resolve">,
): LookupFunction {
  const resolve = options.resolve ?? systemLookup;
  return (hostname, settings, done) => {
    resolve(hostname, { ...settings, all: true }, (error, found: LookupAddress[]) => {
      if (error) return done(error, "");
      const [first] = found;
      const isOpen = isAllowed(url, options.allowedHost);
      // One private address among public ones is enough: the next look-up would choose it.
      if (!first || !(isOpen || found.every(({ address }) => isPublicAddress(address)))) {
        return done(notPublic(url), "");
      }
      if (settings.all) done(null, found as never);
      else done(null, first.address, first.family);
    });
  };
}

async function take(
  url: URL,
  response: IncomingMessage,
  options: GuardedFetchOptions,
  signal: AbortSignal,
): Promise<Fetched> {
  const { statusCode = 0, headers } = response;
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const refuse = (code: FetchRefusal, why: string): never => {
    response.destroy();
    throw new GuardedFetchError(code, `${shown(url)} ${why}`, statusCode);
  };
  const isTold = statusCode !== 200 && options.anyStatus;
  if (statusCode !== 200 && !isTold) refuse("bad_status", `answers ${statusCode}.`);
  if (
    !isTold &&
    !options.types.some((each) => (each.endsWith("/") ? type.startsWith(each) : type === each))
  ) {
    refuse("wrong_type", `is ${type || "of no type"}, not ${options.types.join(" or ")}.`);
  }
  if (Number(headers["content-length"] ?? 0) > options.maxBytes) {
    refuse("too_large", `is larger than ${options.maxBytes} bytes.`);
  }
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of decoded(response) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > options.maxBytes) refuse("too_large", `is larger than ${options.maxBytes} bytes.`);
      chunks.push(chunk);
    }
    return { url: url.href, status: statusCode, type, headers, body: Buffer.concat(chunks) };
  } catch (error) {
    throw explained(url, error, signal);
  }
}

const DECODERS: Record<string, () => Gunzip | Inflate | BrotliDecompress> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

function decoded(response: IncomingMessage): NodeJS.ReadableStream {
  const decoder = DECODERS[response.headers["content-encoding"] ?? ""]?.();
  if (!decoder) return response;
  response.once("error", (error) => decoder.destroy(error));
  return response.pipe(decoder);
}

/** An address as it may be told of in words: queries hold keys, and what stands before an @ is a password. */
export function told(address: string): string {
  return address.replace(/[?#].*$/s, "").replace(/\/\/[^/]*@/, "//");
}

function shown(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

function explained(url: URL, error: unknown, signal: AbortSignal): GuardedFetchError {
  if (error instanceof GuardedFetchError) return error;
  if (signal.aborted) return new GuardedFetchError("too_slow", `${shown(url)} did not answer in time.`);
  const why = error instanceof Error ? error.message : String(error);
  return new GuardedFetchError("unreachable", `${shown(url)} cannot be reached: ${why}`);
}
