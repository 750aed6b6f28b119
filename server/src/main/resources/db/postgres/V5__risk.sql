-- Evidence that a device exists more than once. All of it ends with the device.

-- `risky_until` is NULL where only an operator can end the risk, and 0 where there is none.
CREATE TABLE risk_file (
  product_key TEXT COLLATE "C" NOT NULL,
  name        TEXT COLLATE "C" NOT NULL,
  pieces      INTEGER          NOT NULL,
  first_at    BIGINT,
  last_at     BIGINT,
  cloned_at   BIGINT,
  released_at BIGINT,
  risky_until BIGINT,
  PRIMARY KEY (product_key, name),
  FOREIGN KEY (product_key, name) REFERENCES device (product_key, name) ON DELETE CASCADE
);

CREATE TABLE risk_tally (
  product_key  TEXT COLLATE "C" NOT NULL,
  name         TEXT COLLATE "C" NOT NULL,
  kind         TEXT COLLATE "C" NOT NULL,
  count        INTEGER          NOT NULL,
  milli_points BIGINT           NOT NULL,
  at           BIGINT           NOT NULL,
  PRIMARY KEY (product_key, name, kind),
  FOREIGN KEY (product_key, name) REFERENCES risk_file (product_key, name) ON DELETE CASCADE
);

-- Pieces are numbered within their device.
CREATE TABLE risk_evidence (
  product_key   TEXT COLLATE "C"  NOT NULL,
  name          TEXT COLLATE "C"  NOT NULL,
  number        INTEGER           NOT NULL,
  kind          TEXT COLLATE "C"  NOT NULL,
  at            BIGINT            NOT NULL,
  client_id     TEXT COLLATE "C",
  transport     TEXT              NOT NULL,
  address       TEXT              NOT NULL,
  other_address TEXT,
  detail        TEXT              NOT NULL,
  acknowledged  BOOLEAN           NOT NULL,
  PRIMARY KEY (product_key, name, number),
  FOREIGN KEY (product_key, name) REFERENCES risk_file (product_key, name) ON DELETE CASCADE
);

-- The latest login of each DeviceClient.
CREATE TABLE client_login (
  product_key TEXT COLLATE "C" NOT NULL,
  name        TEXT COLLATE "C" NOT NULL,
  client_id   TEXT COLLATE "C" NOT NULL,
  at          BIGINT           NOT NULL,
  transport   TEXT             NOT NULL,
  address     TEXT             NOT NULL,
  sdk         TEXT,
  PRIMARY KEY (product_key, name, client_id),
  FOREIGN KEY (product_key, name) REFERENCES device (product_key, name) ON DELETE CASCADE
);
