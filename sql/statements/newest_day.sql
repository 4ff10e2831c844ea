-- One row: the day on which the newest trial of a set of conditions began.
-- Used by analyze for the heading of a chart.
SELECT substr(max(started), 1, 10) AS newest
FROM trial JOIN trial_conditions USING (id)
WHERE conditions = :conditions
