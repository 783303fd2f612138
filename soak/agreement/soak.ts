import { agreeOnce, fromMarkup, Sightings, type Surface } from "@/server/embed/testing/agreement";
import type { Found, Soak } from "../soak";
import { type DemoProcess, startDemo } from "../world/demo-process";

const MOVES_A_SECOND = 4;
const TELL_EVERY = 100;
const MOST_FAILURES = 20;
const COUNTED = /data-slot="count"[^>]*>([\d,]+)</;

const PAGES: Record<string, Surface> = {
  article: page("/articles/the-bridge-that-floats"),
  front: page("/"),
  "how we count": page("/how-we-count"),
};

/** Every surface of a running demo, its pages and the staff's dashboard too, while readers join. */
export const agreement: Soak = {
  about: "every surface agrees while the number moves",
  count: 1_000,
  proves: ["domain/drive", "domain/embed", "server/documents", "server/embed", "server/live"],
  run: async ({ count, print }) => {
    const demo = await startDemo();
    const sightings = new Sightings();
    const found: Found = { count: 0, failures: [] };
    try {
      const dashboard = await openDashboard(demo);
      const mover = moveOn(demo);
      while (found.count < count && found.failures.length < MOST_FAILURES) {
        found.count++;
        await agreeOnce(demo.url, sightings, { ...PAGES, dashboard }).catch((error: Error) => {
          found.failures.push(`check ${found.count}: ${error.message}`);
          print(found.failures.at(-1) ?? "");
        });
        if (found.count % TELL_EVERY === 0)
          print(`${found.count} checks, ${sightings.size} versions, ${found.failures.length} disagreements`);
      }
      found.details = { joins: await mover.stop(), versions: sightings.size };
    } finally {
      await demo.stop();
    }
    return found;
  },
};

function page(path: string): Surface {
  return { path, read: async (answer) => fromMarkup(await answer.text(), COUNTED) };
}

/** The dashboard as a member of staff sees it after signing in. */
async function openDashboard({ url, staff }: DemoProcess): Promise<Surface> {
  const answer = await fetch(`${url}/staff/sign-in`, {
    method: "POST",
    headers: { origin: url },
    body: new URLSearchParams(staff),
    redirect: "manual",
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  if (!cookie) throw new Error(`signing in answered ${answer.status} without a cookie`);
  return {
    path: "/staff",
    headers: { cookie },
    read: async (shown) => fromMarkup(await shown.text(), /data-count="(\d+)"/),
  };
}

/** Lets readers join until it is stopped; gives how many did. */
function moveOn(demo: DemoProcess): { stop(): Promise<number> } {
  let joins = 0;
  let stopped = false;
  const run = async () => {
    while (!stopped) {
      const next = Date.now() + 1_000 / MOVES_A_SECOND;
      await demo.control("join", { count: 1 });
      joins++;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - Date.now())));
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopped = true;
      await running;
      return joins;
    },
  };
}
