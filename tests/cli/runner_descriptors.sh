# runner raises the soft limit on descriptors for a trial. It predicts where the hard limit stops
# the workers, and the row names that limit.
ulimit -S -n 64; runner --quiet -d soft.db -k tcp -c 100 -n 200 -t 5ms -r 1 --work=0s -m thread,coroutine | awk '$1 != "serial" && $3 > 1' | cut -f1-4,7 | sort
ulimit -H -n 64
for kind in pipe tcp; do
    runner -d $kind.db -k $kind -c 20,100 -n 200 -t 5ms -r 1 --work=0s -m thread,coroutine 2> words | awk '$3 > 1' | cut -f1-4,7 | sort
    grep -a 'will not reach' words | sed 's/about [0-9]*/about N/'
    sqlite3 $kind.db "SELECT DISTINCT model, status, error LIKE 'only __ of 100 workers could connect to the server: % (RLIMIT_NOFILE is 64)', workers BETWEEN 30 AND 64 FROM trial WHERE status <> 'ok' ORDER BY model"
done
