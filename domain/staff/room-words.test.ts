import { expect, it } from "vitest";
import type { Progress } from "@/domain/drive/progress";
import { RUNNING } from "@/domain/drive/testing/running-progress";
import { stateSentence } from "./room-words";

const held = (reason: string, verifiedAt: string | null): Progress => ({
  ...RUNNING,
  held: { since: "2026-11-23T12:30:00Z", reason },
  verifiedAt,
});
const now = new Date("2026-11-23T13:00:00Z");

it("tells staff of a held number the time that readers are told, in a whole sentence", () => {
  expect(stateSentence(held("Two numbers disagree", "2026-11-23T12:05:00Z"), now)).toBe(
    "Readers see the figure as of 14:05: Two numbers disagree.",
  );
  expect(stateSentence(held("Is this right?", null), now)).toBe(
    "Readers see the figure as of 14:30: Is this right?",
  );
});
