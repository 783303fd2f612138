import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MediaFiles } from "./media-files";

const ID = "0123456789abcdef01234567";
const asked: string[] = [];
const files = new MediaFiles(async (id, width) => {
  asked.push(`${id} ${width}`);
  const isHeld = id === ID && (width === null || width === 400);
  return isHeld ? { avif: Buffer.from(`avif ${width}`), webp: Buffer.from(`webp ${width}`) } : null;
});
const server = createServer(async (req, res) => {
  if (!(await files.answer(req, res, req.url ?? ""))) res.writeHead(418).end();
});
let url: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(`${url}${path}`, { headers, method });

test("a picture comes in the format that the browser takes, for ever", async () => {
  const avif = await get(`/media/${ID}`, { accept: "image/avif,image/webp,*/*" });
  expect(Object.fromEntries(avif.headers)).toMatchObject({
    "content-type": "image/avif",
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept",
    "x-content-type-options": "nosniff",
  });
  expect(await avif.text()).toBe("avif null");
  const webp = await get(`/media/${ID}-400`, { accept: "*/*" });
  expect(webp.headers.get("content-type")).toBe("image/webp");
  expect(await webp.text()).toBe("webp 400");
});

test("it is read once from the database, and not sent again to who has it", async () => {
  await get(`/media/${ID}`);
  const before = asked.length;
  const first = await get(`/media/${ID}`, { accept: "image/avif" });
  const etag = first.headers.get("etag") ?? "";
  const again = await get(`/media/${ID}`, { accept: "image/avif", "if-none-match": etag });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect((await get(`/media/${ID}`, { "if-none-match": etag })).status, "another format").toBe(200);
  expect(asked).toHaveLength(before);
});

test("HEAD gives the length alone, and a part of it is answered with the whole", async () => {
  const head = await get(`/media/${ID}`, {}, "HEAD");
  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "9", ""]);
  const part = await get(`/media/${ID}`, { range: "bytes=0-3" });
  expect([part.status, part.headers.get("accept-ranges")]).toEqual([200, "none"]);
  expect(await part.text()).toBe("webp null");
  expect((await get(`/media/${ID}`, {}, "POST")).status).toBe(405);
});

test.each([`/media/${"f".repeat(24)}`, `/media/${ID}-401`, `/media/${ID}-9999`])(
  "%s is said not to be there",
  async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: "picture_not_found" } });
  },
);

test.each(["/media/", "/media/1", `/media/${ID}0`, `/media/${ID}-04`, `/media/${ID}/..`, `/media/${ID}%00`])(
  "%s is no address of a picture, and nothing is looked up for it",
  async (path) => {
    const before = asked.length;
    expect((await get(path)).status).toBe(418);
    expect(asked).toHaveLength(before);
  },
);
