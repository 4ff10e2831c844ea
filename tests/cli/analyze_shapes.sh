# --doctor reports a curve that rises and falls again, and one whose trials fall into two groups. It
# reports neither for a plain rise.
make_history() { # name, ratio at level c in trial k
    awk 'BEGIN { print "model,sleep,concurrency,tasks,total,per_worker";
        for (c = 10; c < 3000; c = int(1.25 * c)) for (k = 1; k <= 4; k++) {
            noise = 1 + 0.004 * ((7 * k + c) % 5);
            printf "thread,5,%d,%d,%f,60\n", c, 60 * c, 0.303 * noise * ('"$2"');
            printf "coroutine,5,%d,%d,%f,60\n", c, 60 * c, 0.303 * (2.02 - noise); } }' > $1.csv
    runner --db=$1.db --import=$1.csv 2> /dev/null
    echo "--- $1"; analyze --db=$1.db --doctor | grep -A3 'BISTABLE\|NOT_MONOTONE'
}
make_history rise 'c > 100 ? 1 + 0.4 * log(c / 100) : 1'
make_history hump 'c > 100 && c < 600 ? 1.5 : 1'
make_history modes 'c > 100 ? (k == 2 ? 2 : 1.1) : 1'
