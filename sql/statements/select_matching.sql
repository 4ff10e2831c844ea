-- What the options select, as the text of a WHERE clause. A parameter that is NULL does not
-- restrict the selection; lists are JSON arrays. In a view, a clause costs no more than its
-- evaluation, however long the history is.
-- Used by analyze.
SELECT '1'
    || iif(:models IS NULL, '', ' AND model IN (' || (SELECT group_concat(quote(value)) FROM json_each(:models)) || ')')
    || iif(:machine IS NULL, '', ' AND machine = ' || quote(:machine))
    || iif(:kind IS NULL, '', ' AND kind = ' || quote(:kind))
    || iif(:sleep IS NULL, '', ' AND sleep = ' || quote(:sleep))
    || iif(:work IS NULL, '', ' AND work = ' || quote(:work))
    || iif(:tasks IS NULL, '', ' AND tasks = ' || quote(:tasks))
    || iif(:per_worker IS NULL, '', ' AND per_worker = ' || quote(:per_worker))
    || iif(:phase IS NULL, '', ' AND phase = ' || quote(:phase))
    || iif(:sweeps IS NULL, '', ' AND sweep_id IN (' || (SELECT group_concat(value) FROM json_each(:sweeps)) || ')')
    || iif(:excluded IS NULL, '', ' AND sweep_id NOT IN (' || (SELECT group_concat(value) FROM json_each(:excluded)) || ')')
