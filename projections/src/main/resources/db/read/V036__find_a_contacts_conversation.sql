create index conversation_of_contact on read.conversation (contact_id);
