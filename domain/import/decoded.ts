/** A part of an address in the letters it stands for; as it is where it stands for none. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
