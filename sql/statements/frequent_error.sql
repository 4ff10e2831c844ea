-- One row: the most frequent error of a model from one level on.
-- Used by analyze where a model fails.
SELECT error
FROM trial JOIN trial_conditions USING (id)
WHERE conditions = :conditions AND model = :model AND concurrency >= :from
  AND status NOT IN ('ok', 'short', 'uneven')
GROUP BY error ORDER BY count(*) DESC, error LIMIT 1
