-- Who holds a row is asked by row, what changed in a scope by feed_ver: the key
-- of `feed` serves the former, and one index less is written by every change.
ALTER TABLE feed DROP CONSTRAINT feed_pkey, ADD PRIMARY KEY (space, id, scope);
DROP INDEX feed_row;

-- Events are most of all rows, and nobody asks for all of them.
DROP INDEX row_kind;
CREATE INDEX row_kind ON row (space, kind) WHERE kind <> 'event';
