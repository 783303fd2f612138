import type { lookup as systemLookup } from "node:dns";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { checkedLookup, GuardedFetchError, parseAddress } from "./guarded-fetch";

export interface GuardedPostOptions {
  timeoutMs?: number;
  /** One `host` or `host:port` that may be private and without TLS. */
  allowedHost?: string | null;
  resolve?: typeof systemLookup;
}

/** The other side did not take what was posted, so it may be posted again without arriving twice. */
export class PostNotTakenError extends Error {
  override readonly name = "PostNotTakenError";

  constructor(
    message: string,
    /** Trying again cannot help: no such place, or refused for good. */
    readonly isFinal: boolean,
  ) {
    super(message);
  }
}

const TIMEOUT_MS = 10_000;
const NEVER_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/**
 * Posts JSON to the public internet and nowhere else, checked as `guardedFetch` does; follows no redirect. Throws
 * PostNotTakenError where it was certainly not taken, and anything else where nobody knows. The address, which may
 * be a secret, is in no message.
 */
export async function guardedPost(
  address: string,
  body: object,
  options: GuardedPostOptions = {},
): Promise<void> {
  const url = checked(address, options);
  const status = await post(url, JSON.stringify(body), options).catch((error: unknown) => {
    if (error instanceof GuardedFetchError) {
      throw new PostNotTakenError(`${url.host} is not on the public internet.`, true);
    }
    const { code = "" } = error as NodeJS.ErrnoException;
    if (NEVER_CONNECTED.has(code))
      throw new PostNotTakenError(`${url.host} cannot be reached: ${code}`, false);
    throw new Error(`${url.host} did not say whether it took it${code ? `: ${code}` : ""}`);
  });
  if (status >= 200 && status < 300) return;
  throw new PostNotTakenError(`${url.host} answers ${status}.`, status !== 429 && status < 500);
}

function checked(address: string, options: GuardedPostOptions): URL {
  try {
    return parseAddress(address, options);
  } catch {
    throw new PostNotTakenError("The address is not one on the public internet.", true);
  }
}

function post(url: URL, body: string, options: GuardedPostOptions): Promise<number> {
  const request = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: "POST",
        signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
        agent: false,
        lookup: checkedLookup(url, options),
        headers: {
          "user-agent": "Muster/1 (notifications)",
          "content-type": "application/json; charset=utf-8",
          "content-length": Buffer.byteLength(body),
        },
      },
      (response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      },
    );
    sent.once("error", reject);
    sent.end(body);
  });
}
