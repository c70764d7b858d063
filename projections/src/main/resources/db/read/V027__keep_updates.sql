-- What patients told about visits outside of them.
create table read.visit_update (
  visit_id      text        not null,
  number        integer     not null, -- within the visit, in the order of arrival
  practice_id   text        not null,
  words_subject text        not null,
  words_sealed  bytea,
  contact_id    text        not null, -- who said it
  said_at       timestamptz not null,
  added_at      timestamptz not null,
  seen_by       text,                 -- a staff member's id; none while nobody has read it
  seen_at       timestamptz,
  primary key (visit_id, number)
) with (fillfactor = 80);
