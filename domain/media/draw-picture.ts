import { UnusablePictureError } from "./unusable-picture";

/** As wide as a lead picture is ever shown, twice over. */
const MAX_WIDTH = 1_600;
/** A thumbnail, a phone, a column; each twice as dense as it is wide on the page. */
const NARROWER = [400, 800, 1_200];
/** A small file may unpack to a picture that fills the memory. */
const MAX_PIXELS = 60_000_000;
const FORMATS = new Set(["jpeg", "png", "webp", "heif", "gif"]);

export interface Drawn {
  width: number;
  height: number;
  avif: Buffer;
  webp: Buffer;
}

/**
 * A picture no wider than it is shown and in several widths, without anything else its file carried. Throws
 * UnusablePictureError.
 */
export async function drawPicture(body: Buffer): Promise<{ whole: Drawn; sizes: Drawn[] }> {
  try {
    return await draw(body);
  } catch (error) {
    if (error instanceof UnusablePictureError) throw error;
    throw new UnusablePictureError(error instanceof Error ? error.message : String(error));
  }
}

async function draw(body: Buffer): Promise<{ whole: Drawn; sizes: Drawn[] }> {
  const { format } = await (await read(body)).metadata();
  // An SVG is a document, and other formats come with readers of their own.
  if (!FORMATS.has(format ?? ""))
    throw new UnusablePictureError(`pictures of the format ${format ?? "unknown"} are not taken`);
  const whole = await drawAt(body, MAX_WIDTH);
  // What counts visits is a picture of one pixel.
  if (Math.min(whole.width, whole.height) <= 2) throw new UnusablePictureError("it shows nothing");
  const sizes: Drawn[] = [];
  // One after the other: a picture is large while it is worked on.
  for (const width of NARROWER) if (width < whole.width) sizes.push(await drawAt(body, width));
  return { whole, sizes };
}

async function drawAt(body: Buffer, width: number): Promise<Drawn> {
  const sized = (await read(body)).rotate().resize({ width, withoutEnlargement: true });
  const [webp, avif] = await Promise.all([
    sized.clone().webp({ quality: 80 }).toBuffer({ resolveWithObject: true }),
    sized.clone().avif({ quality: 55, effort: 3 }).toBuffer(),
  ]);
  return { width: webp.info.width, height: webp.info.height, webp: webp.data, avif };
}

async function read(body: Buffer) {
  // Read when the first picture comes: a start need not wait for it.
  const { default: sharp } = await import("sharp");
  return sharp(body, { limitInputPixels: MAX_PIXELS, failOn: "error" });
}
