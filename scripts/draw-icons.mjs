// Draws the site's icons from public/icon.svg in the sizes browsers and telephones ask for. Run: node scripts/draw-icons.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { Resvg } from "@resvg/resvg-js";

const svg = readFileSync("public/icon.svg", "utf8");
/** Telephones cut corners of their own: their icons fill the square. */
const square = svg.replace(/ rx="5"/, "");

const png = (source, size) => new Resvg(source, { fitTo: { mode: "width", value: size } }).render().asPng();

/** One PNG in an .ico: a header, one entry, the picture. */
function ico(image, size) {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(size, 6);
  head.writeUInt8(size, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(image.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, image]);
}

writeFileSync("public/favicon.ico", ico(png(svg, 32), 32));
writeFileSync("public/apple-touch-icon.png", png(square, 180));
writeFileSync("public/icon-192.png", png(svg, 192));
writeFileSync("public/icon-512.png", png(square, 512));
