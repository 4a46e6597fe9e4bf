-- What runners do together. Each function is one statement for its caller, so one round trip and one
-- transaction; each may be called again with the same arguments when nobody knows whether it was
-- committed. Time is the database's alone: machines need not agree on it.

-- What came back of one call.
CREATE TYPE settlement AS (
  token_id    integer,
  state       text, -- migrated, failed, unknown, or open: to be tried again
  cell        text,
  item_id     text,
  refused     text,
  lost        integer,
  given_up    boolean,
  sent_at     timestamptz,
  latency_ms  integer,
  outcome     text,
  http_status integer,
  error_type  text,
  error_code  text,
  request_id  text
);

-- Takes their rows from runs that were silent for longer than their lease. What they had sent is
-- unknown, and tried again. After a start of the server everybody gets a lease to find it again.
CREATE FUNCTION bury_the_silent(me integer, lease interval) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  dead integer;
BEGIN
  IF pg_postmaster_start_time() + lease > clock_timestamp() THEN RETURN; END IF;
  FOR dead IN
    SELECT id FROM runs WHERE outcome = 'running' AND lease_until < clock_timestamp() AND id <> me
    FOR UPDATE SKIP LOCKED
  LOOP
    INSERT INTO attempts (token_id, run_id, outcome)
      SELECT id, dead, 'died' FROM tokens WHERE held_by = dead AND state = 'in_flight' ORDER BY id;
    UPDATE tokens SET
      lost_answers = CASE WHEN state = 'in_flight' THEN lost_answers + 1 ELSE lost_answers END,
      state = CASE WHEN state = 'in_flight' THEN 'unknown' ELSE state END,
      held_by = NULL, updated_at = clock_timestamp()
    WHERE held_by = dead;
    UPDATE runs SET outcome = 'died', ended_at = heartbeat_at WHERE id = dead;
  END LOOP;
END $$;

-- A runner joins. Returns the number of its run.
CREATE FUNCTION join_run(
  run_name text, run_host text, run_pid integer, version text, retry_failed boolean, lease interval, rate double precision
) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  me integer;
BEGIN
  -- Whoever moves or rekeys the ledger holds this row.
  PERFORM 1 FROM ledger FOR SHARE;
  SELECT id INTO me FROM runs WHERE name = run_name;
  IF FOUND THEN RETURN me; END IF;
  PERFORM bury_the_silent(0, lease);
  IF retry_failed THEN
    UPDATE tokens SET state = 'pending', error_code = NULL, updated_at = clock_timestamp() WHERE state = 'failed';
    UPDATE tokens SET error_code = NULL, updated_at = clock_timestamp()
      WHERE state = 'unknown' AND error_code IS NOT NULL;
  END IF;
  INSERT INTO runs (
    name, started_at, heartbeat_at, host, pid, tool_version, environment, api_url, outcome, lease_until, rate_asked
  )
  SELECT run_name, clock_timestamp(), clock_timestamp(), run_host, run_pid, version, environment, api_url,
    'running', clock_timestamp() + lease, rate
  FROM ledger RETURNING id INTO me;
  RETURN me;
END $$;

-- Records what came back, marks the rows to send again, and claims up to `wanted` further ones.
-- The first row says whether the run still holds what it held, and what is left to claim:
-- 'more', 'held' (by others, and may come free) or 'none'. The others are the claimed rows.
CREATE FUNCTION exchange(
  me integer, number integer, lease interval, answers settlement[], resend integer[], wanted integer, after_id integer
) RETURNS TABLE (holds boolean, rest text, token_id integer, cell text, lost integer) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  still_runs boolean;
  last_done integer;
  at timestamptz := clock_timestamp();
  free integer[];
  claimed integer;
