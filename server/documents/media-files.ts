import type { IncomingMessage, ServerResponse } from "node:http";
import { allowRead, matchesEtag } from "../live/answer-snapshot";
import { sendError } from "../respond";
import { ByteLru } from "./byte-lru";

interface Picture {
  avif: Buffer;
  webp: Buffer;
}

const ADDRESS = /^\/media\/([0-9a-f]{24})(?:-([1-9]\d{2,3}))?$/;
const CACHE_BYTES = 32 * 1024 * 1024;

/** Pictures of imported articles in their widths, each in the better of two formats that the browser takes. */
export class MediaFiles {
  private readonly held = new ByteLru<Picture>(CACHE_BYTES);

  constructor(private readonly read: (id: string, width: number | null) => Promise<Picture | null>) {}

  /** Answers when the address is one of a picture; false when it is not. */
  async answer(req: IncomingMessage, res: ServerResponse, pathname: string): Promise<boolean> {
    const [, id, width] = ADDRESS.exec(pathname) ?? [];
    if (!id) return false;
    if (!allowRead(req, res)) return true;
    const picture = await this.picture(id, width ? Number(width) : null);
    if (!picture) {
      sendError(res, 404, "picture_not_found", "There is no such picture.");
      return true;
    }
    const format = req.headers.accept?.includes("image/avif") ? "avif" : "webp";
    const body = picture[format];
    const etag = `"${pathname.slice("/media/".length)}-${format}"`;
    // The address carries a hash of the content.
    const headers = { etag, "cache-control": "public, max-age=31536000, immutable", vary: "Accept" };
    if (matchesEtag(req.headers["if-none-match"], etag)) {
      res.writeHead(304, headers).end();
      return true;
    }
    // A picture comes whole, whatever part of it is asked for.
    res.writeHead(200, {
      ...headers,
      "content-type": `image/${format}`,
      "content-length": body.length,
      "accept-ranges": "none",
      "x-content-type-options": "nosniff",
    });
    res.end(req.method === "HEAD" ? undefined : body);
    return true;
  }

  private async picture(id: string, width: number | null): Promise<Picture | null> {
    const key = `${id} ${width}`;
    const held = this.held.get(key);
    if (held) return held;
    const picture = await this.read(id, width);
    if (picture) this.held.set(key, picture, picture.avif.length + picture.webp.length);
    return picture;
  }
}
