-- Journal and snapshots of akka-persistence-jdbc 5.2.1 (its own schema, column for column), plus the
-- index that queries by tag need and the shipped schema lacks.
CREATE TABLE event_journal (
  ordering              bigserial    NOT NULL,
  persistence_id        varchar(255) NOT NULL,
  sequence_number       bigint       NOT NULL,
  deleted               boolean      NOT NULL DEFAULT false,
  writer                varchar(255) NOT NULL,
  write_timestamp       bigint,
  adapter_manifest      varchar(255),
  event_ser_id          integer      NOT NULL,
  event_ser_manifest    varchar(255) NOT NULL,
  event_payload         bytea        NOT NULL,
  meta_ser_id           integer,
  meta_ser_manifest     varchar(255),
  meta_payload          bytea,
  PRIMARY KEY (persistence_id, sequence_number)
);

CREATE UNIQUE INDEX event_journal_ordering_idx ON event_journal (ordering);

CREATE TABLE event_tag (
  event_id bigint       NOT NULL,
  tag      varchar(256) NOT NULL,
  PRIMARY KEY (event_id, tag),
  CONSTRAINT fk_event_journal FOREIGN KEY (event_id)
    REFERENCES event_journal (ordering) ON DELETE CASCADE
);

CREATE INDEX event_tag_tag_event_idx ON event_tag (tag, event_id);

CREATE TABLE snapshot (
  persistence_id        varchar(255) NOT NULL,
  sequence_number       bigint       NOT NULL,
  created               bigint       NOT NULL,
  snapshot_ser_id       integer      NOT NULL,
  snapshot_ser_manifest varchar(255) NOT NULL,
  snapshot_payload      bytea        NOT NULL,
  meta_ser_id           integer,
  meta_ser_manifest     varchar(255),
  meta_payload          bytea,
  PRIMARY KEY (persistence_id, sequence_number)
);
