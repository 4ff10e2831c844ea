# Wrong answers that were seen once, each made again from a recorded history that is edited, and what
# is right. (Answers about other programs, one trial per level, far levels and failures are in
# analyze_screens, --compare and --decide in theirs.)
take() { runner --db="$1.db" --import="$2" 2> log || cat log; }
take service "$HERE/../data/service.csv"
take served "$HERE/../data/served.csv"
take gevent "$HERE/fixtures/cases/gevent-eight-levels.csv"
take study "$HERE/../data/study-2012.csv"
edit() { # new history, from, SQL
    cp "$2.db" "$1.db"
    sqlite3 "$1.db" "$3"
}

echo "--- every trial and sweep of a file with three kinds"
analyze --db=served.db --trials --format=csv | sed 1d | wc -l
sqlite3 served.db "SELECT count(*) FROM trial WHERE role <> 'sentinel'"
analyze --db=served.db --sweeps --format=csv | sed 1d | wc -l

echo "--- threads 7% slower everywhere, and 3%: not the same sentence"
for more in 7 3; do
    edit slower$more service "UPDATE trial SET total = (SELECT b.total FROM trial AS b WHERE b.model = 'coroutine' AND b.work = trial.work
        AND b.concurrency = trial.concurrency AND b.round = trial.round) * 1.0$more WHERE model = 'thread' AND role = 'grid'"
    analyze --db=slower$more.db --work=0s -q --metric=overhead
done

echo "--- one trial of 110 at thirty times"
edit outlier service "UPDATE trial SET total = total * 30 WHERE model = 'thread' AND work = 0 AND concurrency = 20 AND role = 'grid' AND round = 3"
analyze --db=outlier.db --work=0s -q --metric=overhead

echo "--- both sides: gevent slower below"
analyze --db=gevent.db -q --metric=overhead

echo "--- the rate belongs to the number of TIME"
analyze --db=gevent.db | grep 'per second'
analyze --db=gevent.db --metric=cpu | grep -c 'per second'

echo "--- a sweep that is still running"
edit running study "UPDATE sweep SET finished = NULL, trial_order = 'rounds', planned = 612; DELETE FROM trial WHERE id > 84"
analyze --db=running.db | grep -A1 'not finished'

echo "--- imported trials have no latencies"
analyze --db=service.db --latency; echo $?
analyze --db=service.db --metric=p99; echo $?

echo "--- a crossing of 2% is no headline, one of 46% is"
analyze --db=study.db -q --metric=overhead
analyze --db=service.db --work=0s -q --metric=cpu
analyze --db=study.db --crossover --format=json --metric=overhead | grep -o '"counts":[a-z]*'

echo "--- a threshold has its percent, and one scale for both sides"
analyze --db=service.db --work=0s -q --metric=overhead | grep -o '5% slower'
analyze --db=service.db -q | grep -ci 'uses [0-9]*% less'

echo "--- two sets of conditions that differ in one thing share a screen"
analyze --db=service.db | grep -c 'Also in this file'
analyze --db=service.db | grep -n 'no work: thread / coroutine'
