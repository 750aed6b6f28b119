-- Where each device was seen last. Written together with the events that tell of it, and kept when
-- those are gone.

CREATE TABLE sighting (
  product_key TEXT COLLATE "C" NOT NULL,
  device_name TEXT COLLATE "C" NOT NULL,
  login_at    BIGINT           NOT NULL,
  seen_at     BIGINT           NOT NULL,
  transport   TEXT             NOT NULL,
  address     TEXT             NOT NULL,
  told        TEXT,
  PRIMARY KEY (product_key, device_name)
) WITH (fillfactor = 80);
