-- One row: the SQL that created a stored view.
-- Used by runner, which recreates a view if its text differs from the built-in one.
SELECT sql FROM main.sqlite_schema WHERE type = 'view' AND name = :name
