# If a history holds several waits, analyze gives the crossover of each as a rate and says whether
# one rate fits them all.
make_history() { # the rates from which threads cost more, for waits of 5, 10 and 20 ms
    awk -v rates="$*" 'BEGIN {
        split(rates, rate, " "); print "model,sleep,concurrency,tasks,total,per_worker";
        for (i = 1; i <= 3; i++) {
            sleep = 2.5 * 2 ^ i; limit = rate[i] * sleep / 1000;
            for (c = 10; c < 6 * limit; c = int(1.5 * c))
                for (k = 1; k <= 3; k++) {
                    noise = 1 + 0.004 * ((7 * k + c) % 5);
                    printf "thread,%g,%d,%d,%f,20\n", sleep, c, 20 * c, sleep / 50 * noise * (c > limit ? c / limit : 1);
                    printf "coroutine,%g,%d,%d,%f,20\n", sleep, c, 20 * c, sleep / 50 * (2.02 - noise);
                }
        } }' > "$1.csv"
    runner --db="$1.db" --import="$1.csv" 2> /dev/null
    analyze --db="$1.db" --sweep=all | sed -n '/^RATE/,/^$/p'
}
make_history 40000 40000 40000; make_history 10000 40000 90000
analyze --db=40000.db --sweep=all --sleep=5ms | grep RATE
