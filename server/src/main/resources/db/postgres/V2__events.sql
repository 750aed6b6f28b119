-- Written by a connection of its own, so that the flood of events never waits for, or holds up, a
-- registration.

CREATE TABLE event (
  id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at          BIGINT NOT NULL,
  kind        TEXT NOT NULL,
  outcome     TEXT NOT NULL,
  product_key TEXT COLLATE "C",
  device_name TEXT COLLATE "C",
  dialect     TEXT,
  transport   TEXT,
  address     TEXT,
  detail      TEXT
);

CREATE INDEX event_of_device ON event (product_key, device_name, id);
CREATE INDEX event_of_product ON event (product_key, id);
