-- Factories, what people and programs of theirs may do, and what was delivered to them.

ALTER TABLE account ADD COLUMN role TEXT NOT NULL DEFAULT 'OPERATOR';
ALTER TABLE account ADD COLUMN factory TEXT COLLATE "C";
ALTER TABLE access_key ADD COLUMN role TEXT NOT NULL DEFAULT 'OPERATOR';
ALTER TABLE access_key ADD COLUMN factory TEXT COLLATE "C";

CREATE TABLE factory (
  id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  project    TEXT COLLATE "C" NOT NULL REFERENCES project (id),
  name       TEXT NOT NULL,
  key_kind   TEXT,
  key_text   TEXT,
  created_at BIGINT NOT NULL
);

CREATE INDEX factory_of_project ON factory (project, created_at);

CREATE TABLE delivery (
  id             TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  batch          TEXT COLLATE "C" NOT NULL REFERENCES batch (id),
  product_key    TEXT COLLATE "C" NOT NULL,
  factory        TEXT COLLATE "C" NOT NULL REFERENCES factory (id),
  first_unit     INTEGER NOT NULL,
  last_unit      INTEGER NOT NULL,
  sealing        TEXT NOT NULL,
  sealing_key    TEXT,  -- of OPENPGP and CMS: the factory's key when the delivery was made
  passphrase     BYTEA,  -- of ZIP_AES256, sealed
  trace_key      BYTEA NOT NULL,
  allowed        INTEGER NOT NULL,
  started        INTEGER NOT NULL, -- downloads; never more than allowed
  expires_at     BIGINT NOT NULL,
  created_at     BIGINT NOT NULL,
  created_by     TEXT NOT NULL,
  revoked_at     BIGINT,
  expiry_noted_at BIGINT,
  delivered_at   BIGINT, -- the first download that was completed
  received_at    BIGINT
);

CREATE INDEX delivery_of_batch ON delivery (batch, created_at);
CREATE INDEX delivery_of_factory ON delivery (factory, created_at);
-- What the sweep looks at: few, because each leaves it once.
CREATE INDEX delivery_to_expire ON delivery (expires_at) WHERE expiry_noted_at IS NULL;

CREATE TABLE delivery_file (
  delivery TEXT COLLATE "C" NOT NULL REFERENCES delivery (id),
  number   INTEGER NOT NULL,
  format   TEXT NOT NULL,
  options  TEXT NOT NULL, -- as in a query string
  PRIMARY KEY (delivery, number)
);

CREATE TABLE delivery_download (
  delivery   TEXT COLLATE "C" NOT NULL REFERENCES delivery (id),
  number     INTEGER NOT NULL,
  who        TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at   BIGINT,
  completed  BOOLEAN,
  PRIMARY KEY (delivery, number)
);

CREATE INDEX delivery_download_open ON delivery_download (started_at) WHERE ended_at IS NULL;
