-- Where each projection slice stands: the tables of akka-projection-jdbc 1.4.0, in its own words.
create table read.akka_projection_offset_store (
  projection_name varchar(255) not null,
  projection_key  varchar(255) not null,
  current_offset  varchar(255) not null,
  manifest        varchar(4)   not null,
  mergeable       boolean      not null,
  last_updated    bigint       not null,
  primary key (projection_name, projection_key)
);

create table read.akka_projection_management (
  projection_name varchar(255) not null,
  projection_key  varchar(255) not null,
  paused          boolean      not null,
  last_updated    bigint       not null,
  primary key (projection_name, projection_key)
);

-- One small row per slice, rewritten with every batch: room on the page keeps the updates in place.
alter table read.akka_projection_offset_store set (fillfactor = 20, autovacuum_vacuum_threshold = 500);
