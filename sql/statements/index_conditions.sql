-- Used by analyze, so that a set of conditions is found quickly among thousands.
CREATE INDEX temp.conditions_all ON conditions
    (work, sleep, constant_tasks, per_worker, lateness, kind, machine, cpus, cpu_quota, phase, queue, spin, idle, stack,
     task_times, shared, imported)
