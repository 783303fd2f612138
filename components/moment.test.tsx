import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Day, Published } from "./moment";

const shown = (Part: typeof Day, at: string, locale: "en" | "uk" = "en") =>
  renderToStaticMarkup(<Part at={at} locale={locale} timezone="America/New_York" />);

test("an article that names only its day has that day everywhere, and no time that nobody gave", () => {
  const day = '<time dateTime="2026-11-28">28 November 2026</time>';
  expect(shown(Published, "2026-11-28T00:00:00.000Z")).toBe(day);
  expect(shown(Day, "2026-11-28T00:00:00.000Z")).toBe(day);
  expect(shown(Day, "2026-11-28T00:00:00.000Z", "uk")).toContain("28 листопада 2026");
});

test("one that names its time is told in the newsroom's zone, and brings the days around for readers elsewhere", () => {
  expect(shown(Published, "2026-11-28T03:30:00.000Z")).toContain("27 November 2026 at 22:30");
  expect(shown(Day, "2026-11-28T03:30:00.000Z")).toContain(
    'data-days="26 November 2026|27 November 2026|28 November 2026"',
  );
});
