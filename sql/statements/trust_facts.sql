-- One row: what is known of the sweeps (a JSON array of their numbers) and the machine behind a set of conditions.
-- Asked by analyze for its trust, of what gather_evidence made.
SELECT count(*) FILTER (WHERE unfinished) AS unfinished,
       max(id) FILTER (WHERE unfinished) AS last_unfinished,
       max(moved) AS sentinel_moved,
       (SELECT frequency_governor FROM machine WHERE id = :machine) AS frequency_governor
FROM temp.swept
WHERE id IN (SELECT value FROM json_each(:sweeps))
