-- Times are epoch milliseconds. Text in keys is collated by its bytes, which is the order of pages.

CREATE TABLE installation (
  name  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  value TEXT             NOT NULL
);

CREATE TABLE project (
  id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  name       TEXT             NOT NULL,
  created_at BIGINT           NOT NULL
);

CREATE TABLE product (
  product_key     TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  project         TEXT COLLATE "C" NOT NULL REFERENCES project (id),
  name            TEXT             NOT NULL,
  dialect         TEXT             NOT NULL,
  state           TEXT             NOT NULL,
  registration_on BOOLEAN          NOT NULL,
  data_key_owner  TEXT             NOT NULL,
  data_key        BYTEA            NOT NULL,
  secret          BYTEA            NOT NULL,
  created_at      BIGINT           NOT NULL
);

CREATE INDEX product_of_project ON product (project, created_at);

CREATE TABLE batch (
  id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  product_key TEXT COLLATE "C" NOT NULL REFERENCES product (product_key),
  burn_method TEXT             NOT NULL,
  name_source TEXT             NOT NULL,
  size        INTEGER          NOT NULL,
  minted      INTEGER          NOT NULL,
  state       TEXT             NOT NULL,
  stop_reason TEXT,
  created_at  BIGINT           NOT NULL,
  ready_at    BIGINT
);

CREATE INDEX batch_of_product ON batch (product_key, created_at);

-- Lines are written before their batch appears (see NameIntake), so they do not refer to it.
CREATE TABLE batch_line (
  batch  TEXT COLLATE "C" NOT NULL,
  number INTEGER          NOT NULL,
  name   TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (batch, number)
);

-- Names of lines that are not minted yet. The primary key is what keeps two batches from taking
-- the same name.
CREATE TABLE reserved_name (
  product_key TEXT COLLATE "C" NOT NULL,
  name        TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (product_key, name)
);

-- Batches whose lines are being written; a row found at start is what a crash left behind.
CREATE TABLE intake (
  batch       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  product_key TEXT COLLATE "C" NOT NULL
);

-- Rows come from minting alone, under a batch that refers to its product; a foreign key here would
-- be checked a million times for what is known already.
CREATE TABLE device (
  product_key   TEXT COLLATE "C" NOT NULL,
  name          TEXT COLLATE "C" NOT NULL,
  batch         TEXT COLLATE "C" NOT NULL,
  secret        BYTEA            NOT NULL,
  enabled       BOOLEAN          NOT NULL,
  reset_pending BOOLEAN          NOT NULL,
  created_at    BIGINT           NOT NULL,
  registered_at BIGINT,
  activated_at  BIGINT,
  PRIMARY KEY (product_key, name)
) WITH (fillfactor = 80); -- room for the two updates of a life to stay on their page

CREATE TABLE account (
  name          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  password_hash TEXT             NOT NULL,
  one_time      BOOLEAN          NOT NULL,
  created_at    BIGINT           NOT NULL
);

CREATE TABLE access_key (
  id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  kind       TEXT             NOT NULL,
  name       TEXT             NOT NULL,
  project    TEXT COLLATE "C" REFERENCES project (id),
  token_hash TEXT COLLATE "C" NOT NULL,
  created_at BIGINT           NOT NULL
);

CREATE TABLE sign_in (
  token_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  account    TEXT COLLATE "C" NOT NULL,
  expires_at BIGINT           NOT NULL
);

CREATE INDEX sign_in_of_account ON sign_in (account);
