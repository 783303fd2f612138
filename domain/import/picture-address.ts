import type { Element } from "hast";

/** As wide as a picture is kept. */
const WIDE_ENOUGH = 1_600;
/** Where scripts that load pictures late keep what is to be loaded. */
const LATE_SETS = ["dataSrcSet", "dataSrcset", "dataLazySrcset"];
const LATE = ["dataSrc", "dataLazySrc", "dataOriginal", "dataOrigFile"];

interface Candidate {
  address: string;
  /** Widths in pixels; densities as thousands, which keeps them in order. */
  size: number;
}

/** The best of an image's addresses for us: the smallest of its set that is wide enough, else its largest, else its own. */
export function pictureAddress({ properties }: Element): string | null {
  const text = (name: string) => {
    const value = properties[name];
    return typeof value === "string" ? value.trim() : Array.isArray(value) ? value.join(", ") : "";
  };
  const sets = ["srcSet", ...LATE_SETS].flatMap((name) => candidates(text(name)));
  const ranked = sets.sort((a, b) => a.size - b.size);
  const best = ranked.find(({ size }) => size >= WIDE_ENOUGH) ?? ranked.at(-1);
  const late = LATE.map(text).find((address) => address && !address.startsWith("data:"));
  return best?.address || late || text("src") || null;
}

function candidates(set: string): Candidate[] {
  return set.split(/,\s+/).flatMap((each) => {
    const [address = "", descriptor = "1x"] = each.trim().split(/\s+/);
    const size = Number.parseFloat(descriptor) * (descriptor.endsWith("x") ? 1_000 : 1);
    return address && !address.startsWith("data:") && size > 0 ? [{ address, size }] : [];
  });
}
