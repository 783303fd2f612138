import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { CompressedBody, chooseEncoding } from "../documents/compression";
import { sendError } from "../respond";

const QUALITY = 11;

/** Where each address of the widget is kept, below the folder of the project. */
const FILES = {
  "/widget.js": { path: "dist/public/widget.js", cache: "public, max-age=3600" },
  // Partners pin its hash: these bytes never change (decision 0051).
  "/widget.v1.js": {
    path: "server/embed/released/widget.v1.js",
    cache: "public, max-age=31536000, immutable",
  },
} as const;

type Address = keyof typeof FILES;

/** The widget for other origins: readable by any page, so that its integrity can be checked. */
export class WidgetScripts {
  private readonly held = new Map<Address, Promise<CompressedBody>>();

  /** `root` is the folder of the project. */
  constructor(private readonly root: string) {}

  has(pathname: string): pathname is Address {
    return Object.hasOwn(FILES, pathname);
  }

  async answer(req: IncomingMessage, res: ServerResponse, address: Address): Promise<void> {
    const file = await this.file(address).catch(() => null);
    if (!file) {
      sendError(res, 404, "not_built", "The widget is not built: run npm run build.");
      return;
    }
    const encoding = chooseEncoding(req.headers["accept-encoding"]);
    const body = await file.in(encoding);
    res.writeHead(200, {
      "content-type": "text/javascript; charset=utf-8",
      "content-length": body.length,
      "cache-control": FILES[address].cache,
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
      vary: "Accept-Encoding",
      ...(encoding === "identity" ? {} : { "content-encoding": encoding }),
    });
    res.end(req.method === "HEAD" ? undefined : body);
  }

  private file(address: Address): Promise<CompressedBody> {
    const held = this.held.get(address);
    if (held) return held;
    const read = readFile(join(this.root, FILES[address].path)).then(
      (raw) => new CompressedBody(raw, QUALITY),
    );
    // In development the bundle may come later: only what was read is kept.
    read.catch(() => this.held.delete(address));
    this.held.set(address, read);
    return read;
  }
}
