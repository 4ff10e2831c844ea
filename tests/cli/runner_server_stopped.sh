# If the server accepts or answers nothing, the trial times out. Neither of their processes remains.
for kind in pipe tcp; do
    runner --quiet -d $kind.db -k $kind -c 2000 -n 4000 -t 400ms -r 1 --work=0s -m coroutine --timeout=2s > lines & pid=$!
    until server=$(pgrep -P $pid -f -- --server); do sleep 0.001; done; kill -STOP $server; wait $pid; echo $?
    sqlite3 $kind.db "SELECT status, error FROM trial WHERE status <> 'ok'"
done
sh "$HERE/left.sh" --server || echo no server is left; sh "$HERE/left.sh" --trial || echo no trial is left
