-- How much of the overhead is start-up: the mean overhead next to the one in steady state, and the
-- burst (time to the c-th completion at concurrency c, minus one sleep) in milliseconds.
-- Run with: sqlite3 results.db < sql/queries/start_up_share.sql
SELECT model, concurrency, round(avg(overhead), 4) AS overhead, round(avg(steady), 4) AS steady,
       round(avg(burst) * 1000, 3) AS burst_ms
FROM trial
WHERE status = 'ok' AND role <> 'sentinel' AND steady IS NOT NULL
GROUP BY work, model, concurrency
ORDER BY work, concurrency, model;
