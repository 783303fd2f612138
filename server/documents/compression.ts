import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

export type Encoding = "br" | "gzip" | "identity";

/** The best encoding a client takes. */
export function chooseEncoding(header: string | undefined): Encoding {
  const accepted = (header ?? "").toLowerCase();
  if (/\bbr\b(?!;q=0(?:\.0*)?\b)/.test(accepted)) return "br";
  if (/\bgzip\b(?!;q=0(?:\.0*)?\b)/.test(accepted)) return "gzip";
  return "identity";
}

/** One body in every encoding, each made at most once and only when somebody asks. */
export class CompressedBody {
  private readonly made = new Map<Encoding, Promise<Buffer>>();

  /** `quality` is brotli's: 4 for what changes with every join, 11 for files. */
  constructor(
    readonly raw: Buffer,
    private readonly quality: number,
  ) {}

  in(encoding: Encoding): Promise<Buffer> {
    const held = this.made.get(encoding);
    if (held) return held;
    const made = this.encode(encoding);
    this.made.set(encoding, made);
    made.catch(() => this.made.delete(encoding));
    return made;
  }

  private encode(encoding: Encoding): Promise<Buffer> {
    if (encoding === "identity") return Promise.resolve(this.raw);
    if (encoding === "gzip") return gzipped(this.raw, { level: 6 });
    return brotli(this.raw, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: this.quality,
        [constants.BROTLI_PARAM_SIZE_HINT]: this.raw.length,
      },
    });
  }
}
