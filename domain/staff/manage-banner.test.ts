import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLog } from "@/db/schema";
import { readContentRevision } from "@/domain/content-revision";
import { seedArticles } from "@/domain/demo/seed-articles";
import { wantsBanner } from "@/domain/drive/banner-pages";
import { chooseBannerPages, readBannerPages } from "./manage-banner";
import { member } from "./testing/staff-verbs";
import { openStaffWorld, type StaffWorld } from "./testing/staff-world";

const editor = member("editor");
const ARTICLE = "/articles/the-bridge-that-floats";

let world: StaffWorld;
beforeAll(async () => {
  world = await openStaffWorld();
  await seedArticles(world.ctx);
});
afterAll(() => world.close());

async function choose(addresses: string, ticked: string[] = []): Promise<void> {
  const { revision } = await readBannerPages(world.ctx, editor);
  await chooseBannerPages(world.ctx, editor, { revision, ticked, addresses });
}

test("an address may be pasted whole, in either language; pages made before are made anew", async () => {
  const before = await readContentRevision(world.ctx);
  await choose(`${world.ctx.settings.siteUrl}/uk${ARTICLE}/?from=chat#text\n\n /tags/river \r\n`, ["/"]);
  expect(await readBannerPages(world.ctx, editor)).toMatchObject({ addresses: [ARTICLE, "/tags/river"] });
  expect(await readContentRevision(world.ctx)).toBeGreaterThan(before);
  expect(await wantsBanner(world.ctx, [ARTICLE, "/sections/war"])).toBe(false);
  expect(await wantsBanner(world.ctx, ["/sections/war"])).toBe(true);
  expect(await wantsBanner(world.ctx, ["/"])).toBe(false);
  const [line] = (await world.db.select().from(auditLog)).slice(-1);
  expect(line).toMatchObject({
    action: "banner.pages_chosen",
    after: { without: ["/", ARTICLE, "/tags/river"] },
  });
});

test.each(["https://elsewhere.example/articles/x", "/articles/nobody-wrote-this", "/join", "/%E0%A4%A"])(
  "refuses %s in words and changes nothing",
  async (address) => {
    const before = await readBannerPages(world.ctx, editor);
    await expect(choose(address)).rejects.toMatchObject({ code: "invalid_input" });
    expect(await readBannerPages(world.ctx, editor)).toEqual(before);
  },
);

test("of two who choose at once the second is told", async () => {
  const { revision } = await readBannerPages(world.ctx, editor);
  const input = { revision, ticked: [], addresses: "" };
  await chooseBannerPages(world.ctx, editor, input);
  await expect(chooseBannerPages(world.ctx, editor, input)).rejects.toMatchObject({ code: "conflict" });
  expect(await wantsBanner(world.ctx, [ARTICLE])).toBe(true);
});
