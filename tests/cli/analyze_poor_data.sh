# If a history was recorded badly or edited in SQL, analyze answers in words, prints no NaN and does
# not crash.
awk 'BEGIN { print "model,sleep,concurrency,tasks,total,per_worker";
    for (c = 10; c < 1300; c *= 2) for (k = 1; k <= 3; k++) {
        noise = 1 + 0.004 * ((7 * k + c) % 5);
        printf "thread,5,%d,%d,%f,60\n", c, 60 * c, 0.303 * noise * (0.8 + 0.001 * c);
        printf "coroutine,5,%d,%d,%f,60\n", c, 60 * c, 0.303 * (2.02 - noise); } }' > made.csv
runner --db=made.db --import=made.csv 2> /dev/null

ask() { # every view exits with 2 at most and prints no NaN or infinity (--pivot: no NaN)
    while read -r options; do
        none='-?nan|-?inf'
        case $options in --pivot) none='-?nan' ;; esac
        analyze --db=case.db $options > said 2> complained
        status=$?
        [ $status -le 2 ] || echo "$options: exit $status: $(head -1 complained)"
        sed 's/"conditions":"[^]]*]"//; s/quota inf//' said | grep -iwE -- "$none" | head -2 | sed "s/^/$options: /"
    done << 'END'

--crossover --format=json
--metric=cpu --crossover
--pivot
--trials --format=json
--resources --format=json
--breakdown
--doctor
--decide --rate=20k
--decide --rate=20k --format=json
--compare=sweep:1,sweep:1
--compare=sweep:1,sweep:1 --format=json
END
}
meddle() { # name, the SQL that edits the history
    cp made.db case.db
    sqlite3 case.db "$2"
    ask
    printf '%s: ' "$1"
    analyze --db=case.db -q 2>&1 | grep '^TIME\|^analyze\|^Do' | tr -s '\n ' ' '
    echo
}
meddle 'as it was' ''
meddle 'one level' 'DELETE FROM trial WHERE concurrency <> 160'
meddle 'two levels' 'DELETE FROM trial WHERE concurrency NOT IN (10, 1280)'
meddle 'one trial per cell' 'DELETE FROM trial WHERE id % 6 > 1'
meddle 'unequal trials' "DELETE FROM trial WHERE concurrency < 100 AND model = 'thread' AND id % 3 = 0"
meddle 'missing at some levels' "DELETE FROM trial WHERE model = 'thread' AND concurrency > 300"
meddle 'missing at all levels' "DELETE FROM trial WHERE model = 'thread' AND concurrency > 100 OR model = 'coroutine' AND concurrency < 100"
meddle 'all equal' 'UPDATE trial SET total = 0.303'
meddle 'no variance' "UPDATE trial SET total = CASE model WHEN 'thread' THEN 0.0003 * concurrency + 0.2 ELSE 0.3 END"
meddle 'infinite' 'UPDATE trial SET total = 9e999 WHERE id % 7 = 0'
meddle 'all infinite' 'UPDATE trial SET total = 9e999'
meddle 'huge' 'UPDATE trial SET total = 1e308 WHERE id % 7 = 0'
meddle 'tiny' 'UPDATE trial SET total = 1e-308 WHERE id % 7 = 0'
meddle 'zero' 'UPDATE trial SET total = 0 WHERE id % 7 = 0'
meddle 'unknown' 'UPDATE trial SET total = NULL WHERE id % 7 = 0'
meddle 'all unknown' 'UPDATE trial SET total = NULL'
meddle 'failed' "UPDATE trial SET status = 'crash', error = 'it died' WHERE concurrency > 300 AND model = 'thread'"
meddle 'all failed' "UPDATE trial SET status = 'error', error = 'so it is'"
meddle 'an unheard-of status' "UPDATE trial SET status = 'odd' WHERE id % 5 = 0"
meddle 'infinite CPU' 'UPDATE trial SET user_cpu = 9e999, system_cpu = -9e999'
meddle 'absurd CPU' 'UPDATE trial SET user_cpu = -5, system_cpu = 0, steady = -9e999, resident = -7, page_tables = 9223372036854775807, kernel_stacks = 0'
meddle 'absurd concurrency' 'UPDATE trial SET concurrency = 9223372036854775807 WHERE concurrency = 1280'
meddle 'absurd tasks' 'UPDATE trial SET tasks = 9223372036854775807 WHERE id % 4 = 0'
meddle 'absurd sleep' 'UPDATE trial SET sleep = 1e308'
meddle 'a wait of no time' 'UPDATE trial SET sleep = 1e-308'
meddle 'infinite sleep' 'UPDATE trial SET sleep = 9e999'
meddle 'absurd places' 'UPDATE trial SET position = (id * 7919) % 5 - 9223372036854775807, round = -1, sweep_id = 1'
meddle 'no places' 'UPDATE trial SET position = NULL, round = NULL, started = NULL'
meddle 'mixed conditions' "UPDATE trial SET sleep = 5 + id % 3, work = (id % 2) / 1e5, phase = iif(id % 5, 'spread', 'lockstep')"
meddle 'absurd conditions' "UPDATE trial SET cpus = -1, cpu_quota = 9e999, lateness = -1, queue = -3, spin = 9e999, idle = '', stack = -1, origin = 'me', machine = 'x'"
meddle 'nothing left' 'DELETE FROM trial'
