import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Trust } from "@/domain/staff/read-trust";
import { TrustArticles } from "./trust-articles";

const now = new Date("2026-04-02T10:00:00Z");
const last: Trust["articles"][number] = {
  source: "rss https://news.example/feed",
  trigger: "schedule",
  startedAt: now,
  finishedAt: now,
  ...{ added: 0, updated: 0, unchanged: 3, removed: 0, failed: 0 },
  troubles: [],
  lossy: 0,
  losses: [],
  error: null,
};

test.each([
  ["an import of whole articles", {}, "Nothing was left out of its articles."],
  ["one that goes on", { finishedAt: null }, null],
  ["articles that miss something", { lossy: 1, losses: ["“A”: <form>"] }, "What was left out of 1 article<"],
  ["many of them", { lossy: 30, losses: ["“A”: <form>"] }, "What was left out of 30 articles, the newest 1<"],
])("the trust page of %s", (_name, given, words) => {
  const page = renderToStaticMarkup(
    <TrustArticles articles={[{ ...last, ...given }]} timezone="UTC" now={now} />,
  );
  if (words) expect(page).toContain(words);
  else expect(page).not.toMatch(/left out/i);
});
