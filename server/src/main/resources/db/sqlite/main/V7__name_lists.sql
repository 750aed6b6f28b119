-- Names of devices that were deleted: a unit with the old secret may still be somewhere.
CREATE TABLE deleted_name (
  product_key TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  deleted_at  INTEGER NOT NULL,
  PRIMARY KEY (product_key, name)
) STRICT, WITHOUT ROWID;

-- Examined lists of names. One that is not finished is being written or removed, or was
-- left behind by a crash.
CREATE TABLE name_list (
  id          TEXT    NOT NULL PRIMARY KEY,
  product_key TEXT    NOT NULL REFERENCES product (product_key),
  created_at  INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL,
  finished    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX name_list_by_expiry ON name_list (expires_at);

-- Parts are written one by one while the list comes in. They are too large for a table without
-- row ids.
CREATE TABLE name_list_part (
  list   TEXT    NOT NULL,
  part   TEXT    NOT NULL,
  number INTEGER NOT NULL,
  body   BLOB    NOT NULL,
  PRIMARY KEY (list, part, number)
) STRICT;
