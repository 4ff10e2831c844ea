-- One row per set of conditions in the whole history: the conditions in the order of
-- conditions_list[], then how many trials it has and its newest sweep.
-- Used by analyze to name what an answer does not show.
SELECT machine, cpus, cpu_quota, kind, sleep, work, iif(per_worker IS NULL, tasks, NULL) AS constant_tasks, per_worker,
       phase, lateness, queue, spin, idle, stack, task_times, shared, iif(origin = 'import', origin, 'runner') AS source,
       count(*) AS trials, max(sweep_id) AS newest
FROM main.trial
WHERE role IN ('grid', 'search')
GROUP BY machine, cpus, cpu_quota, kind, sleep, work, constant_tasks, per_worker, phase, lateness, queue, spin, idle,
         stack, task_times, shared, source
ORDER BY newest DESC, trials DESC
