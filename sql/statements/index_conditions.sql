-- Asked by analyze, so that a trial's conditions are found at once among thousands.
CREATE INDEX temp.conditions_all ON conditions
    (work, sleep, constant_tasks, per_worker, lateness, kind, machine, cpus, cpu_quota, phase, queue, spin, idle, stack,
     task_times, shared, imported)
