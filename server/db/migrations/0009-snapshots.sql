-- What a scope held at a version, for computers that begin with it, in pages of
-- compressed rows. Everything in it can be made again, so it is not in the log of
-- the database: a crash empties it, a standby and a backup do not have it.
CREATE UNLOGGED TABLE snapshot_page (
  space uuid NOT NULL,
  scope text NOT NULL,
  -- The snapshot: all its pages have the same term, version and moment.
  id uuid NOT NULL,
  n integer NOT NULL,
  term uuid NOT NULL,
  ver bigint NOT NULL,
  made_at bigint NOT NULL,
  hash text NOT NULL,
  data bytea NOT NULL,
  PRIMARY KEY (space, scope, id, n)
);
-- It is compressed already.
ALTER TABLE snapshot_page ALTER COLUMN data SET STORAGE EXTERNAL;
