runner --quiet -c 1 -n 1000 -t 1s -r 1 -m thread & pid=$!
until child=$(pgrep -P $pid -f -- --trial); do sleep 0.05; done; kill -9 $pid; wait $pid 2> /dev/null
# An orphan that nobody reaps is a zombie: it runs no more.
gone() { case $(ps -o stat= -p $child) in "" | Z*) true ;; *) false ;; esac; }
for i in 1 2 3 4 5 6 7 8 9 10; do gone && break; sleep 0.1; done; gone && echo "the child is gone"
analyze --trials; echo $?
# Nor does it leave the server that tasks were waiting for.
runner --quiet -k tcp -c 1 -n 1000 -t 1s -r 1 -m thread > /dev/null & pid=$!
until child=$(pgrep -P $pid -f -- --server); do sleep 0.005; done; kill -9 $pid; wait $pid 2> /dev/null
for i in 1 2 3 4 5 6 7 8 9 10; do gone && break; sleep 0.1; done; gone && echo "the server is gone"
