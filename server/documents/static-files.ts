import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { allowRead } from "../live/answer-snapshot";
import { ByteLru } from "./byte-lru";
import { CompressedBody, chooseEncoding } from "./compression";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".webm": "video/webm",
  ".mp4": "video/mp4",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};
const COMPRESSIBLE = new Set([".css", ".js", ".json", ".svg", ".txt", ".webmanifest"]);
const CACHE_BYTES = 64 * 1024 * 1024;
const FILE_QUALITY = 9;

/** A folder whose files are served under an address. */
export interface StaticRoot {
  prefix: string;
  folder: string;
  /** File names carry a hash or a version, and what is behind one never changes. */
  immutable: boolean;
}

/** Files of the build, compressed once and kept in memory. */
export class StaticFiles {
  private readonly files = new ByteLru<{ body: CompressedBody; type: string; compressible: boolean }>(
    CACHE_BYTES,
  );

  constructor(private readonly roots: readonly StaticRoot[]) {}

  /** Answers when the address is a file of a root; false when it is not. */
  async answer(req: IncomingMessage, res: ServerResponse, pathname: string): Promise<boolean> {
    for (const root of this.roots) {
      if (!pathname.startsWith(root.prefix)) continue;
      const path = fileIn(root, pathname);
      const file = path ? await this.file(path) : null;
      if (!file) continue;
      if (!allowRead(req, res)) return true;
      const encoding = file.compressible ? chooseEncoding(req.headers["accept-encoding"]) : "identity";
      const body = await file.body.in(encoding);
      res.writeHead(200, {
        "content-type": file.type,
        "content-length": body.length,
        "cache-control": root.immutable ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        "x-content-type-options": "nosniff",
        // SVG is a document when it is opened by itself: it may run nothing.
        ...(file.type === "image/svg+xml"
          ? { "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox" }
          : {}),
        ...(file.compressible ? { vary: "Accept-Encoding" } : {}),
        ...(encoding === "identity" ? {} : { "content-encoding": encoding }),
      });
      res.end(req.method === "HEAD" ? undefined : body);
      return true;
    }
    return false;
  }

  private async file(path: string) {
    const held = this.files.get(path);
    if (held) return held;
    const raw = await readFile(path).catch(() => null);
    if (!raw) return null;
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    const made = {
      body: new CompressedBody(raw, FILE_QUALITY),
      type,
      compressible: COMPRESSIBLE.has(extname(path)),
    };
    this.files.set(path, made, raw.length * 2);
    return made;
  }
}

/** The file an address means, or null when it would leave the folder. */
function fileIn(root: StaticRoot, pathname: string): string | null {
  let name: string;
  try {
    name = decodeURIComponent(pathname.slice(root.prefix.length));
  } catch {
    return null;
  }
  if (name.includes("\0") || name === "" || name.endsWith("/")) return null;
  const folder = resolve(root.folder);
  const path = normalize(join(folder, name));
  return path.startsWith(folder + sep) ? path : null;
}
