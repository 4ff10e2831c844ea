-- One row per trial: the text key of its conditions. Trials with the same key may be pooled.
-- Used by the other views and by analyze; stable for ad-hoc queries.
-- Constants of a model (its engine, whether it is a foreign program) are not in the key; the rows
-- of pivot show them.
SELECT id,
       json_array(machine, cpus, cpu_quota, kind, sleep, work,
                  CASE WHEN per_worker IS NULL THEN tasks END, per_worker,
                  phase, lateness, queue, spin, idle, stack, task_times, shared,
                  iif(origin = 'import', origin, 'runner')) AS conditions
FROM trial
