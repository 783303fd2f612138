import { launch } from "chrome-launcher";
import run from "lighthouse";
import { startMuster } from "../app.mjs";
import { median } from "../measure.mjs";
import { firstArticle } from "./pages.mjs";

const ROUNDS = 5;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * P12: an article as Lighthouse sees it on a mobile, median of five. A run before them does not count: the app and the
 * browser have just started, and what they do then would be measured as the page's.
 */
export async function lighthouse({ ports }) {
  const app = await startMuster({ port: ports[0] });
  const chrome = await launch({
    chromePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
    chromeFlags: FLAGS,
  });
  try {
    const url = `${app.url}/articles/${await firstArticle(app)}`;
    const runs = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const { lhr } = await run(url, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" });
      if (round > 0) runs.push(lhr);
    }
    const score = (id) => median(runs.map((lhr) => lhr.categories[id].score * 100));
    const metric = (id) => median(runs.map((lhr) => lhr.audits[id].numericValue));
    const at = (suffix, name, value, unit, { goal, stretch, higher }) => ({
      ...{ id: `P12${suffix}`, name: `Lighthouse mobile, article: ${name}`, value, unit },
      ...{ peer: "limit", peerValue: goal, ratio: value, goal, stretch },
      meets: higher ? value >= goal : value <= goal,
    });
    const best = { goal: 100, stretch: 100, higher: true };
    return [
      at("", "performance", score("performance"), "of 100", { goal: 99, stretch: 100, higher: true }),
      at("b", "accessibility", score("accessibility"), "of 100", best),
      at("c", "best practices", score("best-practices"), "of 100", best),
      at("d", "SEO", score("seo"), "of 100", best),
      at("e", "layout shift", metric("cumulative-layout-shift"), "", { goal: 0, stretch: 0, higher: false }),
      at("f", "total blocking time", metric("total-blocking-time"), "ms", {
        ...{ goal: 60, stretch: 20, higher: false },
      }),
    ];
  } finally {
    await chrome.kill();
    await app.stop();
  }
}
