-- The words archived cases are found by, folded by our own code, with those of
-- their customers. Made out of the rows in the order of their versions, and
-- everything in it can be made again: a backup does not have it.
CREATE TABLE archive_words (
  space uuid NOT NULL,
  -- The case.
  id uuid NOT NULL,
  customer uuid NOT NULL,
  ended_at bigint NOT NULL,
  -- The rows were read up to this version then.
  ver bigint NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (space, id)
);
CREATE INDEX archive_words_words ON archive_words USING gin (words);
-- What very many cases say is found soonest by going through them, the newest first.
CREATE INDEX archive_words_ended ON archive_words (space, ended_at DESC, id);
CREATE INDEX archive_words_customer ON archive_words (space, customer);

-- How far the rows of a space have been read for it.
CREATE TABLE archive_reading (
  space uuid PRIMARY KEY REFERENCES space (id),
  ver bigint NOT NULL
);

-- What is read for it.
CREATE INDEX row_archive_words ON row (space, ver)
 WHERE kind = 'customer' OR kind = 'case' AND doc ->> 'archivedAt' IS NOT NULL;
