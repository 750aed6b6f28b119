-- A file of its own, so that the flood of events never waits for, or holds up, a registration.
-- Rows leave only at the old end, so that a new id is always the greatest.

CREATE TABLE event (
  id          INTEGER NOT NULL PRIMARY KEY,
  at          INTEGER NOT NULL,
  kind        TEXT    NOT NULL,
  outcome     TEXT    NOT NULL,
  product_key TEXT,
  device_name TEXT,
  dialect     TEXT,
  transport   TEXT,
  address     TEXT,
  detail      TEXT
) STRICT;

CREATE INDEX event_of_device ON event (product_key, device_name, id);
CREATE INDEX event_of_product ON event (product_key, id);
