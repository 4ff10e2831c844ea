-- One row: what a sweep's plan was made from, and where it ran. Without an id, the newest
-- interrupted sweep.
-- Used by runner --resume.
SELECT sweep.id, arguments, seed, planned, work_rate, thread_cost, build, program, finished, command,
       machine, cpus, cpu_quota
FROM sweep LEFT JOIN trial ON trial.sweep_id = sweep.id
WHERE CASE WHEN :id IS NULL THEN finished IS NULL AND arguments IS NOT NULL ELSE sweep.id = :id END
ORDER BY sweep.id DESC, trial.position LIMIT 1
