-- Events that somebody let a projection pass over: for auditors. Until they are rebuilt, that
-- projection's tables lack them. Identifiers only, and what the one who decided it wrote.
create table read.skipped_event (
  projection      text        not null,
  slice           text        not null,
  persistence_id  text        not null,
  sequence_number bigint      not null,
  event_type      text        not null,
  error_type      text        not null,
  sql_state       text,
  journal_offset  bigint      not null,
  stopped_at      timestamptz not null,
  skipped_at      timestamptz not null,
  skipped_by      text        not null,
  reason          text        not null,
  primary key (projection, slice, journal_offset, skipped_at)
);
