-- The earliest moment at which the clock does something to a case; null where it does nothing.
CREATE FUNCTION first_due(doc json) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN json_typeof(doc #> '{position,timers}') = 'array' THEN
    (SELECT min((timer ->> 'dueAt')::bigint) FROM json_array_elements(doc #> '{position,timers}') AS timer)
  END
$$;

-- Cases without a timer are not in it, and cost a commit nothing.
CREATE INDEX row_due ON row (space, first_due(doc), id)
 WHERE kind = 'case' AND doc #> '{position,timers}' IS NOT NULL;
