-- Timers: what is due at which instant, for the whole product. The columns up to "priority" are
-- db-scheduler's own (PostgreSQL table of its documentation); the others are ours. Rows are written
-- by the projections and taken away by whoever did what they say.
create schema if not exists timer;

-- What was known long before: reminders, visits that nobody came to.
create table timer.planned (
  task_name            text        not null, -- always 'timer'
  task_instance        text        not null, -- the timer's id
  task_data            bytea,                -- the timer (TimerFormat)
  execution_time       timestamptz not null, -- when it is tried next
  picked               boolean     not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  subject              text        not null, -- the entity that it is about
  kind                 text        not null, -- TimerTask.kind
  expires_at           timestamptz not null, -- dropped from then on
  primary key (task_name, task_instance)
) with (fillfactor = 80,
        autovacuum_analyze_scale_factor = 0.02,
        autovacuum_vacuum_scale_factor = 0.05);

create index planned_due on timer.planned (execution_time);
create index planned_of_subject on timer.planned (subject);
-- The few that a node works on, for finding those whose node died.
create index planned_beating on timer.planned (last_heartbeat) where last_heartbeat is not null;

-- What somebody waits for: they do not wait behind a backlog of reminders.
create table timer.prompt (
  task_name            text        not null,
  task_instance        text        not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean     not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  subject              text        not null,
  kind                 text        not null,
  expires_at           timestamptz not null,
  primary key (task_name, task_instance)
) with (fillfactor = 70,
        autovacuum_analyze_scale_factor = 0.02,
        autovacuum_vacuum_scale_factor = 0.02,
        autovacuum_vacuum_threshold = 200);

create index prompt_due on timer.prompt (execution_time);
create index prompt_of_subject on timer.prompt (subject);
create index prompt_beating on timer.prompt (last_heartbeat) where last_heartbeat is not null;
