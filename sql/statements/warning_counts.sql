-- One row per code that stands against single trials of a set of conditions; near: at how many of them
-- between two levels.
-- Asked by analyze for its trust, of what gather_evidence made.
SELECT code, sum(trials) AS trials,
       coalesce(sum(trials) FILTER (WHERE concurrency BETWEEN :from AND :to), 0) AS near,
       min(concurrency) AS from_level, max(concurrency) AS to_level,
       max(most_foreign) AS most_foreign, max(most_throttled) AS most_throttled
FROM temp.warned
WHERE conditions = :conditions
GROUP BY code
