import { describe, expect, test } from "vitest";
import { ENGINES, openTestDatabase } from "@/db/testing/open-test-database";
import { CommitWatch, FrontendMessages } from "./frontend-messages";
import { playCuts } from "./play-cuts";

const message = (type: string, ...parts: string[]) => {
  const body = Buffer.from(`${parts.join("\0")}\0`);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
};

test("messages are told apart in any pieces, and a COMMIT is known by text or by name", () => {
  const start = Buffer.from([0, 0, 0, 8, 0, 3, 0, 0]);
  const sent = Buffer.concat([
    start,
    message("Q", "begin"),
    message("P", "s1", "commit"),
    message("B", "", "s1"),
    message("B", "", "s2"),
    message("Q", "COMMIT"),
  ]);
  for (const size of [1, 3, 7, sent.length]) {
    const messages = new FrontendMessages();
    const watch = new CommitWatch();
    const seen: [string | null, boolean][] = [];
    for (let at = 0; at < sent.length; at += size) {
      for (const each of messages.take(sent.subarray(at, at + size))) {
        seen.push([each.type, watch.isCommit(each)]);
      }
    }
    expect(seen).toEqual([
      [null, false],
      ["Q", false],
      ["P", false],
      ["B", true],
      ["B", false],
      ["Q", true],
    ]);
  }
});

describe.runIf(ENGINES.includes("postgres"))("a connection cut around COMMIT", () => {
  test("loses nothing acknowledged and counts nobody twice", { timeout: 90_000 }, async () => {
    const database = await openTestDatabase("postgres");
    const seed = Math.floor(Date.now() / 86_400_000);
    const played = await playCuts(database.url ?? "", { count: 24, seed, print: () => {} });
    expect({ seed, failures: played.failures }).toEqual({ seed, failures: [] });
    expect(played.cuts).toBe(24);
    expect(played.details.reply_lost).toBeGreaterThan(0);
    await database.close();
  });
});
