-- The newest sweep among the matching trials; no row if there are none.
-- Used by analyze.
SELECT sweep_id FROM temp.matching WHERE role <> 'sentinel' ORDER BY sweep_id DESC LIMIT 1
