-- One row: a table or index without a page of its own, whose rows would be another's or nowhere; no
-- row if there is none.
-- Used by runner and analyze to check a file, which may have been tampered with. Page 1 is that of
-- the schema itself; views, triggers and virtual tables have no page.
SELECT max(name) FROM main.sqlite_schema
WHERE type IN ('table', 'index') AND NOT (coalesce(CAST(rootpage AS INTEGER), 0) = 0 AND sql LIKE 'CREATE VIRTUAL TABLE%')
GROUP BY coalesce(CAST(rootpage AS INTEGER), 0) HAVING count(*) > 1 OR max(coalesce(CAST(rootpage AS INTEGER), 0)) < 2
LIMIT 1
