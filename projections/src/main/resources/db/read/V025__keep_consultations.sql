-- What doctors wrote about visits, every version of it. A draft is version 1 and is replaced until
-- the visit is completed; whether it is, the appointment's row says.
create table read.consultation (
  visit_id       text        not null,
  version        integer     not null,
  practice_id    text        not null,
  note_subject   text        not null,
  note_sealed    bytea,                -- notes, diagnoses and advice: one sealed value
  reason_subject text,                 -- of an amendment
  reason_sealed  bytea,
  follow_up      date,
  written_by     text        not null, -- a staff member's id
  written_at     timestamptz not null,
  primary key (visit_id, version)
) with (fillfactor = 80);
