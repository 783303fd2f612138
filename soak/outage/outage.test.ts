import { expect, test } from "vitest";
import { ENGINES, openTestDatabase } from "@/db/testing/open-test-database";
import { openSoakNewsroom } from "../world/soak-newsroom";
import { playOutage } from "./play-outage";

/** Where production is, if it was found here. */
const engine = ENGINES.at(-1) ?? "pglite";

test(`after three days without webhooks the count is exact again, on ${engine}`, {
  timeout: 120_000,
}, async () => {
  const database = await openTestDatabase(engine);
  const newsroom = await openSoakNewsroom([database, database]);
  const seed = Math.floor(Date.now() / 86_400_000);
  const { events, failures } = await playOutage(newsroom, { count: 300, seed, print: () => {} });
  expect({ seed, failures }).toEqual({ seed, failures: [] });
  expect(events).toBeGreaterThanOrEqual(300);
  await newsroom.close();
  await database.close();
});
