import type { IncomingMessage, ServerResponse } from "node:http";
import { allowRead } from "../live/answer-snapshot";
import { sendError } from "../respond";
import { ByteLru } from "./byte-lru";

interface Picture {
  avif: Buffer;
  webp: Buffer;
}

const ADDRESS = /^\/media\/([0-9a-f]{24})$/;
const CACHE_BYTES = 32 * 1024 * 1024;

/** Pictures of imported articles, each in the better of two formats that the browser takes. */
export class MediaFiles {
  private readonly held = new ByteLru<Picture>(CACHE_BYTES);

  constructor(private readonly read: (id: string) => Promise<Picture | null>) {}

  /** Answers when the address is one of a picture; false when it is not. */
  async answer(req: IncomingMessage, res: ServerResponse, pathname: string): Promise<boolean> {
    const [, id] = ADDRESS.exec(pathname) ?? [];
    if (!id) return false;
    if (!allowRead(req, res)) return true;
    const picture = await this.picture(id);
    if (!picture) {
      sendError(res, 404, "picture_not_found", "There is no such picture.");
      return true;
    }
    const format = req.headers.accept?.includes("image/avif") ? "avif" : "webp";
    const body = picture[format];
    res.writeHead(200, {
      "content-type": `image/${format}`,
      "content-length": body.length,
      // The address carries a hash of the content.
      "cache-control": "public, max-age=31536000, immutable",
      vary: "Accept",
    });
    res.end(req.method === "HEAD" ? undefined : body);
    return true;
  }

  private async picture(id: string): Promise<Picture | null> {
    const held = this.held.get(id);
    if (held) return held;
    const picture = await this.read(id);
    if (picture) this.held.set(id, picture, picture.avif.length + picture.webp.length);
    return picture;
  }
}
