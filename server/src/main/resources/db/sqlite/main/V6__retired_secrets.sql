-- ProductSecrets with which nobody may register any more, to tell who still signs with one.

CREATE TABLE retired_secret (
  product_key TEXT    NOT NULL REFERENCES product (product_key),
  version     INTEGER NOT NULL,
  secret      BLOB    NOT NULL,
  retired_at  INTEGER NOT NULL,
  PRIMARY KEY (product_key, version)
) STRICT, WITHOUT ROWID;
