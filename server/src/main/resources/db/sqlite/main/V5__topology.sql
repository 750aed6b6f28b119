-- Which sub-device belongs to which gateway. A relation ends with either device.
CREATE TABLE topology (
  product_key     TEXT    NOT NULL,
  name            TEXT    NOT NULL,
  gateway_product TEXT    NOT NULL,
  gateway_name    TEXT    NOT NULL,
  bound_at        INTEGER NOT NULL,
  PRIMARY KEY (product_key, name),
  FOREIGN KEY (product_key, name) REFERENCES device (product_key, name) ON DELETE CASCADE,
  FOREIGN KEY (gateway_product, gateway_name) REFERENCES device (product_key, name)
    ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX topology_of_gateway ON topology (gateway_product, gateway_name, product_key, name);
