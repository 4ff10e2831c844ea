-- One row: a table or index whose rows stand where another's do; no row: each has its own place.
-- Asked by runner and analyze of a file, which may have been tampered with: views and virtual tables have page 0.
SELECT max(name) FROM main.sqlite_schema
WHERE CAST(rootpage AS INTEGER) > 0
GROUP BY CAST(rootpage AS INTEGER) HAVING count(*) > 1
LIMIT 1
