-- The factory floor. An empty batch stands for a device that its own registration created; an empty
-- reason for a unit that passed.

CREATE TABLE test_result (
  product_key   TEXT    NOT NULL,
  station       TEXT    NOT NULL,
  id            TEXT    NOT NULL,
  name          TEXT    NOT NULL,
  batch         TEXT    NOT NULL,
  verdict       TEXT    NOT NULL,
  reason        TEXT    NOT NULL,
  measured      TEXT    NOT NULL,
  operator      TEXT,
  firmware      TEXT,
  tested_at     INTEGER NOT NULL,
  received_at   INTEGER NOT NULL,
  received_from TEXT    NOT NULL,
  PRIMARY KEY (product_key, station, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX test_result_of_unit ON test_result (product_key, name, tested_at);
CREATE INDEX test_result_failed ON test_result (batch, tested_at, station, id)
  WHERE verdict <> 'PASSED';

-- What all tests of a unit come to. It outlives its device, so that the balance stays true.
CREATE TABLE unit_test (
  product_key   TEXT    NOT NULL,
  name          TEXT    NOT NULL,
  batch         TEXT    NOT NULL,
  tests         INTEGER NOT NULL,
  first_at      INTEGER NOT NULL,
  first_station TEXT    NOT NULL,
  first_verdict TEXT    NOT NULL,
  first_reason  TEXT    NOT NULL,
  last_at       INTEGER NOT NULL,
  last_station  TEXT    NOT NULL,
  last_verdict  TEXT    NOT NULL,
  last_reason   TEXT    NOT NULL,
  scrapped_at   INTEGER,
  PRIMARY KEY (product_key, name, batch)
) STRICT, WITHOUT ROWID;

-- How many of each sort, by quarters of an hour: yields are read from here, not counted.
CREATE TABLE line_count (
  batch   TEXT    NOT NULL,
  slot    INTEGER NOT NULL,
  what    TEXT    NOT NULL,
  station TEXT    NOT NULL,
  verdict TEXT    NOT NULL,
  reason  TEXT    NOT NULL,
  n       INTEGER NOT NULL,
  PRIMARY KEY (batch, slot, what, station, verdict, reason)
) STRICT, WITHOUT ROWID;

-- Balances as they were at a moment, with the names of those who answer for them.
CREATE TABLE balance_statement (
  batch     TEXT    NOT NULL,
  number    INTEGER NOT NULL,
  made_by   TEXT    NOT NULL,
  made_at   INTEGER NOT NULL,
  csv       TEXT    NOT NULL,
  signed_by TEXT,
  signed_at INTEGER,
  note      TEXT,
  PRIMARY KEY (batch, number)
) STRICT, WITHOUT ROWID;
