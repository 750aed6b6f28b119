-- Names that were told us and that nobody ordered.

CREATE INDEX event_of_stranger ON event (product_key, outcome, at, device_name)
  WHERE outcome IN ('DEVICE_NOT_LISTED', 'UNIT_UNKNOWN');
