CREATE TABLE "source_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"revision" integer,
	"people" integer NOT NULL,
	"email_hashes" text[],
	"without_email" integer DEFAULT 0 NOT NULL,
	"repeated" integer DEFAULT 0 NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"evidence_url" text,
	"drafted_by" text NOT NULL,
	"drafted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "a_list_is_as_long_as_it_says" CHECK (cardinality("source_drafts"."email_hashes") = "source_drafts"."people")
);
