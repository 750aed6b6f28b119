-- Factories, what people and programs of theirs may do, and what was delivered to them.

ALTER TABLE account ADD COLUMN role TEXT NOT NULL DEFAULT 'OPERATOR';
ALTER TABLE account ADD COLUMN factory TEXT;
ALTER TABLE access_key ADD COLUMN role TEXT NOT NULL DEFAULT 'OPERATOR';
ALTER TABLE access_key ADD COLUMN factory TEXT;

CREATE TABLE factory (
  id         TEXT NOT NULL PRIMARY KEY,
  project    TEXT NOT NULL REFERENCES project (id),
  name       TEXT NOT NULL,
  key_kind   TEXT,
  key_text   TEXT,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX factory_of_project ON factory (project, created_at);

CREATE TABLE delivery (
  id             TEXT NOT NULL PRIMARY KEY,
  batch          TEXT NOT NULL REFERENCES batch (id),
  product_key    TEXT NOT NULL,
  factory        TEXT NOT NULL REFERENCES factory (id),
  first_unit     INTEGER NOT NULL,
  last_unit      INTEGER NOT NULL,
  sealing        TEXT NOT NULL,
  sealing_key    TEXT,  -- of OPENPGP and CMS: the factory's key when the delivery was made
  passphrase     BLOB,  -- of ZIP_AES256, sealed
  trace_key      BLOB NOT NULL,
  allowed        INTEGER NOT NULL,
  started        INTEGER NOT NULL, -- downloads; never more than allowed
  expires_at     INTEGER NOT NULL,
  created_at     INTEGER NOT NULL,
  created_by     TEXT NOT NULL,
  revoked_at     INTEGER,
  expiry_noted_at INTEGER,
  delivered_at   INTEGER, -- the first download that was completed
  received_at    INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX delivery_of_batch ON delivery (batch, created_at);
CREATE INDEX delivery_of_factory ON delivery (factory, created_at);
-- What the sweep looks at: few, because each leaves it once.
CREATE INDEX delivery_to_expire ON delivery (expires_at) WHERE expiry_noted_at IS NULL;

CREATE TABLE delivery_file (
  delivery TEXT NOT NULL REFERENCES delivery (id),
  number   INTEGER NOT NULL,
  format   TEXT NOT NULL,
  options  TEXT NOT NULL, -- as in a query string
  PRIMARY KEY (delivery, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE delivery_download (
  delivery   TEXT NOT NULL REFERENCES delivery (id),
  number     INTEGER NOT NULL,
  who        TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,
  completed  INTEGER,
  PRIMARY KEY (delivery, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX delivery_download_open ON delivery_download (started_at) WHERE ended_at IS NULL;
