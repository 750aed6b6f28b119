-- Where each device was seen last. Written together with the events that tell of it, and kept when
-- those are gone.

CREATE TABLE sighting (
  product_key TEXT    NOT NULL,
  device_name TEXT    NOT NULL,
  login_at    INTEGER NOT NULL,
  seen_at     INTEGER NOT NULL,
  transport   TEXT    NOT NULL,
  address     TEXT    NOT NULL,
  told        TEXT,
  PRIMARY KEY (product_key, device_name)
) STRICT, WITHOUT ROWID;
