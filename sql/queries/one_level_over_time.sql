-- One level, trial by trial in the order in which they ran: does the machine drift?
-- Replace 100 by another level.
SELECT started, sweep_id, round, model, round(overhead, 4) AS overhead
FROM trial
WHERE concurrency = 100 AND status = 'ok' AND role <> 'sentinel'
ORDER BY id;
