import { join } from "node:path";
import { renderAsync } from "@resvg/resvg-js";

/** Pictures are drawn at twice their size, so that dense screens show them crisp. */
const SCALE = 2;
/** Drawings under way at once: pictures are the only answer here that costs real time. */
const AT_ONCE = 2;
/** Drawings waiting; more are refused, so that a flood of odd options cannot hold the process. */
const MAX_WAITING = 100;

/** Too many pictures are asked for at this moment. */
export class TooManyPicturesError extends Error {
  override readonly name = "TooManyPicturesError";
}

/** Draws SVG as PNG with the fonts beside this file and no others: nothing is ever fetched, an unknown letter is a box. */
export class PngRenderer {
  private underWay = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly fontFiles: string[];

  /** `root` is the folder of the project. */
  constructor(root: string) {
    const fonts = join(root, "server/embed/fonts");
    this.fontFiles = [join(fonts, "inter-400.ttf"), join(fonts, "inter-600.ttf")];
  }

  /** Throws TooManyPicturesError. */
  async render(svg: string): Promise<Buffer> {
    if (this.underWay >= AT_ONCE) await this.turn();
    else this.underWay++;
    try {
      const image = await renderAsync(svg, {
        fitTo: { mode: "zoom", value: SCALE },
        font: { loadSystemFonts: false, fontFiles: this.fontFiles, defaultFontFamily: "Inter" },
        logLevel: "off",
      });
      return image.asPng();
    } finally {
      // The place goes to the next in line, or back.
      const next = this.waiting.shift();
      if (next) next();
      else this.underWay--;
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.length >= MAX_WAITING) throw new TooManyPicturesError();
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
