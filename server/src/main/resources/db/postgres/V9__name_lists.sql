-- Names of devices that were deleted: a unit with the old secret may still be somewhere.
CREATE TABLE deleted_name (
  product_key TEXT COLLATE "C" NOT NULL,
  name        TEXT COLLATE "C" NOT NULL,
  deleted_at  BIGINT           NOT NULL,
  PRIMARY KEY (product_key, name)
);

-- Examined lists of names. One that is not finished is being written or removed, or was
-- left behind by a crash.
CREATE TABLE name_list (
  id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  product_key TEXT COLLATE "C" NOT NULL REFERENCES product (product_key),
  created_at  BIGINT           NOT NULL,
  expires_at  BIGINT           NOT NULL,
  finished    BOOLEAN          NOT NULL
);

CREATE INDEX name_list_by_expiry ON name_list (expires_at);

-- Parts are written one by one while the list comes in.
CREATE TABLE name_list_part (
  list   TEXT COLLATE "C" NOT NULL,
  part   TEXT             NOT NULL,
  number INTEGER          NOT NULL,
  body   BYTEA            NOT NULL,
  PRIMARY KEY (list, part, number)
);
