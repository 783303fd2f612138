import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { instant } from "./columns";

type Words = { en: string; uk?: string };
type Figures = Record<"subscriptions" | "gifts" | "passes" | "sources", number>;

/** One campaign. Draft until `published`; everything else about its state is derived from time and count. */
export const drives = pgTable(
  "drives",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    slug: text().notNull().unique(),
    title: jsonb().$type<Words>().notNull(),
    message: jsonb().$type<Words>().notNull(),
    goal: integer().notNull(),
    stretchGoal: integer("stretch_goal"),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    timezone: text().notNull(),
    counting: text({ enum: ["total", "new"] }).notNull(),
    published: boolean().notNull().default(false),
    /** Set once, at the first commit that meets the goal; never unset (policy 11). */
    reachedAt: instant("reached_at"),
    /** The goal that was reached, kept visible when it is raised. */
    reachedGoal: integer("reached_goal"),
    finalCount: integer("final_count"),
    finalisedAt: instant("finalised_at"),
    /** While held, what is shown stays as it was at `held_at`. */
    heldAt: instant("held_at"),
    heldReason: text("held_reason"),
    heldBy: text("held_by"),
    /** Rises with every edit by staff, so that two editors cannot overwrite each other. */
    revision: integer().notNull().default(1),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    check(
      "slug_is_a_slug",
      sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and ${t.slug} not in ('current', 'api')`,
    ),
    check("goal_is_positive", sql`${t.goal} > 0`),
    check("stretch_is_above_goal", sql`${t.stretchGoal} is null or ${t.stretchGoal} > ${t.goal}`),
    check("ends_after_start", sql`${t.endsAt} > ${t.startsAt}`),
    check("counting_is_known", sql`${t.counting} in ('total', 'new')`),
    check("held_has_a_reason", sql`(${t.heldAt} is null) = (${t.heldReason} is null)`),
    check("final_has_a_count", sql`(${t.finalisedAt} is null) = (${t.finalCount} is null)`),
  ],
);

/** One row a drive: what is shown and what is running beneath it. Derived; `verify` recomputes it. */
export const progress = pgTable(
  "progress",
  {
    driveId: integer("drive_id")
      .primaryKey()
      .references(() => drives.id),
    version: bigint({ mode: "number" }).notNull(),
    asOf: instant("as_of").notNull(),
    subscriptions: integer().notNull().default(0),
    gifts: integer().notNull().default(0),
    passes: integer().notNull().default(0),
    sources: integer().notNull().default(0),
    /** The figures when everything was last compared with Stripe, and when; null before the first time. */
    verifiedBreakdown: jsonb("verified_breakdown").$type<Figures>(),
    verifiedAt: instant("verified_at"),
    /** What is shown during Hold: the verified figures, else those of the moment. Null while nothing is held. */
    heldBreakdown: jsonb("held_breakdown").$type<Figures>(),
    /** When the held figures were verified; null when they never were. */
    heldVerifiedAt: instant("held_verified_at"),
    /** Net movement by webhooks in each of the last minutes, `[minute since 1970, people]`: what the jump guard adds up. */
    recentMoves: jsonb("recent_moves").$type<[number, number][]>().notNull().default([]),
    /** The highest count shown so far: milestones up to here are behind us. */
    highest: integer().notNull().default(0),
    /** The derived state at `version`, so that a change by the clock alone raises the version once. */
    state: text({ enum: ["upcoming", "running", "reached", "ended"] }).notNull(),
  },
  (t) => [
    check(
      "figures_are_never_negative",
      sql`${t.subscriptions} >= 0 and ${t.gifts} >= 0 and ${t.passes} >= 0 and ${t.sources} >= 0`,
    ),
  ],
);

/** Changes of a drive's terms while it was public; readers see those of goal, deadline and way of counting. */
export const driveChanges = pgTable(
  "drive_changes",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    driveId: integer("drive_id")
      .notNull()
      .references(() => drives.id),
    at: instant("at").notNull(),
    field: text({
      enum: ["title", "message", "goal", "stretchGoal", "startsAt", "endsAt", "timezone", "counting"],
    }).notNull(),
    before: jsonb().$type<Words | string | number>(),
    after: jsonb().$type<Words | string | number>(),
    reason: text().notNull(),
    by: text().notNull(),
  },
  (t) => [index("drive_changes_at_idx").on(t.at)],
);

/** Milestones a drive passed, each once. */
export const driveMilestones = pgTable(
  "drive_milestones",
  {
    driveId: integer("drive_id")
      .notNull()
      .references(() => drives.id),
    /** The number of people; a milestone is the same whatever it is called. */
    mark: integer().notNull(),
    kind: text({
      enum: ["tenth", "quarter", "half", "three_quarters", "thousand", "goal", "stretch"],
    }).notNull(),
    reachedAt: instant("reached_at").notNull(),
    version: bigint({ mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.driveId, t.mark] })],
);

/** One row: the pages that staff left without the banner. */
export const bannerPages = pgTable(
  "banner_pages",
  {
    id: integer().primaryKey().default(1),
    /** Addresses without language: `/`, `/sections/…`, `/tags/…`, `/articles/…`. A section or topic covers its articles. */
    without: text().array().notNull(),
    /** Rises with every change, so that two people cannot overwrite each other. */
    revision: integer().notNull(),
    changedBy: text("changed_by").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [check("banner_pages_is_one_row", sql`${t.id} = 1`)],
);
