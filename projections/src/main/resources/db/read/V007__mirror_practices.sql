-- The practice's configuration as last published; names by language tag.
create table read.practice (
  practice_id    text        primary key,
  names          jsonb       not null,
  languages      text[]      not null,
  accounts       text[]      not null,
  notice_version text        not null,
  test_mode      boolean     not null,
  configured_at  timestamptz not null
);
