-- One row per table, index, view and trigger, as they were made.
-- Asked by runner and analyze of a file, and of one that the migrations made, to compare both.
SELECT type, name, tbl_name, sql FROM main.sqlite_schema ORDER BY type = 'table' DESC, type, name
