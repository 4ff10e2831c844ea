# If a trial's process is killed, by hand or for lack of memory, one row records it and the sweep
# continues.
runner --quiet -c 2,4 -n 400 -t 10ms -r 1 --work=0s -m thread > lines & pid=$!
until [ "$(sqlite3 results.db "SELECT count(*) FROM trial" 2> /dev/null || echo 0)" = 2 ]; do sleep 0.02; done
until child=$(pgrep -P $pid -f -- --trial); do sleep 0.02; done; sleep 0.1; kill -9 $child; wait $pid; echo $?
sqlite3 results.db "SELECT role, status, error, total FROM trial WHERE status <> 'ok'; SELECT count(*) FROM trial; PRAGMA integrity_check"; wc -l < lines
