create index waiting_entry_open_of_contact on read.waiting_entry (contact_id, joined_at) where status <> 'ENDED';
