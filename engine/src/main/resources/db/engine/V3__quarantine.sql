-- What arrived, was signed, and could not be given to a conversation: kept for inspection, sealed
-- under the master key, because nobody knows yet whom it speaks about.
CREATE TABLE quarantine (
  id          bigserial   PRIMARY KEY,
  received_at timestamptz NOT NULL DEFAULT now(),
  channel     varchar(32) NOT NULL,
  reason      varchar(64) NOT NULL,
  sealed_body bytea       NOT NULL
);

CREATE INDEX quarantine_received_idx ON quarantine (received_at);
