-- What staff write about tickets and days may name somebody: sealed, and in one place only.
alter table read.queue_ticket drop column closed_reason;
alter table read.queue_day drop column closed_reason;

-- Which service points pause; why is known to the queue itself, while it lasts.
update read.queue_day
   set paused = coalesce((select jsonb_agg(point) from jsonb_object_keys(paused) as point), '[]');
comment on column read.queue_day.paused is 'service points; * is all of them';

alter table read.queue_event
  add column reason_of     text,
  add column reason_sealed bytea;
comment on column read.queue_event.reason is 'the program''s sentence, or words from before they were sealed';
comment on column read.queue_event.reason_of is 'whose key seals what staff wrote: a person, or the clinic''s day';
comment on column read.queue_event.reason_sealed is 'none when that person is erased';
