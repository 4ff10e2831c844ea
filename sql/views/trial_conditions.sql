-- One row per trial: the text key of the conditions under which its figures may be pooled with
-- those of other trials. Constants of a model alone (engine, and that a foreign program performs it) are not
-- in it; rows of a pivot show them.
-- Read by the other views and by analyze.
SELECT id,
       json_array(machine, cpus, cpu_quota, kind, sleep, work,
                  CASE WHEN per_worker IS NULL THEN tasks END, per_worker,
                  phase, lateness, queue, spin, idle, stack, task_times, shared,
                  iif(origin = 'import', origin, 'runner')) AS conditions
FROM trial
