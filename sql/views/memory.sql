-- One row per conditions and model: what one worker more takes in memory (bytes: resident, page tables,
-- kernel stack), as the slope of the line through all `ok` trials, and what the first of them takes beside
-- it (`fixed`). Least squares; errors are relative, and 300 KB at the least: by so much processes differ that
-- do the same. Read by analyze and by people.
WITH measured AS (
    SELECT trial_conditions.conditions, model, engine, concurrency AS x,
           (resident + page_tables + kernel_stacks) * 1.0 AS y,
           1.0 / ((resident + page_tables + kernel_stacks) * (resident + page_tables + kernel_stacks) + 9e10) AS w
    FROM trial JOIN trial_conditions USING (id)
    WHERE status = 'ok' AND role IN ('grid', 'search') AND resident + page_tables + kernel_stacks IS NOT NULL
), summed AS (
    SELECT conditions, model, engine, count(DISTINCT x) AS levels, count(*) AS trials,
           sum(w) AS w, sum(w * x) AS x, sum(w * y) AS y, sum(w * x * y) AS xy, sum(w * x * x) AS xx
    FROM measured GROUP BY conditions, model, engine
)
SELECT conditions, model, engine, levels, trials,
       (w * xy - x * y) / (w * xx - x * x) AS memory_per_worker,
       (y - (w * xy - x * y) / (w * xx - x * x) * x) / w AS fixed
FROM summed
WHERE levels > 1
ORDER BY conditions, model, engine
