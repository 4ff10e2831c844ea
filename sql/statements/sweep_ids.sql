-- One row: the ids of all sweeps in the history, as a list in a sentence.
-- Used by analyze if a sweep in the request does not exist.
SELECT group_concat(id, ', ') AS ids, count(*) AS sweeps FROM (SELECT id FROM sweep ORDER BY id)
