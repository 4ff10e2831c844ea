-- One row: a table or index that has no page of its own, so that its rows are another's or nowhere; no row: each has one.
-- Asked by runner and analyze of a file, which may have been tampered with. Page 1 is the schema's own; views, triggers and
-- virtual tables have none.
SELECT max(name) FROM main.sqlite_schema
WHERE type IN ('table', 'index') AND NOT (coalesce(CAST(rootpage AS INTEGER), 0) = 0 AND sql LIKE 'CREATE VIRTUAL TABLE%')
GROUP BY coalesce(CAST(rootpage AS INTEGER), 0) HAVING count(*) > 1 OR max(coalesce(CAST(rootpage AS INTEGER), 0)) < 2
LIMIT 1
