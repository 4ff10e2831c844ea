-- One row per cell: its mean overhead, split into parts.
-- Used by analyze --breakdown; stable for ad-hoc queries.
-- overhead = 1 + wake + work + gap + lead_in + tail, each as a share of the time that the tasks
-- would take if waiting were free.
-- wake = timer + switching: how late a single sleeper would wake (NULL: not measured, or no task
-- sleeps), and the rest, which is negative if one interrupt wakes many. If tasks wait for a server,
-- wake = server + switching: how late its answers were, and the rest.
-- tail = rounding + imbalance: what no scheduler can avoid because the tasks do not divide evenly
-- among the workers, and the rest.
SELECT trial_conditions.conditions, work AS work_asked, model, engine, concurrency, count(*) AS trials,
       avg(overhead) AS overhead,
       avg(trial.wake / (sleep / 1000 * tasks)) AS wake,
       avg(timer_floor / (sleep / 1000)) AS timer,
       avg(server_late / (sleep / 1000 * tasks)) AS server,
       avg((trial.wake - coalesce(server_late, tasks * timer_floor)) / (sleep / 1000 * tasks)) AS switching,
       avg(work_time / (sleep / 1000 * tasks)) AS work,
       avg(gap / (sleep / 1000 * tasks)) AS gap,
       avg(lead_in / (sleep / 1000 * tasks)) AS lead_in,
       avg(tail / (sleep / 1000 * tasks)) AS tail,
       avg(floor / ideal - 1) AS rounding,
       avg(tail / (sleep / 1000 * tasks) - (floor / ideal - 1)) AS imbalance,
       avg(burst) AS burst,
       avg(cpu_per_task) AS cpu_per_task
FROM trial JOIN trial_conditions USING (id)
WHERE status = 'ok' AND role IN ('grid', 'search') AND sleep > 0 AND trial.wake IS NOT NULL
GROUP BY trial_conditions.conditions, model, engine, concurrency
ORDER BY trial_conditions.conditions, model, engine, concurrency
