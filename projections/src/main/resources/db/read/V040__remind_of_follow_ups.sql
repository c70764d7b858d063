-- What a visit's record says about coming again, for reminders that follow it.
alter table read.reminder
  add column doctor_id text, -- whom the patient is to see
  add column follow_up date; -- the clinic-local day
