-- ProductSecrets with which nobody may register any more, to tell who still signs with one.

CREATE TABLE retired_secret (
  product_key TEXT COLLATE "C" NOT NULL REFERENCES product (product_key),
  version     INTEGER          NOT NULL,
  secret      BYTEA            NOT NULL,
  retired_at  BIGINT           NOT NULL,
  PRIMARY KEY (product_key, version)
);