BEGIN
  SELECT outcome = 'running', last_exchange INTO still_runs, last_done FROM runs WHERE id = me FOR UPDATE;
  IF last_done >= number THEN
    -- It was committed, and the answer never arrived.
    RETURN QUERY SELECT still_runs, 'more', NULL::integer, NULL, NULL::integer;
    RETURN QUERY SELECT still_runs, 'more', id, legacy_access_token, lost_answers FROM tokens
      WHERE held_by = me AND state = 'in_flight' AND claimed_in = number ORDER BY id;
    RETURN;
  END IF;
  UPDATE runs SET last_exchange = number,
    heartbeat_at = CASE WHEN still_runs THEN at ELSE heartbeat_at END,
    lease_until = CASE WHEN still_runs THEN at + lease ELSE lease_until END
  WHERE id = me;

  IF cardinality(answers) > 0 THEN
    INSERT INTO attempts (token_id, run_id, sent_at, latency_ms, outcome, http_status, error_type, error_code, request_id)
      SELECT a.token_id, me, a.sent_at, a.latency_ms, a.outcome, a.http_status, a.error_type, a.error_code, a.request_id
      FROM unnest(answers) AS a;
    -- An upgraded token that comes late is kept: the row was taken for lost meanwhile. While somebody
    -- else has it in hand, theirs is the newer answer; should Plaid refuse them, this one counts.
    IF NOT still_runs THEN
      UPDATE tokens SET state = 'migrated', access_token = a.cell, item_id = a.item_id, request_id = a.request_id,
        error_code = NULL, run_id = me, updated_at = at
      FROM unnest(answers) AS a
      WHERE id = a.token_id AND a.state = 'migrated' AND tokens.state <> 'migrated' AND held_by IS NULL;
      UPDATE tokens SET late_access_token = a.cell, late_item_id = a.item_id, late_request_id = a.request_id
      FROM unnest(answers) AS a
      WHERE id = a.token_id AND a.state = 'migrated' AND tokens.state <> 'migrated' AND held_by IS NOT NULL;
      RETURN QUERY SELECT false, 'none', NULL::integer, NULL, NULL::integer;
      RETURN;
    END IF;
    -- IS NOT DISTINCT FROM, which no index is used for: a run may hold many more rows than these.
    UPDATE tokens SET state = 'migrated', access_token = a.cell, item_id = a.item_id, request_id = a.request_id,
      error_code = NULL, run_id = me, held_by = NULL, updated_at = at,
      late_access_token = NULL, late_item_id = NULL, late_request_id = NULL
    FROM unnest(answers) AS a
    WHERE id = a.token_id AND a.state = 'migrated' AND held_by IS NOT DISTINCT FROM me AND tokens.state = 'in_flight';
    UPDATE tokens SET state = CASE WHEN late_access_token IS NULL THEN a.state ELSE 'migrated' END,
      error_code = CASE WHEN late_access_token IS NULL THEN a.refused END,
      access_token = late_access_token, item_id = late_item_id,
      request_id = coalesce(late_request_id, a.request_id), run_id = me, held_by = NULL, updated_at = at,
      late_access_token = NULL, late_item_id = NULL, late_request_id = NULL
    FROM unnest(answers) AS a
    WHERE id = a.token_id AND a.state IN ('failed', 'unknown') AND held_by IS NOT DISTINCT FROM me AND tokens.state = 'in_flight';
    -- Kept for the next try, unless it was the last of this run.
    UPDATE tokens SET lost_answers = lost_answers + a.lost,
      state = CASE WHEN lost_answers + a.lost > 0 THEN 'unknown' ELSE 'pending' END,
      held_by = CASE WHEN a.given_up THEN NULL ELSE me END,
      given_up_in = CASE WHEN a.given_up THEN me ELSE given_up_in END, updated_at = at
    FROM unnest(answers) AS a
    WHERE id = a.token_id AND a.state = 'open' AND held_by IS NOT DISTINCT FROM me AND tokens.state = 'in_flight';
  ELSIF NOT still_runs THEN
    RETURN QUERY SELECT false, 'none', NULL::integer, NULL, NULL::integer;
    RETURN;
  END IF;

  IF cardinality(resend) > 0 THEN
    UPDATE tokens SET state = 'in_flight', claimed_in = NULL, updated_at = at WHERE id = ANY (resend) AND held_by IS NOT DISTINCT FROM me;
  END IF;
  IF wanted = 0 THEN
    RETURN QUERY SELECT true, 'more', NULL::integer, NULL, NULL::integer;
    RETURN;
  END IF;
  -- In two steps: for a number of rows that it does not know, the planner would read the whole table.
  free := ARRAY(
    SELECT id FROM tokens
    WHERE id > after_id AND held_by IS NULL AND error_code IS NULL AND (state = 'pending' OR state = 'unknown')
      AND given_up_in < me
    ORDER BY id LIMIT wanted FOR UPDATE SKIP LOCKED
  );
  RETURN QUERY
    UPDATE tokens SET state = 'in_flight', held_by = me, run_id = me, claimed_in = number, updated_at = at
    WHERE id = ANY (free) RETURNING true, 'more', id, legacy_access_token, lost_answers;
  claimed := cardinality(free);
  -- From the middle there may be more at the beginning. What another claims at this moment is still
  -- free to our eyes, so it counts as held.
  RETURN QUERY SELECT true,
    CASE
      WHEN claimed = wanted OR after_id > 0 THEN 'more'
      WHEN EXISTS (
        SELECT FROM tokens WHERE held_by IS NULL AND error_code IS NULL AND (state = 'pending' OR state = 'unknown')
          AND given_up_in < me
      ) OR EXISTS (SELECT FROM tokens WHERE held_by IS NOT NULL AND held_by <> me AND given_up_in < me) THEN 'held'
      ELSE 'none'
    END, NULL::integer, NULL, NULL::integer;
