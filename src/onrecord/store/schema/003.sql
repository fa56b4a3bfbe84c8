-- Version 3: what is one across reports. All but decisions and retractions are machine rows, made
-- by `onrecord resolve` from the reports alone; the decisions of people are kept apart from them.

-- Documents that were stored, or changed, since what is near to them was last resolved.
CREATE TABLE pending (document VARCHAR PRIMARY KEY);
INSERT INTO pending SELECT id FROM documents;

-- What may be one across documents: kind is document, story, actor or event.
CREATE TABLE things (
  kind VARCHAR, id VARCHAR,
  document VARCHAR,                -- null for an actor, whom many documents may name: see personas
  thing VARCHAR NOT NULL           -- what identity needs to know of it, as JSON
);
-- Which thing of kind actor an actor of a document is; those that nothing names are none.
CREATE TABLE personas (document VARCHAR, actor VARCHAR, persona VARCHAR);
-- The keys under which like finds like, hashed.
CREATE TABLE keys (kind VARCHAR, key BIGINT, id VARCHAR);
-- Pairs that may be one, or are of one story, with a score from 0 to 1 and the reasons.
CREATE TABLE links (
  kind VARCHAR, a VARCHAR, b VARCHAR, score DOUBLE, reasons VARCHAR
);
-- Which things are one: the id of the group is made from its members.
CREATE TABLE groups (kind VARCHAR, id VARCHAR, member VARCHAR);

-- Documents that say that a report is withdrawn.
CREATE TABLE recalls (document VARCHAR);
-- Documents that a later one withdraws, in whose words.
CREATE TABLE withdrawals (document VARCHAR, withdrawn_by VARCHAR, words VARCHAR);

-- One row a group of events: the happening as it is printed.
CREATE TABLE happenings (
  id VARCHAR, type VARCHAR, mode VARCHAR, earliest VARCHAR, latest VARCHAR, place VARCHAR,
  last VARCHAR,                    -- when it was last reported
  tellings INTEGER, origins INTEGER, disputed BOOLEAN,
  happening VARCHAR NOT NULL       -- the whole happening as JSON
);
-- Where sources disagree on a happening.
CREATE TABLE disputes (
  id VARCHAR, kind VARCHAR, explicit BOOLEAN, happening VARCHAR,
  dispute VARCHAR NOT NULL         -- the whole dispute as JSON
);
-- Agreements as lasting records.
CREATE TABLE commitments (
  id VARCHAR, happening VARCHAR,
  commitment VARCHAR NOT NULL      -- the whole commitment as JSON
);

-- The tellings of each happening, written with it for counts over many happenings: they repeat what
-- groups, claims and documents say.
CREATE TABLE tellings (
  happening VARCHAR, event VARCHAR, document VARCHAR, published VARCHAR, publisher VARCHAR,
  type VARCHAR, mode VARCHAR,      -- as a person corrected them, where one did
  within VARCHAR
);
-- Who takes part in the tellings of each happening, written with it likewise.
CREATE TABLE taking (
  happening VARCHAR, event VARCHAR, document VARCHAR, published VARCHAR, type VARCHAR, mode VARCHAR,
  side VARCHAR, actor VARCHAR, persona VARCHAR, country VARCHAR,
  label VARCHAR                    -- as claims show the actor
);
-- The statements that are positions in disputes over a happening, written with it likewise.
CREATE TABLE held (happening VARCHAR, statement VARCHAR);

-- Whom a statement is addressed to, or names in its content.
CREATE TABLE about (document VARCHAR, statement VARCHAR, actor VARCHAR);
-- Where an event took place, as its report says: degrees (WGS 84) and precision (point, city, region,
-- country) where they are known. An event without a place has no row.
CREATE TABLE places (
  document VARCHAR, event VARCHAR, name VARCHAR, country VARCHAR, latitude DOUBLE,
  longitude DOUBLE, precision VARCHAR
);
-- The words of the documents and of their titles, folded, for full text search.
CREATE TABLE words (word VARCHAR, document VARCHAR, count INTEGER);

-- What people decided, with who and when; a row is never changed but to note that it was undone.
CREATE TABLE decisions (
  id VARCHAR PRIMARY KEY, decided_at VARCHAR NOT NULL, decided_by VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,           -- event, actor, document: of what
  verdict VARCHAR NOT NULL,        -- same, unsure, different; accept, reject, correct; retract
  changes VARCHAR,                 -- the fields of a correction, as JSON
  note VARCHAR, undone_at VARCHAR, undone_by VARCHAR
);
-- What a decision is about, one row or two, by what a new reading leaves as it is: an event by the
-- trigger in its document, an actor or a document by its id.
CREATE TABLE subjects (
  decision VARCHAR, side INTEGER, id VARCHAR, document VARCHAR,
  trigger_start INTEGER, trigger_end INTEGER,
  seen VARCHAR NOT NULL            -- the machine's record when it was decided, as JSON
);
-- Where the word stands that codes a claim, by which decisions find it again.
ALTER TABLE claims ADD COLUMN trigger_start INTEGER;
ALTER TABLE claims ADD COLUMN trigger_end INTEGER;
-- How sure the reading is of a claim, from 0 to 1.
ALTER TABLE claims ADD COLUMN score DOUBLE;
-- Of which country who takes part or speaks is, and what statement it is, without another table.
ALTER TABLE participants ADD COLUMN country VARCHAR;
ALTER TABLE speakers ADD COLUMN country VARCHAR;
ALTER TABLE speakers ADD COLUMN stance VARCHAR;
ALTER TABLE speakers ADD COLUMN content_start INTEGER;
ALTER TABLE speakers ADD COLUMN published VARCHAR;
-- The words of each name of an actor, folded and between spaces, by which it is looked for.
ALTER TABLE actors ADD COLUMN folded VARCHAR;
-- The few records that an answer needs are found by these, not by reading the whole table.
CREATE INDEX claims_event ON claims (event);
CREATE INDEX claims_document ON claims (document);
CREATE INDEX things_id ON things (id);
CREATE INDEX things_document ON things (document);
CREATE INDEX personas_document ON personas (document);
CREATE INDEX personas_persona ON personas (persona);
CREATE INDEX keys_key ON keys (key);
CREATE INDEX keys_id ON keys (id);
CREATE INDEX links_a ON links (a);
CREATE INDEX links_b ON links (b);
CREATE INDEX groups_id ON "groups" (id);
CREATE INDEX groups_member ON "groups" (member);
CREATE INDEX happenings_id ON happenings (id);
CREATE INDEX disputes_happening ON disputes (happening);
CREATE INDEX commitments_happening ON commitments (happening);
CREATE INDEX tellings_happening ON tellings (happening);
CREATE INDEX taking_happening ON taking (happening);
CREATE INDEX held_happening ON held (happening);
