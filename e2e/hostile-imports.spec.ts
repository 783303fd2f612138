import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HOSTILE } from "../domain/import/testing/hostile-html";
import { ghostPage, wordPressPost } from "../domain/import/testing/recorded";
import { expect, test } from "./support/test";

const BODY = HOSTILE.map((html, n) => `<p>Piece ${n}</p>${html}`).join("\n");
/** Pieces that swallow what follows stand alone too. */
const ENDLESS = HOSTILE.filter((html) => /<(plaintext|xmp|form|noscript)/.test(html));
const HEADLINE = `Hostile <img src=x onerror=alert(1)><script>alert(2)</script>`;
const escaped = (html: string) =>
  html.replaceAll("\u0000", "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** A CMS that was taken over: all it says is hostile. */
function answerOf(path: string, host: string): { type: string; body: string } | null {
  const json = (value: unknown) => ({ type: "application/json", body: JSON.stringify(value) });
  if (path.includes("/wp/v2/posts")) {
    const hostile = (n: number, html: string) => ({
      ...wordPressPost(host, n),
      title: { rendered: HEADLINE },
      excerpt: { rendered: `${HEADLINE} in short` },
      content: { rendered: html },
      slug: `hostile-wordpress-${n}`,
    });
    return json([BODY, ...ENDLESS].map((html, n) => hostile(n + 1, html)));
  }
  if (path.startsWith("/ghost/")) {
    const { posts, meta } = ghostPage(host) as { posts: object[]; meta: object };
    const [post] = posts;
    return json({ posts: [{ ...post, title: HEADLINE, slug: "hostile-ghost", html: BODY }], meta });
  }
  if (path === "/rss")
    return {
      type: "application/rss+xml",
      body: `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title><link>http://${host}/</link><description>x</description><item><title>Hostile feed</title><guid>1</guid><link>javascript:alert(1)</link><pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><description>${escaped(HEADLINE)}</description><content:encoded>${escaped(BODY)}</content:encoded></item></channel></rss>`,
    };
  if (path === "/atom")
    return {
      type: "application/atom+xml",
      body: `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><title>x</title><updated>2026-11-20T10:00:00Z</updated><entry><id>1</id><title type="html">Hostile atom ${escaped(escaped("<script>alert(1)</script>"))}</title><link href="javascript:alert(1)"/><published>2026-11-20T10:00:00Z</published><updated>2026-11-20T10:00:00Z</updated><content type="html">${escaped(BODY)}</content></entry></feed>`,
    };
  return null;
}

test("hostile HTML from every source does nothing in a browser, even without a content policy", async ({
  browser,
  startNewsroom,
}) => {
  let host = "";
  const cms = createServer((req, res) => {
    const answer = answerOf(req.url ?? "", host);
    if (!answer) return void res.writeHead(404).end();
    const pages = { "x-wp-total": String(1 + ENDLESS.length), "x-wp-totalpages": "1" };
    res.writeHead(200, { "content-type": answer.type, ...pages }).end(answer.body);
  });
  await new Promise<void>((resolve) => cms.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(cms.address() as AddressInfo).port}`;
  const folder = await mkdtemp(join(tmpdir(), "muster-hostile-"));
  const front = ["---", `title: ${JSON.stringify(HEADLINE)}`, "date: 2026-04-02", "---", ""].join("\n");
  await writeFile(
    join(folder, "hostile-markdown.md"),
    `${front}${BODY}\n\n[x](javascript:alert(1)) <javascript:alert(1)>`,
  );
  try {
    const newsroom = await startNewsroom({ env: { IMPORT_ALLOWED_HOST: host } });
    for (const args of [
      ["wordpress", `http://${host}`],
      ["ghost", `http://${host}`, "--key", "abc"],
      ["rss", `http://${host}/rss`],
      ["rss", `http://${host}/atom`],
      ["markdown", folder],
    ]) {
      const { code, output } = await newsroom.command("articles", "import", ...args);
      expect(output).toContain("0 failed.");
      expect(code, output).toBe(0);
    }

    const context = await browser.newContext({ baseURL: newsroom.url, bypassCSP: true });
    const page = await context.newPage();
    const did: string[] = [];
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(`${newsroom.url}/`)) did.push(`asked ${url}`);
    });
    page.on("dialog", (dialog) => {
      did.push(`said ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("pageerror", (error) => did.push(`threw ${error.message}`));
    page.on("framenavigated", (frame) => {
      if (frame !== page.mainFrame()) did.push(`framed ${frame.url()}`);
    });
    const sitemap = await (await fetch(`${newsroom.url}/sitemap.xml`)).text();
    const articles = [...sitemap.matchAll(/<loc>[^<]*(\/articles\/hostile-[^<]*)<\/loc>/g)].flatMap(
      ([, path]) => path ?? [],
    );
    expect(articles).toHaveLength(5 + ENDLESS.length);
    const pages = ["/", "/sections/city", "/search?q=hostile", ...articles];
    for (const path of pages) {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(200);
      await expect(page.getByText("Hostile").first()).toBeVisible();
      const inside = page.locator(
        "main :is(script:not([type='application/ld+json']), iframe, object, embed, svg script)",
      );
      expect(await inside.count(), path).toBe(0);
      // What a person may press in the text leads to pages, and no element listens in its attributes.
      for (const href of await page
        .locator("main a")
        .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).protocol)))
        expect(["http:", "https:", "mailto:"], path).toContain(href);
      const listening = await page.evaluate(
        () =>
          [...document.querySelectorAll("main *")].filter((each) =>
            each.getAttributeNames().some((name) => /^(on|style$|srcdoc$|formaction$)/.test(name)),
          ).length,
      );
      expect(listening, path).toBe(0);
      // Everything that hovering or focusing may set off.
      await page.locator(".prose a").evaluateAll((all) => {
        for (const link of all) (link as HTMLAnchorElement).focus();
      });
    }
    await page.goto("/articles/hostile-markdown");
    expect(did).toEqual([]);
    await context.close();
  } finally {
    cms.close();
    await rm(folder, { recursive: true, force: true });
  }
});
