-- The key under which a practice's search tokens are made; made by the first node that starts with
-- it, for practices that are there already.
ALTER TABLE practice_key ADD COLUMN search_key bytea;
