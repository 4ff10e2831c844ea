# If a trial's server is killed, one row records it and the sweep continues, whether workers wait on
# eventfds or on sockets. Tasks are running once the server has slept more than 20 times.
under_way() { server=$(pgrep -P $pid -f -- --server) && [ "$(awk '/^voluntary/ { print $2 }' /proc/$server/status 2> /dev/null || echo 0)" -gt 20 ]; }
for kind in pipe tcp; do
    runner --quiet -d $kind.db -k $kind -c 4 -n 800 -t 10ms -r 1 --work=0s -m thread,coroutine > lines & pid=$!
    until under_way; do sleep 0.01; done; kill -9 $server; wait $pid; echo $?
    sqlite3 $kind.db "SELECT status, error, total FROM trial WHERE status <> 'ok'; SELECT count(*), sum(kind = '$kind') FROM trial"
done
sh "$HERE/left.sh" --server || echo none is left
