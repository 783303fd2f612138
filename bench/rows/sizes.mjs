import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { ROOT, startMuster } from "../app.mjs";
import { row } from "../measure.mjs";
import { firstArticle } from "./pages.mjs";

const brotli = promisify(brotliCompress);

/** P10 and P11: what a reader's browser fetches of ours, compressed as well as brotli can. */
export async function sizes({ ports, only }) {
  const app = await startMuster({ port: ports[0] });
  try {
    const rows = [];
    if (only("P10")) {
      const bytes = await compressed(await readFile(`${ROOT}dist/public/widget.js`));
      rows.push(inKilobytes("P10", "widget", bytes, { goal: 1.5, stretch: 1.2 }));
    }
    if (only("P11")) {
      const html = await (await fetch(`${app.url}/articles/${await firstArticle(app)}`)).text();
      const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, src]) => src);
      let bytes = 0;
      for (const src of scripts) {
        bytes += await compressed(Buffer.from(await (await fetch(new URL(src, app.url))).arrayBuffer()));
      }
      const name = `script of an article page, ${scripts.length} files`;
      rows.push(inKilobytes("P11", name, bytes, { goal: 15, stretch: 6 }));
    }
    return rows;
  } finally {
    await app.stop();
  }
}

async function compressed(buffer) {
  return (await brotli(buffer, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })).length;
}

function inKilobytes(id, name, bytes, { goal, stretch }) {
  const value = bytes / 1_000;
  return row(id, name, {
    ...{ value, unit: "kB, brotli", peer: "limit", peerValue: goal, ratio: value, goal, stretch },
    higher: false,
  });
}
