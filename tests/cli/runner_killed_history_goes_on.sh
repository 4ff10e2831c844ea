runner --quiet -c 1 -n 10 -t 1ms -r 100000 --work=0s > lines & pid=$!
touch lines; until [ "$(wc -l < lines)" -ge 3 ]; do sleep 0.05; done; kill -9 $pid; wait $pid 2> /dev/null
rows=$(analyze --sql "SELECT count(*) AS n FROM trial" --format=csv | tail -1); [ "$rows" -ge 3 ] && echo kept
runner --quiet -c 1 -n 10 -t 1ms -r 1 --work=0s > /dev/null; sqlite3 results.db "PRAGMA integrity_check; SELECT count(*) FROM sweep WHERE finished IS NULL"; ls
