# Two sets of conditions that differ in the place only: --compare takes each against its own.
awk 'BEGIN { print "model,sleep,concurrency,tasks,total,per_worker,cpus,round,position";
    for (p = 2; p <= 4; p += 2) for (k = 1; k <= 4; k++) for (c = 10; c <= 1000; c *= 4) for (m = 0; m < 2; m++)
        printf "%s,5,%d,%d,%f,60,%d,%d,%d\n", m ? "coroutine" : "thread", c, 60 * c,
            0.303 * (1 + 0.002 * ((7 * k + c + m) % 5)) * (!m && p == 4 && c >= 100 ? 1.4 : 1), p, k, ++n }' > two.csv
runner --db=two.db --import=two.csv 2> log || cat log
analyze --db=two.db --compare=two.db,two.db --fail-on=regression -q; echo $?
# No command that runner would refuse: it does not know models that a file brought along.
sed 's/thread/brought/; s/coroutine/along/' two.csv > brought.csv
runner --db=brought.db --import=brought.csv 2> log || cat log
analyze --db=brought.db --compare=brought.db,brought.db | grep -c 'runner --'
