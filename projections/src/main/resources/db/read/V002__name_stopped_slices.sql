-- A slice that met an event it cannot handle stands here until somebody has dealt with it.
-- Identifiers only: neither the event's content nor the error's message, which may quote it.
create table read.stopped_slice (
  projection      text        not null,
  slice           text        not null,
  persistence_id  text        not null,
  sequence_number bigint      not null,
  event_type      text        not null,
  error_type      text        not null,
  sql_state       text,
  journal_offset  bigint      not null,
  stopped_at      timestamptz not null,
  primary key (projection, slice)
);
