import { chromium } from "playwright-core";
import { eventTemplate, startMuster } from "../app.mjs";
import { percentile, row, sleep } from "../measure.mjs";
import { firstArticle, postOne } from "./pages.mjs";

const PAGES = 20;
const ROUNDS = 10;

/** The readers' half of P5: digits changed in twenty real pages, each in a browser profile of its own. */
export async function digits({ ports }) {
  const app = await startMuster({ port: ports[0] });
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
  try {
    const template = await eventTemplate(app);
    const url = `${app.url}/articles/${await firstArticle(app)}`;
    const pages = [];
    for (let n = 0; n < PAGES; n++) {
      const page = await (await browser.newContext()).newPage();
      await page.goto(url);
      pages.push(page);
    }
    await sleep(2_000);
    const times = [];
    let { count } = await (await fetch(`${app.url}/api/drives/current`)).json();
    for (let round = 0; round < ROUNDS; round++) {
      count++;
      const seen = pages.map((page) => whenShown(page, count));
      await sleep(500);
      const began = Date.now();
      await postOne(app, template, `p5_${round}`);
      times.push(...(await Promise.all(seen)).map((at) => at - began));
    }
    const p99 = percentile(times, 99) / 1_000;
    return [
      row("P5b", `webhook posted to digits changed in ${PAGES} real pages, p99`, {
        ...{ value: p99, unit: "s", peer: "limit", peerValue: 1, ratio: p99 },
        ...{ goal: 1, stretch: 0.5, higher: false },
      }),
    ];
  } finally {
    await browser.close();
    await app.stop();
  }
}

/** Time at which the page's own text shows the count, seen by the page itself. */
function whenShown(page, count) {
  return page.evaluate(
    (expected) =>
      new Promise((resolve) => {
        const place = document.querySelector(".drive-count");
        const check = () => {
          const shown = Number((place?.firstChild?.nodeValue ?? "").replace(/\D/g, ""));
          if (shown < expected) return false;
          resolve(Date.now());
          return true;
        };
        if (check()) return;
        const observer = new MutationObserver(() => {
          if (check()) observer.disconnect();
        });
        observer.observe(place, { characterData: true, childList: true, subtree: true });
      }),
    count,
  );
}
