-- Timers that did what they say: a projection that is rebuilt reads their events again, and must
-- not write them again. Forgotten when they would have expired anyway.
create table timer.fired (
  timer_id   text        primary key,
  expires_at timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0.05);

create index fired_expired on timer.fired (expires_at);
