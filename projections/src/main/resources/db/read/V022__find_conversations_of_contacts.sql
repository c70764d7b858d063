-- Whoever is told something that they did not ask for is found by who they are.
create index conversation_of_contact on read.conversation (contact_id);
