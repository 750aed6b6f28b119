-- Units admitted under names that nobody listed. They go when their device goes.

CREATE TABLE device_client (
  product_key        TEXT    NOT NULL,
  name               TEXT    NOT NULL,
  client_id          TEXT    NOT NULL,
  token_hash         TEXT    NOT NULL,
  state              TEXT    NOT NULL,
  registered_at      INTEGER NOT NULL,
  first_connected_at INTEGER,
  PRIMARY KEY (product_key, name, client_id)
) STRICT, WITHOUT ROWID;

-- Counted where they are limited, so that nothing ever counts rows.
ALTER TABLE device  ADD COLUMN live_clients   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE product ADD COLUMN unlisted_count INTEGER NOT NULL DEFAULT 0;

CREATE INDEX device_with_several ON device (product_key, name) WHERE live_clients > 1;
