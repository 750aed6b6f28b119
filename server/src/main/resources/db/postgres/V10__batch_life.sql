-- Who did what with a batch, and what a repeated request was answered.

ALTER TABLE project ADD COLUMN review BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE batch ADD COLUMN title           TEXT;
ALTER TABLE batch ADD COLUMN remark          TEXT;
ALTER TABLE batch ADD COLUMN ordered_by      TEXT;
ALTER TABLE batch ADD COLUMN submitted_by    TEXT;
ALTER TABLE batch ADD COLUMN submitted_at    BIGINT;
ALTER TABLE batch ADD COLUMN decided_by      TEXT;
ALTER TABLE batch ADD COLUMN decided_at      BIGINT;
ALTER TABLE batch ADD COLUMN decision_reason TEXT;
ALTER TABLE batch ADD COLUMN stopped_by      TEXT;
ALTER TABLE batch ADD COLUMN ended_by        TEXT;
ALTER TABLE batch ADD COLUMN ended_at        BIGINT;
ALTER TABLE batch ADD COLUMN pattern         TEXT;
ALTER TABLE batch ADD COLUMN pattern_date    TEXT;
ALTER TABLE batch ADD COLUMN name_list       TEXT COLLATE "C";
-- Counts the acts.
ALTER TABLE batch ADD COLUMN edition         INTEGER NOT NULL DEFAULT 0;
-- Of a batch that was rejected or cancelled: the names of lines 1 to this one are free.
ALTER TABLE batch ADD COLUMN names_freed     INTEGER NOT NULL DEFAULT 0;

-- A stored list of names makes one batch.
CREATE UNIQUE INDEX batch_of_list ON batch (name_list) WHERE name_list IS NOT NULL;

CREATE TABLE answered_request (
  caller      TEXT COLLATE "C" NOT NULL,
  scope       TEXT COLLATE "C" NOT NULL,
  request_key TEXT COLLATE "C" NOT NULL,
  fingerprint TEXT             NOT NULL,
  result      TEXT             NOT NULL,
  answered_at BIGINT           NOT NULL,
  PRIMARY KEY (caller, scope, request_key)
);

CREATE INDEX answered_request_by_age ON answered_request (answered_at);
