import { createHash } from "node:crypto";
import { CompressedBody, type Encoding } from "./compression";

/** Brotli's, for what changes with every join. */
const QUALITY = 4;

/** What is sent of a page: header names and values in turn, as Node takes them fastest. */
export interface Answer {
  headers: string[];
  body: Buffer;
}

/** A page at one version: each encoding is made once and then only sent. */
export class Filled {
  readonly etag: string;
  readonly notModified: string[];
  private readonly body: CompressedBody;
  private readonly answers = new Map<Encoding, Answer>();

  constructor(
    readonly key: string,
    raw: Buffer,
    version: string,
    headers: readonly [string, string][],
  ) {
    this.etag = `W/"${createHash("sha1").update(raw).digest("base64url").slice(0, 16)}-${version}"`;
    this.notModified = [...headers.flat(), "etag", this.etag];
    this.body = new CompressedBody(raw, QUALITY);
  }

  ready(encoding: Encoding): Answer | undefined {
    return this.answers.get(encoding);
  }

  async prepare(encoding: Encoding): Promise<Answer> {
    const body = await this.body.in(encoding);
    const headers = [...this.notModified, "content-type", "text/html; charset=utf-8"];
    headers.push("content-length", String(body.length));
    if (encoding !== "identity") headers.push("content-encoding", encoding);
    const answer = { headers, body };
    this.answers.set(encoding, answer);
    return answer;
  }
}
