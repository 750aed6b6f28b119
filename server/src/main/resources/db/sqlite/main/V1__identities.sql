-- Times are epoch milliseconds. STRICT, because SQLite would otherwise store any type anywhere.

CREATE TABLE installation (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE project (
  id         TEXT    NOT NULL PRIMARY KEY,
  name       TEXT    NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE product (
  product_key     TEXT    NOT NULL PRIMARY KEY,
  project         TEXT    NOT NULL REFERENCES project (id),
  name            TEXT    NOT NULL,
  dialect         TEXT    NOT NULL,
  state           TEXT    NOT NULL,
  registration_on INTEGER NOT NULL,
  data_key_owner  TEXT    NOT NULL,
  data_key        BLOB    NOT NULL,
  secret          BLOB    NOT NULL,
  created_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX product_of_project ON product (project, created_at);

CREATE TABLE batch (
  id          TEXT    NOT NULL PRIMARY KEY,
  product_key TEXT    NOT NULL REFERENCES product (product_key),
  burn_method TEXT    NOT NULL,
  name_source TEXT    NOT NULL,
  size        INTEGER NOT NULL,
  minted      INTEGER NOT NULL,
  state       TEXT    NOT NULL,
  stop_reason TEXT,
  created_at  INTEGER NOT NULL,
  ready_at    INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX batch_of_product ON batch (product_key, created_at);

-- Lines are written before their batch appears (see NameIntake), so they do not refer to it.
CREATE TABLE batch_line (
  batch  TEXT    NOT NULL,
  number INTEGER NOT NULL,
  name   TEXT    NOT NULL,
  PRIMARY KEY (batch, number)
) STRICT, WITHOUT ROWID;

-- Names of lines that are not minted yet. The primary key is what keeps two batches from taking
-- the same name.
CREATE TABLE reserved_name (
  product_key TEXT NOT NULL,
  name        TEXT NOT NULL,
  PRIMARY KEY (product_key, name)
) STRICT, WITHOUT ROWID;

-- Batches whose lines are being written; a row found at start is what a crash left behind.
CREATE TABLE intake (
  batch       TEXT NOT NULL PRIMARY KEY,
  product_key TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Rows come from minting alone, under a batch that refers to its product; a foreign key here would
-- be checked a million times for what is known already.
CREATE TABLE device (
  product_key   TEXT    NOT NULL,
  name          TEXT    NOT NULL,
  batch         TEXT    NOT NULL,
  secret        BLOB    NOT NULL,
  enabled       INTEGER NOT NULL,
  reset_pending INTEGER NOT NULL,
  created_at    INTEGER NOT NULL,
  registered_at INTEGER,
  activated_at  INTEGER,
  PRIMARY KEY (product_key, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  name          TEXT    NOT NULL PRIMARY KEY,
  password_hash TEXT    NOT NULL,
  one_time      INTEGER NOT NULL,
  created_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE access_key (
  id         TEXT    NOT NULL PRIMARY KEY,
  kind       TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  project    TEXT REFERENCES project (id),
  token_hash TEXT    NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in (
  token_hash TEXT    NOT NULL PRIMARY KEY,
  account    TEXT    NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_of_account ON sign_in (account);
