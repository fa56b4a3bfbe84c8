-- The store, version 1. One row a document; the flat tables repeat the report for SQL.
CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
INSERT INTO meta VALUES ('application', 'onrecord');

CREATE TABLE documents (
  id VARCHAR PRIMARY KEY,          -- SHA-256 of the text
  title VARCHAR, url VARCHAR, publisher VARCHAR, published VARCHAR, language VARCHAR,
  length INTEGER NOT NULL,         -- code points
  reader VARCHAR,                  -- what read it: package and model with versions
  text VARCHAR NOT NULL,           -- the stored text, in whose code points all spans count
  report VARCHAR NOT NULL          -- the whole report, schema onrecord.report/1, as JSON
);

-- What could not be read: a whole input, or a stage of a document.
CREATE TABLE unread (source VARCHAR NOT NULL, document VARCHAR, stage VARCHAR, cause VARCHAR NOT NULL);

CREATE TABLE actors (
  document VARCHAR, id VARCHAR, kind VARCHAR, name VARCHAR, country VARCHAR, sector VARCHAR,
  aliases VARCHAR[]
);
CREATE TABLE roles (
  document VARCHAR, actor VARCHAR, title VARCHAR, country VARCHAR, organization VARCHAR
);
CREATE TABLE statements (
  document VARCHAR, id VARCHAR, form VARCHAR, stance VARCHAR, within VARCHAR, denies VARCHAR,
  content_start INTEGER, content_end INTEGER, rule VARCHAR
);
CREATE TABLE speakers (document VARCHAR, statement VARCHAR, actor VARCHAR);
CREATE TABLE participants (document VARCHAR, event VARCHAR, side VARCHAR, actor VARCHAR);

-- One row an event: the claim as it is printed.
CREATE TABLE claims (
  event VARCHAR, document VARCHAR, position INTEGER,
  type VARCHAR, mode VARCHAR, earliest VARCHAR, latest VARCHAR, place VARCHAR,
  factuality VARCHAR, disputed BOOLEAN, within VARCHAR,
  claim VARCHAR NOT NULL           -- the whole claim as JSON
);
