-- The conditions of a sweep's matching trials, as the text of a WHERE clause: those of the view trial_conditions, told
-- column by column, which is quicker than to make its text for every row.
-- Asked by analyze.
-- quote() writes an infinity as a word that SQL does not read.
SELECT group_concat('(' || replace(replace(alike, 'IS Inf', 'IS 9e999'), 'IS -Inf', 'IS -9e999') || ')', ' OR ')
FROM (SELECT DISTINCT
             'machine IS ' || quote(machine) || ' AND cpus IS ' || quote(cpus)
             || ' AND cpu_quota IS ' || quote(cpu_quota) || ' AND kind IS ' || quote(kind)
             || ' AND sleep IS ' || quote(sleep) || ' AND work IS ' || quote(work)
             || iif(per_worker IS NULL, ' AND tasks IS ' || quote(tasks), '') || ' AND per_worker IS ' || quote(per_worker)
             || ' AND phase IS ' || quote(phase) || ' AND lateness IS ' || quote(lateness)
             || ' AND queue IS ' || quote(queue) || ' AND spin IS ' || quote(spin) || ' AND idle IS ' || quote(idle)
             || ' AND stack IS ' || quote(stack) || ' AND task_times IS ' || quote(task_times)
             || ' AND shared IS ' || quote(shared) || iif(origin = 'import', ' AND origin = ', ' AND origin <> ')
             || quote('import') AS alike
      FROM temp.matching WHERE role <> 'sentinel' AND sweep_id = :sweep)
