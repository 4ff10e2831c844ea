# Tables stay within 80 columns: long names of models, a curve that only falls, long labels of two sets.
make_history() { # name, header of the table's rows, names of two models, ratio at level c, trials, a condition of set s
    awk -v a="$2" -v b="$3" -v trials="$5" 'BEGIN { print "model,sleep,concurrency,tasks,total,per_worker,cpus,round,position";
        for (s = 0; s < '"$6"'; s++) for (k = 1; k <= trials; k++) for (c = 1; c <= 1024; c *= 4) for (m = 0; m < 2; m++)
            printf "%s,5,%d,%d,%f,%d,2,%d,%d\n", m ? b : a, c, (60 - 30 * s) * c,
                0.00505 * (60 - 30 * s) * (1 + 0.01 * ((7 * k + c + m) % 5)) * (m ? 1 : '"$4"'), 60 - 30 * s, k, ++n }' > $1.csv
    runner --db=$1.db --import=$1.csv 2> log || cat log
    echo "--- $1"
    analyze --db=$1.db > screen; awk 'length > 80' screen; sed -n '/ms timer/,/^$/p' screen
}
make_history long thread-aaaaaaaaaaaaaaaaaaaaaaaa coroutine-bbbbbbbbbbbbbbbbbbbbb 'c / 10 + 1' 4 1
make_history falls thread coroutine '1 / (c > 4 ? c / 2 : 1)' 4 1
make_history labels thread coroutine 'c > 10 ? 1.5 : 1' 1 2
