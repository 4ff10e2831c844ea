-- One row: how much was selected.
-- Used by analyze for its headings.
SELECT count(*) AS trials, count(DISTINCT sweep_id) AS sweeps,
       count(DISTINCT iif(origin = 'import', origin, 'runner')) AS origins,
       count(*) FILTER (WHERE status = 'short') AS short,
       count(*) FILTER (WHERE status = 'uneven') AS uneven,
       count(*) FILTER (WHERE status NOT IN ('ok', 'short', 'uneven')) AS failed,
       substr(max(started), 1, 10) AS newest
FROM trial
WHERE role <> 'sentinel'
