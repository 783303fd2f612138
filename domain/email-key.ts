import { createHmac } from "node:crypto";

/** A sign by which two backups tell whether they were made with one EMAIL_HASH_KEY; the key cannot be had from it. */
export function signOfEmailKey(key: string): string {
  return createHmac("sha256", key).update("the key of this backup").digest("hex").slice(0, 16);
}
