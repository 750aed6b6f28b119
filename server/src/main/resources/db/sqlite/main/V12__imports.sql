-- Sealed secrets that an owner brought along, until their units are minted. By name, as they are minted.
CREATE TABLE import_line (
  batch  TEXT NOT NULL,
  name   TEXT NOT NULL,
  secret BLOB NOT NULL,
  state  TEXT NOT NULL,
  PRIMARY KEY (batch, name)
) STRICT, WITHOUT ROWID;
