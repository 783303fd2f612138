/** A tag's address: "local government" is at local-government. Letters of every language stay. */
export function tagSlug(tag: string): string {
  return tag
    .trim()
    .toLocaleLowerCase("en")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}
