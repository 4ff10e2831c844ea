# The server that tasks wait for is killed in mid-trial: one row says so, whether workers wait on eventfds or sockets, the sweep goes on.
for kind in pipe tcp; do
    runner --quiet -d $kind.db -k $kind -c 4 -n 800 -t 10ms -r 1 -m thread,coroutine > lines & pid=$!
    until server=$(pgrep -P $pid -f -- --server); do sleep 0.01; done; sleep 0.1; kill -9 $server; wait $pid; echo $?
    sqlite3 $kind.db "SELECT status, error, total FROM trial WHERE status <> 'ok'; SELECT count(*), sum(kind = '$kind') FROM trial"
done
sh "$HERE/left.sh" --server || echo none is left
