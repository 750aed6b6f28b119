-- The mistake that explains a refusal.

ALTER TABLE event ADD COLUMN hint TEXT;

-- Engineers look for refusals by where they came from. Of all events an index by address would cost
-- as much as everything else about them.
CREATE INDEX event_of_refused_address ON event (address, id)
  WHERE kind IN ('REGISTRATION', 'LOGIN')
  AND outcome NOT IN ('ADMITTED', 'ISSUED', 'REPEATED', 'CREATED');
CREATE INDEX event_of_outcome ON event (outcome, id);
