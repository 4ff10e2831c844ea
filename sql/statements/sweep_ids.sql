-- One row: the sweeps of the history, as a sentence.
-- Asked by analyze when a sweep is named that is not there.
SELECT group_concat(id, ', ') AS ids, count(*) AS sweeps FROM (SELECT id FROM sweep ORDER BY id)