END $$;

-- A sign of life, about once a second. Tells whether the run still holds its rows, how many calls a
-- second it may make until further notice, and for how many milliseconds nobody may call.
--
-- The rate is divided among the runners that have work. What one gives up (it says so with its next
-- beat, in `in_use`) or leaves behind can still be seen in the second that follows, so others get it
-- after that. So at every moment the parts, and what was used in the second before, stay below the
-- lowest rate anybody asked for.
CREATE FUNCTION beat(
  me integer, lease interval, in_use double precision, works boolean, wait_ms double precision
) RETURNS TABLE (holds boolean, part double precision, hold_ms double precision) LANGUAGE plpgsql AS $$
DECLARE
  -- A runner stops calling by itself before its part is given to others.
  part_lives CONSTANT interval := '3 seconds';
  aftermath CONSTANT interval := '1.2 seconds';
  mine runs%ROWTYPE;
  at timestamptz;
  wait_until timestamptz;
  asked double precision;
  used double precision;
  target double precision;
  runners integer;
  before_me integer;
BEGIN
  PERFORM bury_the_silent(me, lease);
  UPDATE runs SET heartbeat_at = clock_timestamp(), lease_until = clock_timestamp() + lease, has_work = works
    WHERE id = me AND outcome = 'running' RETURNING * INTO mine;
  IF NOT FOUND THEN
    RETURN QUERY SELECT false, 0::double precision, 0::double precision;
    RETURN;
  END IF;
  SELECT held_until INTO wait_until FROM budget FOR UPDATE;
  at := clock_timestamp();
  IF wait_ms > 0 AND at + wait_ms * interval '1 ms' > wait_until THEN
    wait_until := at + wait_ms * interval '1 ms';
    UPDATE budget SET held_until = wait_until;
  END IF;

  IF mine.share_until < at THEN mine.share := 0; END IF;
  IF in_use < mine.share THEN
    mine.past_share := greatest(mine.share, CASE WHEN mine.past_share_until > at THEN mine.past_share ELSE 0 END);
    mine.past_share_until := at + aftermath;
    mine.share := in_use;
  END IF;
  SELECT min(rate_asked), count(*) FILTER (WHERE has_work), count(*) FILTER (WHERE has_work AND id < me)
    INTO asked, runners, before_me
    FROM runs WHERE outcome = 'running' AND (share_until > at OR id = me);
  SELECT coalesce(sum(greatest(
      CASE WHEN share_until > at - aftermath THEN share ELSE 0 END,
      CASE WHEN past_share_until > at THEN past_share ELSE 0 END
    )), 0) INTO used
    FROM runs WHERE id <> me AND (share_until > at - aftermath OR past_share_until > at);
  target := CASE
    WHEN NOT works THEN 0
    WHEN asked = 'Infinity' OR runners = 1 THEN asked
    WHEN asked < 1 THEN CASE WHEN before_me = 0 THEN asked ELSE 0 END
    ELSE floor(floor(asked) / runners) + CASE WHEN before_me < floor(asked)::bigint % runners THEN 1 ELSE 0 END
  END;
  part := CASE
    WHEN target <= mine.share OR asked = 'Infinity' THEN target
    ELSE greatest(mine.share, least(target, CASE WHEN asked - used < 1 AND asked >= 1 THEN 0 ELSE asked - used END))
  END;
  UPDATE runs SET share = greatest(mine.share, part), share_until = at + part_lives,
    past_share = mine.past_share, past_share_until = mine.past_share_until WHERE id = me;
  RETURN QUERY SELECT true, part, greatest(0, extract(epoch FROM wait_until - at) * 1000)::double precision;
END $$;

-- A runner leaves and gives back what it holds. Returns whether others are under way.
CREATE FUNCTION leave_run(me integer, how text, why text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE runs SET outcome = how, reason = why, ended_at = clock_timestamp(), heartbeat_at = clock_timestamp(),
    past_share = greatest(share, past_share), past_share_until = clock_timestamp() + interval '1.2 seconds', share = 0
    WHERE id = me AND outcome = 'running';
  -- Of what is in flight still, nothing was sent.
  UPDATE tokens SET held_by = NULL, updated_at = clock_timestamp(),
    state = CASE WHEN state <> 'in_flight' THEN state WHEN lost_answers > 0 THEN 'unknown' ELSE 'pending' END
    WHERE held_by = me;
  RETURN EXISTS (SELECT FROM runs WHERE outcome = 'running' AND lease_until > clock_timestamp());
END $$;
