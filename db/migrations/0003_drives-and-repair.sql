CREATE TABLE "drive_changes" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "drive_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"drive_id" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"field" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"reason" text NOT NULL,
	"by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drive_milestones" (
	"drive_id" integer NOT NULL,
	"mark" integer NOT NULL,
	"kind" text NOT NULL,
	"reached_at" timestamp (3) with time zone NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "drive_milestones_drive_id_mark_pk" PRIMARY KEY("drive_id","mark")
);
--> statement-breakpoint
CREATE TABLE "import_pages" (
	"run_id" uuid NOT NULL,
	"page" integer NOT NULL,
	"facts" jsonb NOT NULL,
	CONSTRAINT "import_pages_run_id_page_pk" PRIMARY KEY("run_id","page")
);
--> statement-breakpoint
CREATE TABLE "import_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"touched_at" timestamp (3) with time zone NOT NULL,
	"cursor" text,
	"state" text NOT NULL,
	"subscriptions" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"total_before" integer,
	"total_after" integer,
	CONSTRAINT "applied_has_totals" CHECK (("import_runs"."state" = 'applied') = ("import_runs"."total_after" is not null)),
	CONSTRAINT "finished_when_over" CHECK (("import_runs"."state" in ('applied', 'abandoned')) = ("import_runs"."finished_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "reconcile_differences" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reconcile_differences_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"detail" text NOT NULL,
	"repaired" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reconcile_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"trigger" text NOT NULL,
	"dry_run" boolean NOT NULL,
	"subscriptions" integer DEFAULT 0 NOT NULL,
	"events" integer DEFAULT 0 NOT NULL,
	"differences" integer DEFAULT 0 NOT NULL,
	"repaired" integer DEFAULT 0 NOT NULL,
	"total_before" integer,
	"total_after" integer,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "source_emails" (
	"record_id" integer NOT NULL,
	"email_hash" text NOT NULL,
	CONSTRAINT "source_emails_record_id_email_hash_pk" PRIMARY KEY("record_id","email_hash")
);
--> statement-breakpoint
CREATE TABLE "source_records" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "source_records_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"source_id" integer NOT NULL,
	"kind" text NOT NULL,
	"people" integer NOT NULL,
	"duplicates" integer NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	"reason" text NOT NULL,
	"evidence_url" text,
	"undone_at" timestamp (3) with time zone,
	"undone_by" text,
	"change_id" uuid NOT NULL,
	CONSTRAINT "people_are_not_negative" CHECK ("source_records"."people" >= 0 and "source_records"."duplicates" between 0 and "source_records"."people"),
	CONSTRAINT "undone_by_someone" CHECK (("source_records"."undone_at" is null) = ("source_records"."undone_by" is null))
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sources_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"counted" integer DEFAULT 0 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sources_name_once" UNIQUE("name"),
	CONSTRAINT "source_is_never_negative" CHECK ("sources"."counted" >= 0)
);
--> statement-breakpoint
ALTER TABLE "progress" ADD COLUMN "verified_breakdown" jsonb;--> statement-breakpoint
ALTER TABLE "progress" ADD COLUMN "verified_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "progress" ADD COLUMN "held_verified_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "progress" ADD COLUMN "recent_moves" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "progress" ADD COLUMN "highest" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "backfilled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "jump_limit_percent" real;--> statement-breakpoint
ALTER TABLE "drive_changes" ADD CONSTRAINT "drive_changes_drive_id_drives_id_fk" FOREIGN KEY ("drive_id") REFERENCES "public"."drives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drive_milestones" ADD CONSTRAINT "drive_milestones_drive_id_drives_id_fk" FOREIGN KEY ("drive_id") REFERENCES "public"."drives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_pages" ADD CONSTRAINT "import_pages_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconcile_differences" ADD CONSTRAINT "reconcile_differences_run_id_reconcile_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."reconcile_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_emails" ADD CONSTRAINT "source_emails_record_id_source_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."source_records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_records" ADD CONSTRAINT "source_records_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "drive_changes_at_idx" ON "drive_changes" USING btree ("at");--> statement-breakpoint
CREATE INDEX "reconcile_differences_run_idx" ON "reconcile_differences" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "reconcile_runs_started_idx" ON "reconcile_runs" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "source_emails_hash_idx" ON "source_emails" USING btree ("email_hash");--> statement-breakpoint
CREATE INDEX "source_records_source_idx" ON "source_records" USING btree ("source_id");--> statement-breakpoint
ALTER TABLE "installation" ADD CONSTRAINT "jump_limit_is_a_share" CHECK ("installation"."jump_limit_percent" between 0 and 100);--> statement-breakpoint
-- Milestones that a drive has behind it are not reached again.
UPDATE "progress" SET "highest" = "subscriptions" + "gifts" + "passes" + "sources";