-- Reports are made by timers from now on. Clinics that were configured before get theirs here, due
-- at once: whoever takes it makes what is missing and puts it off to the end of the clinic's day.
insert into timer.planned (task_name, task_instance, task_data, execution_time, picked,
  consecutive_failures, version, subject, kind, expires_at)
select 'timer', practice_id || '/reports/' || clinic_id,
       convert_to(
         json_build_object(
           'id', practice_id || '/reports/' || clinic_id,
           'due', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
           'expires', '9999-12-31T00:00:00Z',
           'task', json_build_object(
             'type', 'make-reports:1',
             'practiceId', practice_id,
             'clinicId', clinic_id))::text,
         'UTF8'),
       date_trunc('second', now()), false, 0, 1, practice_id, 'make-reports',
       timestamptz '9999-12-31T00:00:00Z'
from read.clinic
where active
on conflict (task_name, task_instance) do nothing;
