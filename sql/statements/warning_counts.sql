-- One row per warning about single trials under a set of conditions; near: the number of such
-- trials between two levels.
-- Used by analyze for its trust, after gather_evidence.
SELECT code, sum(trials) AS trials,
       coalesce(sum(trials) FILTER (WHERE concurrency BETWEEN :from AND :to), 0) AS near,
       min(concurrency) AS from_level, max(concurrency) AS to_level,
       max(most_foreign) AS most_foreign, max(most_throttled) AS most_throttled
FROM temp.warned
WHERE conditions = :conditions
GROUP BY code
