-- A product's rules, two versions of its secret at once, and what a device is refused for.

ALTER TABLE product ADD COLUMN registration     TEXT    NOT NULL DEFAULT 'OFF';
UPDATE product SET registration = 'LISTED' WHERE registration_on;
ALTER TABLE product DROP COLUMN registration_on;
ALTER TABLE product ADD COLUMN clients_per_name INTEGER NOT NULL DEFAULT 5;
ALTER TABLE product ADD COLUMN unlisted_names   INTEGER NOT NULL DEFAULT 50;
ALTER TABLE product ADD COLUMN on_clones        TEXT    NOT NULL DEFAULT 'REPORT';
ALTER TABLE product ADD COLUMN token_over_plain BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE product ADD COLUMN push_on_register BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE product ADD COLUMN full_mqtt        BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE product ADD COLUMN gateway          BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE product ADD COLUMN secret_version   INTEGER NOT NULL DEFAULT 1;
ALTER TABLE product ADD COLUMN older_version    INTEGER;
ALTER TABLE product ADD COLUMN older_secret     BYTEA;

-- An empty batch stands for a device that its own registration created.
ALTER TABLE device ADD COLUMN held            BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE device ADD COLUMN registered_with INTEGER NOT NULL DEFAULT 0;

ALTER TABLE event ADD COLUMN hint TEXT;

-- Engineers look for refusals by where they came from. Of all events an index by address would cost
-- as much as everything else about them.
CREATE INDEX event_of_refused_address ON event (address, id)
  WHERE kind IN ('REGISTRATION', 'LOGIN')
  AND outcome NOT IN ('ADMITTED', 'ISSUED', 'REPEATED', 'CREATED');
CREATE INDEX event_of_outcome ON event (outcome, id);
