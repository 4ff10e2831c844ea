-- The newest sweep among the matching trials; no row: there are none.
-- Asked by analyze.
SELECT sweep_id FROM temp.matching WHERE role <> 'sentinel' ORDER BY sweep_id DESC LIMIT 1
