# The server that tasks wait for is killed in mid-trial: one row says so, whether workers wait on eventfds or sockets, the sweep goes on.
# Its tasks are under way when it has slept some times.
under_way() { server=$(pgrep -P $pid -f -- --server) && [ "$(awk '/^voluntary/ { print $2 }' /proc/$server/status 2> /dev/null || echo 0)" -gt 20 ]; }
for kind in pipe tcp; do
    runner --quiet -d $kind.db -k $kind -c 4 -n 800 -t 10ms -r 1 -m thread,coroutine > lines & pid=$!
    until under_way; do sleep 0.01; done; kill -9 $server; wait $pid; echo $?
    sqlite3 $kind.db "SELECT status, error, total FROM trial WHERE status <> 'ok'; SELECT count(*), sum(kind = '$kind') FROM trial"
done
sh "$HERE/left.sh" --server || echo none is left
