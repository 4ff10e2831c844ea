-- One row per model and status: the lowest concurrency at which trials failed, and their error.
-- Used by analyze for the LIMIT lines.
SELECT model, status, min(concurrency) AS concurrency, count(*) AS trials,
       min(workers) AS workers, error
FROM trial JOIN trial_conditions USING (id)
WHERE status NOT IN ('ok', 'short', 'uneven') AND conditions = :conditions
GROUP BY model, status ORDER BY model, status
