import { describe, expect, test } from "vitest";
import { ENGINES, openTestDatabase } from "@/db/testing/open-test-database";
import { holdEmailKey, signOfEmailKey } from "./email-key";

const KEY = "the key a newsroom began with, of 32 letters";
const OTHER = "another key, which would split its readers";

describe.each(ENGINES)("on %s", (engine) => {
  test("a database is held to the key it began with, and keeps no part of it", async () => {
    const { db, close } = await openTestDatabase(engine);
    try {
      await holdEmailKey(db, KEY);
      await holdEmailKey(db, KEY);
      await expect(holdEmailKey(db, OTHER)).rejects.toThrow("EMAIL_HASH_KEY is not the one");
      await holdEmailKey(db, KEY);
      const held = await db.query.installation.findFirst();
      expect(held?.emailKey).toBe(signOfEmailKey(KEY));
      expect(signOfEmailKey(KEY)).not.toBe(signOfEmailKey(OTHER));
    } finally {
      await close();
    }
  });
});
