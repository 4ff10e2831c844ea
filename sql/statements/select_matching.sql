-- What the options choose, as the text of a WHERE clause. A parameter that is NULL chooses nothing away; lists are JSON
-- arrays. A clause that stands in a view costs nothing but itself, however long the history is.
-- Asked by analyze.
SELECT '1'
    || iif(:models IS NULL, '', ' AND model IN (' || (SELECT group_concat(quote(value)) FROM json_each(:models)) || ')')
    || iif(:machine IS NULL, '', ' AND machine = ' || quote(:machine))
    || iif(:kind IS NULL, '', ' AND kind = ' || quote(:kind))
    || iif(:sleep IS NULL, '', ' AND sleep = ' || quote(:sleep))
    || iif(:tasks IS NULL, '', ' AND tasks = ' || quote(:tasks))
    || iif(:sweeps IS NULL, '', ' AND sweep_id IN (' || (SELECT group_concat(value) FROM json_each(:sweeps)) || ')')
    || iif(:excluded IS NULL, '', ' AND sweep_id NOT IN (' || (SELECT group_concat(value) FROM json_each(:excluded)) || ')')
