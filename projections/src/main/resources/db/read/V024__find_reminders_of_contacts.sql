-- "My reminders": what somebody is still told.
create index reminder_of_contact on read.reminder (contact_id, next_at, reminder_id) where status = 'ACTIVE';
