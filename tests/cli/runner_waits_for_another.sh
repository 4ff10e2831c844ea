# A second sweep waits until the first ends; one with its own lock (CROSSOVER_LOCK) does not wait.
runner --quiet -d one.db -c 1 -n 100k -t 5ms -r 1 --work=0s > /dev/null 2>&1 & one=$!
until [ -s one.db ]; do sleep 0.02; done
mkdir other; CROSSOVER_LOCK=other runner --quiet -d three.db -c 1 -n 2 -t 1ms -r 1 --work=0s -m thread | wc -l
runner --quiet -d two.db -c 1 -n 2 -t 1ms -r 1 --work=0s -m thread > lines 2> words & two=$!
until [ -s words ]; do sleep 0.02; done; cat words lines
# A file that cannot be made is refused at once.
for db in missing/x.db other; do timeout 20 runner -d $db; echo $?; done
 kill -9 $one; wait $one 2> /dev/null; wait $two; cut -f1-4 lines
CROSSOVER_LOCK=no/where runner -c 1; echo $?; ls other
