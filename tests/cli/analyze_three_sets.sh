# Three sets of conditions that differ in several things: each label names all of them, and the line
# of conditions only what all have in common.
awk 'BEGIN { print "model,sleep,concurrency,tasks,total,per_worker,kind,work,round,position";
    for (s = 0; s < 3; s++) for (k = 1; k <= 4; k++) for (c = 1; c <= 1024; c *= 4) for (m = 0; m < 2; m++)
        printf "%s,%d,%d,%d,%f,60,%s,%s,%d,%d\n", m ? "coroutine" : "thread", (s == 2 ? 10 : 5), c, 60 * c,
            (s == 2 ? 2 : 1) * 0.303 * (1 + 0.001 * ((7 * k + c + m) % 5)) * (!m && c >= 64 ? 1.5 : 1),
            (s == 2 ? "tcp" : "sleep"), (s == 1 ? "0.00002" : "0"), k, ++n }' > sets.csv
runner --db=sets.db --import=sets.csv 2> log || cat log
analyze --db=sets.db --sweep=all
