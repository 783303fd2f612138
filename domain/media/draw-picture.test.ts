import sharp from "sharp";
import { expect, test } from "vitest";
import { drawPicture } from "./draw-picture";
import { UnusablePictureError } from "./unusable-picture";

const paint = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "teal" } })
    .png()
    .toBuffer();

test("a picture comes no wider than it is shown, and in each width below its own", async () => {
  const { whole, sizes } = await drawPicture(await paint(2_000, 1_000));
  expect([whole, ...sizes].map(({ width, height }) => [width, height])).toEqual([
    [1_600, 800],
    [400, 200],
    [800, 400],
    [1_200, 600],
  ]);
});

test.each([
  ["of a pixel, which counts visits", () => paint(1, 1), "it shows nothing"],
  ["that is none", async () => Buffer.from("<html>"), /format/],
  ["that is a document", async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), "svg"],
])("a picture %s is not taken", async (_name, body, why) => {
  const drawing = drawPicture(await body());
  await expect(drawing).rejects.toThrow(UnusablePictureError);
  await expect(drawing).rejects.toThrow(why);
});
