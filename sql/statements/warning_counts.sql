-- One row per code that stands against single trials of a set of conditions; near: at how many of them
-- between two levels.
-- Asked by analyze for its trust.
SELECT code, count(*) AS trials, count(*) FILTER (WHERE concurrency BETWEEN :from AND :to) AS near,
       min(concurrency) AS from_level, max(concurrency) AS to_level,
       max(foreign_cpu / coalesce(watched, total)) AS most_foreign,
       max(throttled / total) AS most_throttled
FROM trial
JOIN trial_conditions USING (id)
JOIN trial_warnings USING (id)
WHERE role IN ('grid', 'search') AND conditions = :conditions
GROUP BY code
