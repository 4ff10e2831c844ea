# Killed, interrupted and out of time: a search goes on where it was, from its own rows.
find="-c 1,500 --per-worker=5 -t 1ms --seed=9"
runner --quiet --find-crossover $find > lines & pid=$!
touch lines; until [ "$(wc -l < lines)" -ge 20 ] || ! kill -0 $pid; do sleep 0.01; done; kill -9 $pid; wait $pid 2> /dev/null
runner --resume --max-time=300ms > more 2> words; echo $?; sed "s/^[0-9]* trials/N trials/; s/[0-9]* pairs/N pairs/" words | tail -3
setsid runner --resume > most 2> words & pid=$!
until [ -s most ]; do sleep 0.01; done; kill -INT $pid; wait $pid; echo $?
runner --quiet --resume > rest; echo $?
sqlite3 results.db "PRAGMA integrity_check; SELECT count(*) = max(position), count(DISTINCT position) = count(*) FROM trial; SELECT finished IS NOT NULL FROM sweep; SELECT count(*) FROM resumption"
[ "$(cat lines more most rest | wc -l)" -ge "$(sqlite3 results.db "SELECT count(*) - 1 FROM trial")" ] && echo "every row once"
runner --resume; echo $?
