runner --quiet --shared -c 1,2 -n 10 -t 1ms -r 10 --work=0s > a & runner --quiet --shared -c 1,2 -n 10 -t 1ms -r 10 --work=0s > b; wait
cat a b | wc -l; sqlite3 results.db "SELECT count(*), count(DISTINCT uuid), count(DISTINCT sweep_id), min(shared) FROM trial"; ls results.db*
