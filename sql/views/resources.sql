-- One row per cell: what its `ok` trials cost on average, per task and per worker.
-- Used by analyze --resources; stable for ad-hoc queries.
SELECT trial_conditions.conditions,
       kind, sleep, work, tasks, per_worker, phase,
       model, engine, concurrency,
       count(*) AS trials,
       avg(cpu_per_task) AS cpu_per_task,
       avg(user_cpu / tasks) AS user_per_task,
       avg(system_cpu / tasks) AS system_per_task,
       avg((server_user_cpu + server_system_cpu) / tasks) AS server_cpu_per_task,
       avg(server_busy / total) AS server_busy_share,
       avg(voluntary_switches * 1.0 / tasks) AS voluntary_switches_per_task,
       avg(involuntary_switches * 1.0 / tasks) AS involuntary_switches_per_task,
       avg(minor_faults * 1.0 / tasks) AS minor_faults_per_task,
       avg(major_faults * 1.0 / tasks) AS major_faults_per_task,
       avg(peak_rss) AS peak_rss,
       avg(resident * 1.0 / concurrency) AS resident_per_worker,
       avg(page_tables * 1.0 / concurrency) AS page_tables_per_worker,
       avg(kernel_stacks * 1.0 / concurrency) AS kernel_stack_per_worker,
       avg(memory_per_worker) AS memory_per_worker,
       avg(spawn / concurrency) AS spawn_per_worker,
       avg(spawn_faults * 1.0 / concurrency) AS spawn_faults_per_worker,
       avg(run_delay / tasks) AS run_delay_per_task,
       avg(foreign_cpu / coalesce(watched, total)) AS foreign_cpus,
       avg(steal / coalesce(watched, total)) AS stolen_cpus,
       avg(ruler_after / ruler_before) AS ruler_drift
FROM trial JOIN trial_conditions USING (id)
WHERE status = 'ok' AND role IN ('grid', 'search')
GROUP BY trial_conditions.conditions, model, engine, concurrency
ORDER BY trial_conditions.conditions, model, engine, concurrency
