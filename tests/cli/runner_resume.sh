# --resume of a killed sweep performs the missing trials and no others. Then nothing is left to do.
runner --quiet -c 1,2 -n 20 -t 1ms -r 30 --work=0s --seed=9 > lines & pid=$!
touch lines; until [ "$(wc -l < lines)" -ge 20 ] || ! kill -0 $pid; do sleep 0.01; done; kill -9 $pid; wait $pid 2> /dev/null
runner --quiet --resume --dry-run > left 2> /dev/null; runner --quiet --resume > more; echo $?
[ "$(cat lines more | wc -l)" -ge 125 ] && [ "$(wc -l < left)" = "$(wc -l < more)" ] && echo "what was left"
sqlite3 results.db "PRAGMA integrity_check; SELECT count(*), count(DISTINCT position), max(position) FROM trial; SELECT finished IS NOT NULL, planned FROM sweep; SELECT count(*) FROM resumption"
runner --dry-run -c 1,2 -n 20 -t 1ms -r 30 --work=0s --seed=9 2> /dev/null | cut -f1-4 > plan; sqlite3 -separator "	" results.db "SELECT model, printf('%g', sleep), concurrency, tasks FROM trial ORDER BY position" | cmp - plan && echo "the plan"
runner --resume; echo $?; runner --resume=1; echo $?
