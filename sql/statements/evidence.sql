-- One row per `ok` trial of a set of conditions, cell by cell in the order in which they ran: what tells
-- how steady they are.
-- Asked by analyze for its trust.
SELECT model, concurrency, sweep_id, round, position, coalesce(overhead, excess) AS value,
       ruler_before AS ruler
FROM trial JOIN trial_conditions USING (id)
WHERE conditions = :conditions AND status = 'ok' AND role IN ('grid', 'search')
  AND coalesce(overhead, excess) > 0
ORDER BY model, concurrency, sweep_id, round, position
