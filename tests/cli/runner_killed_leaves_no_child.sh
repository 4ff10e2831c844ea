# kill -9 of the runner leaves neither the running trial nor, further down, its server.
is_left() { for i in $(seq 100); do sh "$HERE/left.sh" "$1" > /dev/null || return; sleep 0.1; done; sh "$HERE/left.sh" "$1"; }
runner --quiet -c 1 -n 1000 -t 1s -r 1 --work=0s -m thread > /dev/null & pid=$!
until pgrep -P $pid -f -- --trial > /dev/null; do sleep 0.05; done; kill -9 $pid; wait $pid 2> /dev/null
is_left --trial || echo "the child is gone"
analyze --trials; echo $?
runner --quiet -k tcp -c 1 -n 1000 -t 1s -r 1 --work=0s -m thread > /dev/null & pid=$!
until pgrep -P $pid -f -- --server > /dev/null; do sleep 0.005; done; kill -9 $pid; wait $pid 2> /dev/null
is_left --server || echo "the server is gone"
