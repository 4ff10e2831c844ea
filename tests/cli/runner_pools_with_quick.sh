# What the options leave open comes from quick, so that trials of grids and searches pool with it.
runner --quiet --shared -t 1ms --preset=quick -c 1,2 -r 1 > /dev/null; runner --quiet --shared -t 1ms -c 4 > /dev/null
runner --quiet --shared -t 1ms --find-crossover -c 1,4 --max-time=1s > /dev/null; echo $?
sqlite3 results.db "SELECT DISTINCT sweep_id, role, work * 1e6, per_worker, phase FROM trial WHERE role <> 'sentinel' ORDER BY 1, 3; SELECT count(*) FROM trial WHERE sweep_id = 2 AND role = 'grid'; SELECT work * 1e6, count(DISTINCT sweep_id) FROM trial WHERE role <> 'sentinel' GROUP BY work; SELECT work * 1e6, trials > 5 FROM pivot WHERE model = 'thread' AND concurrency = 4"
