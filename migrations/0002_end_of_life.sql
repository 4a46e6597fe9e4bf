-- What became of the ledger as a whole: moved to another place, or rid of its tokens.

ALTER TABLE ledger ADD COLUMN moved_to TEXT;
ALTER TABLE ledger ADD COLUMN moved_at TEXT;
ALTER TABLE ledger ADD COLUMN purged_at TEXT;
