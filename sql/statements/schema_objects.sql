-- One row per table, index, view and trigger, with the SQL that created it.
-- Used by runner and analyze to compare a file with one that the migrations made.
SELECT type, name, tbl_name, sql FROM main.sqlite_schema ORDER BY type = 'table' DESC, type, name
