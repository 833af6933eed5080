-- Closed cases not yet in the archive, by how long nothing has happened to them.
CREATE INDEX row_closed ON row (space, ((doc ->> 'changedAt')::bigint))
 WHERE kind = 'case' AND doc #>> '{position,endedAt}' IS NOT NULL AND doc ->> 'archivedAt' IS NULL;

-- Computers do not hold these, so the server is asked for them by what people call them.
CREATE INDEX row_archived_number ON row (space, (doc ->> 'number'))
 WHERE kind = 'case' AND doc ->> 'archivedAt' IS NOT NULL;
CREATE INDEX row_archived_code ON row (space, (doc ->> 'localCode'))
 WHERE kind = 'case' AND doc ->> 'archivedAt' IS NOT NULL;
-- Few have any: those opened after a backup that was restored.
CREATE INDEX row_archived_former ON row (space)
 WHERE kind = 'case' AND doc ->> 'archivedAt' IS NOT NULL
   AND json_array_length(coalesce(doc -> 'formerNumbers', '[]')) > 0;
