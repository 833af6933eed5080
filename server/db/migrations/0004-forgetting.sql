-- Where a space stood at a moment, once a day: it says which versions are how
-- old, so that no row has to carry a time.
CREATE TABLE waypoint (
  space uuid NOT NULL REFERENCES space (id),
  at bigint NOT NULL,
  ver bigint NOT NULL,
  PRIMARY KEY (space, at)
);

-- Exits up to this version are forgotten: a cursor below it has to read everything.
ALTER TABLE space ADD COLUMN horizon_ver bigint NOT NULL DEFAULT 0;

-- What is forgotten is found by its version. Outcomes lie in that order by themselves.
CREATE INDEX feed_gone ON feed (space, ver) WHERE gone;
CREATE INDEX done_ver ON done USING brin (ver);
