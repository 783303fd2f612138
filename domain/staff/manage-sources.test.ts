import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLog, sourceDrafts } from "@/db/schema";
import { dropOldDrafts } from "@/domain/source/drop-old-drafts";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import {
  confirmSourceDraft,
  discardSourceDraft,
  draftSource,
  previewUndo,
  readSourceDraft,
  readSources,
  undoSourceAsStaff,
} from "./manage-sources";
import type { StaffMember } from "./staff-member";

const editor: StaffMember = { id: "1", email: "editor@courier.example", role: "editor" };

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom("pglite");
});
afterAll(() => newsroom.close());

const shown = () => newsroom.ctx.feed.read("current")?.progress.count;
const today = () => newsroom.ctx.clock.now().toISOString().slice(0, 10);
const form = (given: object) => ({
  name: "Patreon",
  asOf: today(),
  reason: "Its member export",
  evidenceUrl: "",
  ...given,
});
const draft = (given: object) => draftSource(newsroom.ctx, editor, form(given));
const look = (id: string) => readSourceDraft(newsroom.ctx, editor, id);
const confirm = (id: string) => confirmSourceDraft(newsroom.ctx, editor, { id });

test("a list shows its effect first, keeps no address, and counts when it is agreed to, once", async () => {
  const list = "email\na@readers.example\nb@readers.example\na@readers.example\nnobody";
  const { id } = await draft({ list });
  expect(await look(id)).toMatchObject({
    draft: { name: "Patreon", isList: true, people: 2, withoutEmail: 1, repeated: 1 },
    effect: { people: 2, duplicates: 0, before: 0, after: 2 },
  });
  expect(shown()).toBe(0);
  expect(JSON.stringify(await newsroom.ctx.db.select().from(sourceDrafts))).not.toContain("@readers");
  const both = await Promise.allSettled([confirm(id), confirm(id)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(shown()).toBe(2);
  expect(await look(id)).toBeNull();
  expect(await newsroom.ctx.db.select().from(auditLog)).toMatchObject([
    {
      action: "source.recorded",
      subject: "Patreon",
      before: { counted: 0 },
      after: { counted: 2, people: 2 },
    },
  ]);
});

test("of two people who record at once the second is told before and at agreeing", async () => {
  const [source] = await readSources(newsroom.ctx, editor);
  const [first, second] = [
    await draft({ people: "10", revision: String(source?.revision) }),
    await draft({ people: "20", revision: String(source?.revision) }),
  ];
  await confirm(first.id);
  expect(await look(second.id)).toMatchObject({ effect: null, trouble: expect.stringContaining("Somebody") });
  await expect(confirm(second.id)).rejects.toThrow("Somebody else changed this source meanwhile");
  expect(shown()).toBe(10);
  await discardSourceDraft(newsroom.ctx, editor, second);
  expect(await look(second.id)).toBeNull();
});

test("a record is taken back after a look, with a line in the audit log", async () => {
  const [source] = await readSources(newsroom.ctx, editor);
  const input = { recordId: String(source?.records[0]?.id), revision: String(source?.revision) };
  expect(await previewUndo(newsroom.ctx, editor, input)).toMatchObject({ effect: { before: 10, after: 2 } });
  expect(shown()).toBe(10);
  await undoSourceAsStaff(newsroom.ctx, editor, input);
  expect(shown()).toBe(2);
  const lines = await newsroom.ctx.db.select().from(auditLog).orderBy(auditLog.id);
  expect(lines.at(-1)).toMatchObject({ action: "source.undone", subject: "Patreon", after: { counted: 2 } });
});

test.each([
  [{ people: "", list: "" }, "either how many"],
  [{ people: "3", list: "a@readers.example" }, "either how many"],
  [{ people: "some" }, "whole number"],
  [{ people: "1.5" }, "whole number"],
  [{ people: "99999999999" }, "at most 10,000,000"],
  [{ people: "1", name: "Я".repeat(81) }, "under 80 characters"],
  [{ people: "1", asOf: "2999-01-01" }, "in the future"],
  [{ people: "1", asOf: "yesterday" }, "on which day"],
  [{ people: "1", reason: " " }, "where the number is from"],
  [{ people: "1", evidenceUrl: "javascript:alert(1)" }, "https"],
  [{ list: "name\nTaras" }, "no column of e-mail"],
])("%j is refused in words", async (given, words) => {
  await expect(draft(given)).rejects.toThrow(words);
});

test("what nobody agreed to is forgotten after a day", async () => {
  await draft({ name: "Cash", people: "1" });
  await newsroom.advance(90_000);
  await dropOldDrafts(newsroom.ctx);
  expect(await newsroom.ctx.db.$count(sourceDrafts)).toBe(0);
});
