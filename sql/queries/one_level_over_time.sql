-- One level, trial by trial in the order in which they ran: does the machine drift?
-- For people; put another level in place of 100.
SELECT started, sweep_id, round, model, round(overhead, 4) AS overhead
FROM trial
WHERE concurrency = 100 AND status = 'ok' AND role <> 'sentinel'
ORDER BY id;
