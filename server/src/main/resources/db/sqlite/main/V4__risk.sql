-- Evidence that a device exists more than once. All of it ends with the device.

-- `risky_until` is NULL where only an operator can end the risk, and 0 where there is none.
CREATE TABLE risk_file (
  product_key TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  pieces      INTEGER NOT NULL,
  first_at    INTEGER,
  last_at     INTEGER,
  cloned_at   INTEGER,
  released_at INTEGER,
  risky_until INTEGER,
  PRIMARY KEY (product_key, name),
  FOREIGN KEY (product_key, name) REFERENCES device (product_key, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE risk_tally (
  product_key  TEXT    NOT NULL,
  name         TEXT    NOT NULL,
  kind         TEXT    NOT NULL,
  count        INTEGER NOT NULL,
  milli_points INTEGER NOT NULL,
  at           INTEGER NOT NULL,
  PRIMARY KEY (product_key, name, kind),
  FOREIGN KEY (product_key, name) REFERENCES risk_file (product_key, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Pieces are numbered within their device.
CREATE TABLE risk_evidence (
  product_key   TEXT    NOT NULL,
  name          TEXT    NOT NULL,
  number        INTEGER NOT NULL,
  kind          TEXT    NOT NULL,
  at            INTEGER NOT NULL,
  client_id     TEXT,
  transport     TEXT    NOT NULL,
  address       TEXT    NOT NULL,
  other_address TEXT,
  detail        TEXT    NOT NULL,
  acknowledged  INTEGER NOT NULL,
  PRIMARY KEY (product_key, name, number),
  FOREIGN KEY (product_key, name) REFERENCES risk_file (product_key, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The latest login of each DeviceClient.
CREATE TABLE client_login (
  product_key TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  client_id   TEXT    NOT NULL,
  at          INTEGER NOT NULL,
  transport   TEXT    NOT NULL,
  address     TEXT    NOT NULL,
  sdk         TEXT,
  PRIMARY KEY (product_key, name, client_id),
  FOREIGN KEY (product_key, name) REFERENCES device (product_key, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
