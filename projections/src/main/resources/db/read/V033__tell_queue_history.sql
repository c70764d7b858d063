-- What happened to tickets and queues, and who did it: calls, overrides with their reasons, every triage.
create table read.queue_event (
  queue_id      text        not null,
  label         text        not null, -- empty: not about a ticket
  number        bigint      not null, -- of the journal's event
  practice_id   text        not null,
  what          text        not null, -- issued, called, retriaged …
  at            timestamptz not null,
  by            text        not null, -- staff, contact or system; no name
  command_id    text        not null,
  service_point text,
  status        text,                 -- the ticket's, after it
  urgency       text,                 -- the ticket's, after it
  room          text,
  reason        text,                 -- as staff gave it
  primary key (queue_id, label, number)
);
