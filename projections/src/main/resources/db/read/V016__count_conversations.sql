-- What the statistics are made from: identifiers, times and numbers, nothing that anybody said.

-- Where a conversation stands, as far as counting goes.
create table read.conversation_pulse (
  conversation_id   text    primary key,
  practice_id       text    not null,
  language          text,
  waiting_since     timestamptz,      -- the person's oldest message that nobody answered
  answered_by_bot   boolean not null, -- ever: the next answer is not the first
  answered_by_staff boolean not null
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);

-- A flow from its beginning to its end, or to where it was left. Without an end it goes on, or the
-- person went silent.
create table read.flow_run (
  conversation_id text        not null,
  began_event     bigint      not null,
  place           integer     not null, -- among the runs that began with that event
  practice_id     text        not null,
  flow            text        not null,
  version         integer     not null,
  language        text        not null, -- BCP 47; und until one was chosen
  step            text        not null, -- the last one: its end when it is completed
  began_at        timestamptz not null,
  moved_at        timestamptz not null,
  ended_at        timestamptz,
  completed       boolean     not null,
  booked          boolean     not null, -- a visit came of it
  messages        integer     not null, -- of ours, from its beginning to its end
  primary key (conversation_id, began_event, place)
) with (fillfactor = 80, autovacuum_analyze_scale_factor = 0.05);

create index flow_run_of_practice on read.flow_run (practice_id, ended_at);
create index flow_run_newest on read.flow_run (ended_at) where ended_at is not null;
create index flow_run_open on read.flow_run (conversation_id) where ended_at is null;

-- Counts per quarter of an hour, so that days begin when they do at the clinic. The part keeps
-- slices of the projection, which count side by side, from waiting for one another.
create table read.practice_count (
  practice_id text        not null,
  period      timestamptz not null, -- its beginning
  measure     text        not null, -- message, response, delivery, crowded-turn
  subject     text        not null, -- in or out; bot or staff; sent, delivered, read or failed
  detail      text        not null, -- kind of message; first or later
  amount      integer     not null, -- response: at most so many seconds
  part        smallint    not null,
  count       bigint      not null,
  primary key (practice_id, period, measure, subject, detail, amount, part)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

create index practice_count_newest on read.practice_count (period);
