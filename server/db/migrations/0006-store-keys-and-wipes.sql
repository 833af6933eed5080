-- A computer of a person that is to forget everything it keeps of them, and
-- what it said once it had. Times are milliseconds since 1970.
CREATE TABLE wipe (
  id uuid PRIMARY KEY,
  space uuid NOT NULL,
  person uuid NOT NULL,
  device text NOT NULL,
  asked_at bigint NOT NULL,
  done_at bigint,
  -- Unsent work it destroyed: how much, never what.
  changes integer,
  drafts integer,
  FOREIGN KEY (space, person) REFERENCES account (space, person)
);
CREATE INDEX wipe_person ON wipe (space, person);

-- What a computer seals its store with, for the day its keychain has lost it.
-- Once it is to be wiped the key is gone from here.
CREATE TABLE store_key (
  space uuid NOT NULL,
  person uuid NOT NULL,
  id uuid NOT NULL,
  -- 32 bytes in base64.
  key text,
  device text NOT NULL,
  made_at bigint NOT NULL,
  wipe uuid REFERENCES wipe (id),
  PRIMARY KEY (space, person, id),
  FOREIGN KEY (space, person) REFERENCES account (space, person),
  CHECK ((key IS NULL) = (wipe IS NOT NULL))
);

ALTER TABLE session
  -- The key of the computer it was opened on, where that seals its store.
  ADD COLUMN store_key uuid,
  ADD COLUMN wipe uuid REFERENCES wipe (id);
