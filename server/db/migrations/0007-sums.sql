-- What a scope holds of each kind: how many rows, and the XOR of a hash of each
-- one's id and version. Moved by every commit, compared by computers.

-- As `rowHash` in shared/protocol/sums.ts.
CREATE FUNCTION row_hash(id uuid, ver bigint) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (mixed # (mixed >> 12))::bit(32)::integer
    FROM (SELECT ((begun # (begun >> 15)) * 739982445) & 4294967295 AS mixed
            FROM (SELECT (('x' || right(id::text, 8))::bit(32)::bigint
                          + (ver & 4294967295) * 1540483477) & 4294967295 AS begun) first) second
$$;

CREATE TABLE scope_sum (
  space uuid NOT NULL,
  scope text NOT NULL,
  kind text NOT NULL,
  rows bigint NOT NULL,
  hash integer NOT NULL,
  PRIMARY KEY (space, scope, kind)
);

INSERT INTO scope_sum (space, scope, kind, rows, hash)
SELECT f.space, f.scope, r.kind, count(*), bit_xor(row_hash(r.id, r.ver))
  FROM feed f JOIN row r ON r.space = f.space AND r.id = f.id
 WHERE NOT f.gone
 GROUP BY f.space, f.scope, r.kind;
