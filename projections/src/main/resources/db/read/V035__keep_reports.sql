-- Made from the read models once, kept whatever becomes of them: no rebuild empties this.
create table read.report (
  report_id   text        primary key,
  practice_id text        not null,
  clinic_id   text        not null,
  period      text        not null, -- ReportPeriod
  first_day   date        not null,
  last_day    date        not null,
  content     jsonb       not null, -- Report
  made_at     timestamptz not null
);

create index report_newest_first on read.report (practice_id, last_day desc, report_id desc);
create unique index report_of_clinic on read.report (clinic_id, period, first_day);
