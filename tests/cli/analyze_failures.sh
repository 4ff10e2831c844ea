# Failures count as evidence: a trial that timed out gives a lower bound, and a model that cannot
# run at a level fails there.
awk 'BEGIN {
    print "model,sleep,concurrency,tasks,total,status,error,timeout";
    for (c = 10; c <= 320; c *= 2)
        for (k = 1; k <= 3; k++) {
            ideal = 0.05; noise = 1 + 0.001 * k;
            if (c == 160) printf "thread,5,%d,%d,,timeout,the trial had not ended,0.5\n", c, 10 * c;
            else if (c == 320) printf "thread,5,%d,%d,,limit,only 200 of 320 threads could be created,0.5\n", c, 10 * c;
            else printf "thread,5,%d,%d,%f,ok,,0.5\n", c, 10 * c, 1.02 * ideal * noise;
            printf "coroutine,5,%d,%d,%f,ok,,0.5\n", c, 10 * c, 1.02 * ideal * noise;
        }
}' > failures.csv
sed -i '1s/$/,per_worker/; 2,$s/$/,10/' failures.csv
runner --import=failures.csv 2> /dev/null; analyze
sqlite3 results.db "SELECT count(*), min(timeout) FROM trial WHERE status = 'timeout'"

# Every trial failed at levels below some that ran: they have rows, and no sentence includes them.
awk 'BEGIN {
    print "model,sleep,concurrency,tasks,total,status,error,per_worker,round,position";
    for (k = 1; k <= 4; k++) for (c = 1; c <= 512; c *= 2) for (m = 0; m < 2; m++) {
        fails = !m && (c <= 4 || c == 32);
        printf "%s,5,%d,%d,%s,%s,%s,60,%d,%d\n", m ? "coroutine" : "thread", c, 60 * c,
            fails ? "" : 0.303 * (1 + 0.001 * ((7 * k + c + m) % 5)) * (!m && c > 128 ? 1.5 : 1),
            fails ? "error" : "ok", fails ? "no" : "", k, ++n }
}' > low.csv
runner --db=low.db --import=low.csv 2> /dev/null; analyze --db=low.db
