-- A WHERE clause over temp.matching, not a statement: the trial has one of the sets of conditions
-- that select_conditions collected.
-- Used by analyze.
EXISTS (SELECT 1 FROM temp.conditions AS one
        WHERE one.work IS matching.work AND one.sleep IS matching.sleep
          AND one.constant_tasks IS iif(matching.per_worker IS NULL, matching.tasks, NULL)
          AND one.per_worker IS matching.per_worker AND one.lateness IS matching.lateness
          AND one.kind IS matching.kind AND one.machine IS matching.machine AND one.cpus IS matching.cpus
          AND one.cpu_quota IS matching.cpu_quota AND one.phase IS matching.phase AND one.queue IS matching.queue
          AND one.spin IS matching.spin AND one.idle IS matching.idle AND one.stack IS matching.stack
          AND one.task_times IS matching.task_times AND one.shared IS matching.shared
          AND one.imported IS (matching.origin = 'import'))
