import { openEmbedWorld } from "@/server/embed/testing/embed-world";
import { fuzzedQueries, fuzzOnce } from "@/server/embed/testing/fuzz";
import type { Found, Soak } from "../soak";

const TELL_EVERY = 1_000;

/** Option strings an attacker or a typing error might send, to every drawn form of the counter. */
export const fuzz: Soak = {
  about: "fuzzed options of SVG, PNG and oEmbed",
  count: 10_000,
  proves: ["domain/embed", "server/embed"],
  run: async ({ count, seed, print }) => {
    const world = await openEmbedWorld();
    world.publish();
    const found: Found = { count: 0, failures: [] };
    let slowest = 0;
    for (const query of fuzzedQueries(seed, count)) {
      const startedAt = performance.now();
      await fuzzOnce(world.url, query).catch((error: Error) => {
        found.failures.push(`${JSON.stringify(query)}: ${error.message}`);
        print(found.failures.at(-1) ?? "");
      });
      slowest = Math.max(slowest, performance.now() - startedAt);
      found.count++;
      if (found.count % TELL_EVERY === 0) print(`${found.count} queries, ${found.failures.length} failures`);
    }
    await world.close();
    found.details = { slowestMs: Math.round(slowest) };
    return found;
  },
};
