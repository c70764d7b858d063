-- Keys, each wrapped by the one above it: master key (not here) → practice → person.
CREATE TABLE practice_key (
  practice_id varchar(64) PRIMARY KEY,
  data_key    bytea       NOT NULL,
  alias_key   bytea       NOT NULL
);

-- Destroying a row here erases the person: everything sealed under the key reads as erased.
CREATE TABLE person_key (
  person_id   varchar(110) PRIMARY KEY,
  guardian_id varchar(110),
  wrapped_key bytea        NOT NULL
);

CREATE INDEX person_key_guardian_idx ON person_key (guardian_id) WHERE guardian_id IS NOT NULL;

-- Who is reached under an address. The address itself is not here: a keyed hash of it is.
CREATE TABLE alias (
  practice_id     varchar(64)  NOT NULL,
  address_hash    bytea        NOT NULL,
  contact_id      varchar(110) NOT NULL,
  conversation_id varchar(110) NOT NULL,
  PRIMARY KEY (practice_id, address_hash)
);

CREATE INDEX alias_contact_idx ON alias (contact_id);
