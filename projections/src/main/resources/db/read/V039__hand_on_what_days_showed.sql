-- What each day showed of services, absences and arrivals: days that open later begin with it.
create table read.queue_shown (
  queue_id  text  primary key,
  clinic_id text  not null,
  day       date  not null, -- by the clinic's clock
  shown     jsonb not null  -- org.tabib.engine.queue.Shown
);

create index queue_shown_of_clinic on read.queue_shown (clinic_id, day);
