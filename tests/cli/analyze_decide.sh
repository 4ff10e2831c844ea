# --decide says which model to choose for a service's rate, by the range of the difference in CPU
# use, what each model needs, and what that was read from. It refuses bad questions.
runner --db=service.db --import="$HERE/fixtures/service.csv" 2> /dev/null
runner --db=data.db --import="$HERE/../data/service.csv" 2> /dev/null
for name in demo fails far single gevent-eight-levels; do
    runner --db=$name.db --import="$HERE/fixtures/cases/$name.csv" 2> /dev/null
done
decide() { echo "--- $*"; analyze --decide "$@" > out; code=$?; cat out; awk 'length > 80 && !/^ +(runner|analyze) /' out; echo "$code"; }

decide --db=data.db --rate=20k             # 0.05 lies within the range
decide --db=data.db --rate=1k              # below it
decide --db=data.db --rate=120k            # above it
decide --db=data.db --rate=500k            # one hardly gains from more workers
decide --db=fails.db --rate=60k            # one fails
decide --db=data.db --rate=900k            # not tested that high
decide --db=far.db --rate=10k              # nor close enough
decide --db=gevent-eight-levels.db --rate=2k # nor that low
decide --db=gevent-eight-levels.db --rate=20k # long names
decide --db=data.db --rate=20k -m thread   # one model
decide --db=demo.db --rate=10k             # not to be quoted
decide --db=single.db --rate=10k           # no range
decide --db=data.db --rate=20k --work=10us # between two amounts of work
decide --db=service.db --rate=20k --work=30us --sleep=8ms # beyond what was recorded
decide --db=data.db --rate=20k > /dev/null; tail -1 out | sh | head -1 # what it suggests can be pasted

awk 'BEGIN { print "model,sleep,concurrency,tasks,total,per_worker,user_cpu,system_cpu";
    for (m = 1; m <= 30; m++) for (c = 10; c < 100; c *= 2) for (k = 1; k <= 3; k++)
        printf "m%02d,5,%d,%d,%f,60,%f,0\n", m, c, 60 * c, 0.303, c * (0.001 * m + 0.00001 * k) }' > many.csv
runner --db=many.db --import=many.csv 2> /dev/null
decide --db=many.db --rate=5k; wc -l < out
decide --db=many.db --rate=5k -m m01,m02,m03

decide --db=service.db --rate=20k --format=json -m coroutine; decide --db=service.db --rate=20k --format=csv | head -3
decide() { echo "--- $*"; analyze --db=service.db --decide "$@"; echo "$?"; }
decide --rate=20k --work=1ms; decide --rate=20k --sleep=1s; decide --rate=0; decide --rate=many; decide --rate=1 --work=20; decide --rate=1 --sleep=0
decide; analyze --rate=100; echo $?
printf 'model,kind,sleep,concurrency,tasks,total\nthread,nop,0,1,100,0.1\n' > nop.csv
runner --db=nop.db --import=nop.csv 2> /dev/null; analyze --db=nop.db --decide --rate=100; echo $?
# Work that was recorded with another wait only is not suggested.
awk 'BEGIN { print "model,sleep,concurrency,tasks,total,per_worker,work,user_cpu,system_cpu";
    for (s = 1; s <= 2; s++) for (c = 50; c <= 400; c *= 2) for (m = 0; m < 2; m++) for (k = 1; k <= 4; k++)
        printf "%s,%s,%d,%d,%f,60,%s,%f,0\n", m ? "coroutine" : "thread", (s > 1 ? "0.05" : "5"), c, 60 * c,
            (s > 1 ? 0.00304 : 0.304) * (1 + 0.002 * k), (s > 1 ? "0" : "0.001"), c * (m ? 0.0001 : 0.0004) * (1 + 0.01 * k) }' > waits.csv
runner --db=waits.db --import=waits.csv 2> /dev/null
analyze --db=waits.db --decide --rate=2M > out; echo $?; tail -6 out
