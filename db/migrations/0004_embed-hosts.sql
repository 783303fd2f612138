CREATE TABLE "embed_hosts" (
	"host" text PRIMARY KEY NOT NULL,
	"name" text,
	"switched_off_at" timestamp (3) with time zone,
	"updated_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "embed_host_is_a_host" CHECK ("embed_hosts"."host" ~ '^[a-z0-9-]+([.][a-z0-9-]+)*$')
);
