-- A reservation tells its batch and line, so that a list can be minted in the order of its names. One
-- without a batch stands for a device that registers by itself, for the moment in which it is written.
ALTER TABLE reserved_name ADD COLUMN batch  TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE reserved_name ADD COLUMN number INTEGER          NOT NULL DEFAULT 0;

UPDATE reserved_name r
SET batch = b.id, number = l.number
FROM batch b
JOIN batch_line l ON l.batch = b.id AND l.number > b.minted
WHERE b.name_source = 'UPLOADED' AND b.state NOT IN ('REJECTED', 'CANCELLED')
  AND b.product_key = r.product_key AND l.name = r.name;
