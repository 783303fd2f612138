-- The ledger is append-only: what was counted stays on record, and mistakes are corrected by new rows.
CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only: record a correction instead of a %', lower(TG_OP)
    USING ERRCODE = 'restrict_violation';
END;
$$;
--> statement-breakpoint
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE ON ledger
  FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
--> statement-breakpoint
CREATE TRIGGER ledger_is_never_truncated BEFORE TRUNCATE ON ledger
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
--> statement-breakpoint
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_log is append-only' USING ERRCODE = 'restrict_violation';
END;
$$;
--> statement-breakpoint
CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
--> statement-breakpoint
-- Published drives do not overlap: at any moment one number is the newsroom's.
ALTER TABLE drives ADD CONSTRAINT drives_do_not_overlap
  EXCLUDE USING gist (tstzrange(starts_at, ends_at) WITH &&) WHERE (published);
--> statement-breakpoint
-- The goal is reached once and that never un-happens.
CREATE FUNCTION refuse_unreaching() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.reached_at IS NOT NULL AND NEW.reached_at IS DISTINCT FROM OLD.reached_at THEN
    RAISE EXCEPTION 'drive % reached its goal at %: that is recorded once', OLD.slug, OLD.reached_at
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER reached_is_recorded_once BEFORE UPDATE ON drives
  FOR EACH ROW EXECUTE FUNCTION refuse_unreaching();
--> statement-breakpoint
-- One person per e-mail, checked at commit: a batch may hand an address from one person to another.
ALTER TABLE members DROP CONSTRAINT members_email_hash_unique;
--> statement-breakpoint
ALTER TABLE members ADD CONSTRAINT members_email_hash_unique UNIQUE (email_hash) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
INSERT INTO installation (id) VALUES (1) ON CONFLICT DO NOTHING;
