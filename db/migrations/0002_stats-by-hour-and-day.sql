CREATE TABLE "drive_days" (
	"drive_id" integer NOT NULL,
	"day" date NOT NULL,
	"subscriptions" integer NOT NULL,
	"gifts" integer NOT NULL,
	"passes" integer NOT NULL,
	"sources" integer NOT NULL,
	CONSTRAINT "drive_days_pk" PRIMARY KEY("drive_id","day")
);
--> statement-breakpoint
CREATE TABLE "hourly_stats" (
	"hour" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"counted_as" text NOT NULL,
	"cause" text NOT NULL,
	"article" text DEFAULT '' NOT NULL,
	"section" text DEFAULT '' NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"embed_host" text DEFAULT '' NOT NULL,
	"gained" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"firsts" integer DEFAULT 0 NOT NULL,
	"switched" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "hourly_stats_pk" PRIMARY KEY("hour","kind","counted_as","cause","article","section","place","embed_host"),
	CONSTRAINT "parts_are_within" CHECK ("hourly_stats"."firsts" + "hourly_stats"."switched" <= "hourly_stats"."gained" and "hourly_stats"."lost" >= 0)
);
--> statement-breakpoint
ALTER TABLE "drive_days" ADD CONSTRAINT "drive_days_drive_id_drives_id_fk" FOREIGN KEY ("drive_id") REFERENCES "public"."drives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What was recorded before the rollup existed.
INSERT INTO hourly_stats (hour, kind, counted_as, cause, article, section, place, embed_host, gained, lost, firsts, switched)
SELECT date_trunc('hour', l.at, coalesce((SELECT d.timezone FROM drives d WHERE d.published AND d.starts_at <= l.at ORDER BY d.starts_at DESC LIMIT 1), 'UTC')),
  l.kind, l.counted_as, l.cause,
  coalesce(l.attribution->>'article', ''), coalesce(l.attribution->>'section', ''), coalesce(l.attribution->>'place', ''), coalesce(l.attribution->>'embedHost', ''),
  coalesce(sum(l.delta) FILTER (WHERE l.delta > 0), 0), coalesce(-sum(l.delta) FILTER (WHERE l.delta < 0), 0),
  count(*) FILTER (WHERE l.delta > 0 AND l.member_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger e WHERE e.member_id = l.member_id AND e.id < l.id)),
  count(*) FILTER (WHERE l.delta > 0 AND l.member_id IS NOT NULL AND EXISTS (SELECT 1 FROM ledger o WHERE o.change_id = l.change_id AND o.member_id = l.member_id AND o.delta < 0))
FROM ledger l GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
