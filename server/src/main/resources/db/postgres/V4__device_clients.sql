-- Units admitted under names that nobody listed. They go when their device goes.

CREATE TABLE device_client (
  product_key        TEXT COLLATE "C" NOT NULL,
  name               TEXT COLLATE "C" NOT NULL,
  client_id          TEXT COLLATE "C" NOT NULL,
  token_hash         TEXT COLLATE "C" NOT NULL,
  state              TEXT             NOT NULL,
  registered_at      BIGINT           NOT NULL,
  first_connected_at BIGINT,
  PRIMARY KEY (product_key, name, client_id)
);

-- Counted where they are limited, so that nothing ever counts rows.
ALTER TABLE device  ADD COLUMN live_clients   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE product ADD COLUMN unlisted_count INTEGER NOT NULL DEFAULT 0;

CREATE INDEX device_with_several ON device (product_key, name) WHERE live_clients > 1;
