-- Events of other systems that were handled: one that comes again, perhaps after others, changes nothing.
create table read.inbound_event (
  event      bytea       primary key, -- SHA-256 of source and id: their senders' ids may say anything
  handled_at timestamptz not null
);

create index inbound_event_handled_at on read.inbound_event (handled_at);
