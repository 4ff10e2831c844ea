-- One row per set of conditions and model: the memory of one additional worker, and the fixed part.
-- Stable for ad-hoc queries; analyze computes the same.
-- In bytes: resident, page tables and kernel stacks. memory_per_worker is the slope of the line
-- through all `ok` trials, fixed its value at 0 workers. The line is fitted by least squares;
-- errors are relative, but at least 300 KB: processes that do the same differ by that much.
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
