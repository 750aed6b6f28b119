-- A reservation tells its batch and line, so that a list can be minted in the order of its names. One
-- without a batch stands for a device that registers by itself, for the moment in which it is written.
CREATE TABLE reservation (
  product_key TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  batch       TEXT    NOT NULL DEFAULT '',
  number      INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (product_key, name)
) STRICT, WITHOUT ROWID;

-- Lists whose intake a crash broke off have no batch; the next start undoes them by their lines.
INSERT INTO reservation
SELECT b.product_key, l.name, b.id, l.number
FROM batch b
JOIN batch_line l ON l.batch = b.id AND l.number > b.minted
JOIN reserved_name r ON r.product_key = b.product_key AND r.name = l.name
WHERE b.name_source = 'UPLOADED' AND b.state NOT IN ('REJECTED', 'CANCELLED')
ORDER BY b.product_key, l.name;

DROP TABLE reserved_name;
ALTER TABLE reservation RENAME TO reserved_name;
