-- The ledger of one migration: which legacy tokens there are, what became of each, and how.
-- Times are ISO 8601 in UTC. Token columns hold ciphertext unless ledger.encryption is 'none'.
-- Lists of values that are checked for every token are spelled with OR: for IN, SQLite builds a
-- temporary table in each statement, which made import and run a third slower.

-- What this ledger is bound to. One row.
CREATE TABLE ledger (
  id                 INTEGER PRIMARY KEY CHECK (id = 1),
  created_at         TEXT NOT NULL,
  created_by         TEXT NOT NULL,
  environment        TEXT NOT NULL,
  api_url            TEXT NOT NULL,
  encryption         TEXT NOT NULL CHECK (encryption IN ('aes-256-gcm', 'none')),
  key_check          TEXT,
  source             TEXT NOT NULL,
  import_finished_at TEXT
) STRICT;

CREATE TABLE runs (
  id           INTEGER PRIMARY KEY,
  started_at   TEXT NOT NULL,
  heartbeat_at TEXT NOT NULL,
  ended_at     TEXT,
  host         TEXT NOT NULL,
  pid          INTEGER NOT NULL,
  tool_version TEXT NOT NULL,
  environment  TEXT NOT NULL,
  api_url      TEXT NOT NULL,
  outcome      TEXT NOT NULL CHECK (outcome IN ('running', 'finished', 'stopped', 'interrupted', 'died')),
  reason       TEXT
) STRICT;

-- One row for each distinct token.
CREATE TABLE tokens (
  id                  INTEGER PRIMARY KEY,
  fingerprint         BLOB NOT NULL,
  legacy_access_token TEXT,
  access_token        TEXT,
  item_id             TEXT,
  state               TEXT NOT NULL CHECK (
    state = 'pending' OR state = 'in_flight' OR state = 'migrated' OR state = 'failed' OR state = 'unknown' OR state = 'skipped'
  ),
  error_code          TEXT,
  -- Sends whose answer never arrived, so that Plaid may have done the work.
  lost_answers        INTEGER NOT NULL DEFAULT 0,
  request_id          TEXT,
  run_id              INTEGER REFERENCES runs (id),
  updated_at          TEXT NOT NULL,
  verified_at         TEXT,
  CHECK (state <> 'migrated' OR access_token IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX tokens_by_fingerprint ON tokens (fingerprint);

-- What is left to do. It shrinks as a run goes on, so resuming never walks the rows that are done.
CREATE INDEX tokens_open ON tokens (id, state, error_code)
  WHERE state = 'pending' OR state = 'in_flight' OR state = 'unknown';

-- Small as a rule. With these, status counts millions of rows without reading them.
CREATE INDEX tokens_set_aside ON tokens (state, error_code) WHERE state = 'failed' OR state = 'skipped';
CREATE INDEX tokens_without_item ON tokens (id) WHERE state = 'migrated' AND item_id IS NULL;
CREATE INDEX tokens_verified ON tokens (verified_at) WHERE verified_at IS NOT NULL;

CREATE TRIGGER tokens_keep_what_was_migrated
BEFORE UPDATE ON tokens
WHEN OLD.state = 'migrated' AND (NEW.state <> 'migrated' OR NEW.access_token IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'a migrated token stays migrated');
END;

CREATE TRIGGER tokens_keep_every_row
BEFORE DELETE ON tokens
BEGIN
  SELECT RAISE(ABORT, 'tokens are never deleted');
END;

-- Which row of the user's table holds which token, or why it was not taken.
CREATE TABLE source_rows (
  row_key         TEXT NOT NULL,
  token_id        INTEGER REFERENCES tokens (id),
  rejected_reason TEXT,
  CHECK ((token_id IS NULL) <> (rejected_reason IS NULL))
) STRICT;

CREATE UNIQUE INDEX source_rows_once
  ON source_rows (row_key, coalesce(token_id, 0), coalesce(rejected_reason, ''));

CREATE INDEX source_rows_by_token ON source_rows (token_id) WHERE token_id IS NOT NULL;
CREATE INDEX source_rows_rejected ON source_rows (rejected_reason) WHERE rejected_reason IS NOT NULL;

-- Every call, append-only, and never a token.
CREATE TABLE attempts (
  id          INTEGER PRIMARY KEY,
  token_id    INTEGER NOT NULL REFERENCES tokens (id),
  run_id      INTEGER NOT NULL REFERENCES runs (id),
  sent_at     TEXT,
  latency_ms  INTEGER,
  outcome     TEXT NOT NULL CHECK (
    outcome = 'upgraded' OR outcome = 'error' OR outcome = 'gateway' OR outcome = 'not_plaid' OR outcome = 'no_answer' OR outcome = 'not_sent' OR outcome = 'died'
  ),
  http_status INTEGER,
  error_type  TEXT,
  error_code  TEXT,
  request_id  TEXT
) STRICT;

CREATE INDEX attempts_by_token ON attempts (token_id);

CREATE TRIGGER attempts_are_not_changed
BEFORE UPDATE ON attempts
BEGIN
  SELECT RAISE(ABORT, 'attempts are append-only');
END;

CREATE TRIGGER attempts_are_not_deleted
BEFORE DELETE ON attempts
BEGIN
  SELECT RAISE(ABORT, 'attempts are append-only');
END;
