-- A case is on the desk of whoever has it, and so is its history. Nobody has
-- read these scopes before, so the versions may be old ones.
INSERT INTO feed (space, scope, id, ver)
SELECT c.space, 'desk:' || (c.doc ->> 'assigneeId'), held.id, held.ver
  FROM row c
 CROSS JOIN LATERAL (
         SELECT c.id, c.ver
         UNION ALL
         SELECT r.id, r.ver FROM row r WHERE r.space = c.space AND r.parent = c.id) held
 WHERE c.kind = 'case' AND c.doc ->> 'assigneeId' IS NOT NULL;
