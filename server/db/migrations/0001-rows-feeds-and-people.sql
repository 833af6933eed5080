-- One company. Everything below leads with it. `ver` and `next_number` move
-- only under the lock of this row, which is what orders all commits.
CREATE TABLE space (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  ver bigint NOT NULL DEFAULT 0,
  next_number integer NOT NULL DEFAULT 1
);

-- Every synced row. `doc` is json, not jsonb: its text goes out as it came in.
-- The tables of the write path carry no foreign keys: they are written in one
-- statement under the lock of their space.
CREATE TABLE row (
  space uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  parent uuid,
  ver bigint NOT NULL,
  doc json NOT NULL,
  PRIMARY KEY (space, id)
);
CREATE INDEX row_kind ON row (space, kind);
CREATE INDEX row_parent ON row (space, parent) WHERE parent IS NOT NULL;

-- Who holds a row: pull index, exit and tombstone at once.
CREATE TABLE feed (
  space uuid NOT NULL,
  scope text NOT NULL,
  id uuid NOT NULL,
  ver bigint NOT NULL,
  gone boolean NOT NULL DEFAULT false,
  PRIMARY KEY (space, scope, id)
);
CREATE INDEX feed_ver ON feed (space, scope, ver);
CREATE INDEX feed_row ON feed (space, id);

-- A running copy of the app, and how far its mutations have come.
CREATE TABLE client (
  space uuid NOT NULL,
  id uuid NOT NULL,
  person uuid NOT NULL,
  last_mid bigint NOT NULL,
  PRIMARY KEY (space, id)
);

-- How a mutation ended. A client that took a new id sends the same m again and
-- gets a line of its own with the same outcome.
CREATE TABLE done (
  space uuid NOT NULL,
  m uuid NOT NULL,
  client uuid NOT NULL,
  person uuid NOT NULL,
  mid bigint NOT NULL,
  outcome json NOT NULL,
  ver bigint NOT NULL,
  PRIMARY KEY (space, m, client)
);
CREATE INDEX done_client ON done (space, client, mid);

-- A stretch of the server's history, begun by a process that opened the space.
CREATE TABLE term (
  space uuid NOT NULL REFERENCES space (id),
  n integer NOT NULL,
  uuid uuid NOT NULL,
  from_ver bigint NOT NULL,
  PRIMARY KEY (space, n)
);

-- How a person signs in. Times are milliseconds since 1970.
CREATE TABLE account (
  space uuid NOT NULL REFERENCES space (id),
  person uuid NOT NULL,
  login text NOT NULL UNIQUE,
  password_hash text NOT NULL,
  disabled_at bigint,
  PRIMARY KEY (space, person)
);

CREATE TABLE session (
  -- sha-256 of the token, in hex; the token itself is nowhere.
  token_hash text PRIMARY KEY,
  space uuid NOT NULL,
  person uuid NOT NULL,
  device text NOT NULL,
  created_at bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  FOREIGN KEY (space, person) REFERENCES account (space, person)
);
CREATE INDEX session_person ON session (space, person);
