CREATE TABLE "hour_totals" (
	"hour" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"counted_as" text NOT NULL,
	"cause" text NOT NULL,
	"gained" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"firsts" integer DEFAULT 0 NOT NULL,
	"switched" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "hour_totals_pk" PRIMARY KEY("hour","kind","counted_as","cause")
);
--> statement-breakpoint
INSERT INTO "hour_totals" ("hour", "kind", "counted_as", "cause", "gained", "lost", "firsts", "switched")
SELECT "hour", "kind", "counted_as", "cause", sum("gained"), sum("lost"), sum("firsts"), sum("switched")
FROM "hourly_stats" GROUP BY 1, 2, 3, 4;
