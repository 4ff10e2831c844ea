-- One row: what is known of the sweeps (JSON array of ids) and the machine of a set of conditions.
-- Used by analyze for its trust, after gather_evidence.
SELECT count(*) FILTER (WHERE unfinished) AS unfinished,
       max(id) FILTER (WHERE unfinished) AS last_unfinished,
       max(moved) AS sentinel_moved,
       (SELECT watched FROM temp.watched WHERE conditions = :conditions) AS watched,
       (SELECT frequency_governor FROM machine WHERE id = :machine) AS frequency_governor
FROM temp.swept
WHERE id IN (SELECT value FROM json_each(:sweeps))
