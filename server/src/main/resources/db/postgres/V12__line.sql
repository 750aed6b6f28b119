-- The factory floor. An empty batch stands for a device that its own registration created; an empty
-- reason for a unit that passed.

CREATE TABLE test_result (
  product_key   TEXT COLLATE "C" NOT NULL,
  station       TEXT COLLATE "C" NOT NULL,
  id            TEXT COLLATE "C" NOT NULL,
  name          TEXT COLLATE "C" NOT NULL,
  batch         TEXT COLLATE "C" NOT NULL,
  verdict       TEXT COLLATE "C" NOT NULL,
  reason        TEXT COLLATE "C" NOT NULL,
  measured      TEXT COLLATE "C" NOT NULL,
  operator      TEXT,
  firmware      TEXT,
  tested_at     BIGINT  NOT NULL,
  received_at   BIGINT  NOT NULL,
  received_from TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (product_key, station, id)
);

CREATE INDEX test_result_of_unit ON test_result (product_key, name, tested_at);
CREATE INDEX test_result_failed ON test_result (batch, tested_at, station, id)
  WHERE verdict <> 'PASSED';

-- What all tests of a unit come to. It outlives its device, so that the balance stays true.
CREATE TABLE unit_test (
  product_key   TEXT COLLATE "C" NOT NULL,
  name          TEXT COLLATE "C" NOT NULL,
  batch         TEXT COLLATE "C" NOT NULL,
  tests         INTEGER NOT NULL,
  first_at      BIGINT  NOT NULL,
  first_station TEXT COLLATE "C" NOT NULL,
  first_verdict TEXT COLLATE "C" NOT NULL,
  first_reason  TEXT COLLATE "C" NOT NULL,
  last_at       BIGINT  NOT NULL,
  last_station  TEXT COLLATE "C" NOT NULL,
  last_verdict  TEXT COLLATE "C" NOT NULL,
  last_reason   TEXT COLLATE "C" NOT NULL,
  scrapped_at   BIGINT,
  PRIMARY KEY (product_key, name, batch)
);

-- How many of each sort, by quarters of an hour: yields are read from here, not counted.
CREATE TABLE line_count (
  batch   TEXT COLLATE "C" NOT NULL,
  slot    BIGINT  NOT NULL,
  what    TEXT COLLATE "C" NOT NULL,
  station TEXT COLLATE "C" NOT NULL,
  verdict TEXT COLLATE "C" NOT NULL,
  reason  TEXT COLLATE "C" NOT NULL,
  n       BIGINT  NOT NULL,
  PRIMARY KEY (batch, slot, what, station, verdict, reason)
);

-- Balances as they were at a moment, with the names of those who answer for them.
CREATE TABLE balance_statement (
  batch     TEXT COLLATE "C" NOT NULL,
  number    INTEGER NOT NULL,
  made_by   TEXT COLLATE "C" NOT NULL,
  made_at   BIGINT  NOT NULL,
  csv       TEXT COLLATE "C" NOT NULL,
  signed_by TEXT,
  signed_at BIGINT,
  note      TEXT,
  PRIMARY KEY (batch, number)
);

-- Names that were told us and that nobody ordered.
CREATE INDEX event_of_stranger ON event (product_key, outcome, at, device_name)
  WHERE outcome IN ('DEVICE_NOT_LISTED', 'UNIT_UNKNOWN');
