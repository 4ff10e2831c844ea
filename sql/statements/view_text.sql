-- One row: the text by which a stored view was made.
-- Asked by runner, which renews a view whose text differs from its own.
SELECT sql FROM main.sqlite_schema WHERE type = 'view' AND name = :name
