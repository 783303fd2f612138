import type { IncomingMessage } from "node:http";
import { type DocumentRoute, documentRoute } from "./documents/document-routes";

const DRIVE = /^\/api\/drives\/([a-z0-9-]{1,100})(?:\/(live|history))?$/;
const NO_QUERY = new URLSearchParams();

/** Where a request is to, read once. Shared by everyone who asks for it: nothing may be changed in it. */
export interface Address {
  readonly pathname: string;
  readonly query: URLSearchParams;
  /** The part of a drive that is asked for, and the page; null of anything else. */
  readonly drive: { slug: string; part: string | undefined } | null;
  readonly route: DocumentRoute | null;
}

const KEPT = 1_000;
const LONGEST_KEPT = 200;

/** Reads the address of a request. The few that are asked for all day are read once; what readers search for is not kept. */
export class Addresses {
  private readonly kept = new Map<string, Address>();

  /** Null for what is no address of a site. */
  of(req: IncomingMessage): Address | null {
    const raw = req.url ?? "/";
    const held = this.kept.get(raw);
    if (held) return held;
    const read = readAddress(raw);
    if (read && raw.length <= LONGEST_KEPT && (read.drive || read.route?.isKept)) {
      // Anyone can think of a thousand others: then all is begun anew.
      if (this.kept.size >= KEPT) this.kept.clear();
      this.kept.set(raw, read);
    }
    return read;
  }
}

function readAddress(raw: string): Address | null {
  if (!raw.startsWith("/") || raw.startsWith("//") || raw.includes("\\")) return null;
  const mark = raw.indexOf("?");
  const pathname = mark < 0 ? raw : raw.slice(0, mark);
  const query = mark < 0 ? NO_QUERY : new URLSearchParams(raw.slice(mark + 1));
  const [, slug, part] = DRIVE.exec(pathname) ?? [];
  const drive = slug ? { slug, part } : null;
  return { pathname, query, drive, route: drive ? null : documentRoute(pathname, query) };
}
