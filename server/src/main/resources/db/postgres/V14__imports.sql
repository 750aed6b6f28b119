-- Sealed secrets that an owner brought along, until their units are minted. By name, as they are minted.
CREATE TABLE import_line (
  batch  TEXT COLLATE "C" NOT NULL,
  name   TEXT COLLATE "C" NOT NULL,
  secret BYTEA            NOT NULL,
  state  TEXT             NOT NULL,
  PRIMARY KEY (batch, name)
);
