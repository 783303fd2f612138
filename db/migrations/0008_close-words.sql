-- Trigrams find a word in its other cases, which Ukrainian has seven of. Where the server has no pg_trgm, or we may
-- not create it, search goes by whole words and their beginnings alone.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
  RAISE NOTICE 'pg_trgm is not available; search will not find words by likeness';
END;
$$;
--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
    CREATE FUNCTION word_likeness(wanted text, content text) RETURNS real LANGUAGE sql IMMUTABLE
      AS 'SELECT strict_word_similarity(wanted, content)';
  ELSE
    CREATE FUNCTION word_likeness(wanted text, content text) RETURNS real LANGUAGE sql IMMUTABLE
      AS 'SELECT 0::real';
  END IF;
END;
$$;
