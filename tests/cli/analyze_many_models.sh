# With very many models, analyze answers the first pairs and says how many there are.
awk 'BEGIN { print "model,sleep,concurrency,tasks,total,per_worker";
    for (m = 1; m <= 300; m++) for (c = 10; c < 100; c *= 3) for (k = 1; k <= 2; k++)
        printf "m%03d,5,%d,%d,%f,60\n", m, c, 60 * c, 0.303 * (1 + 0.004 * ((7 * k + c + m) % 5)) }' > many.csv
runner --db=many.db --import=many.csv 2> log || cat log
analyze --db=many.db --crossover --format=json 2> log | grep -o '"metric"' | wc -l
analyze --db=many.db --crossover --format=csv 2> log | wc -l
analyze --db=many.db --doctor > out; echo $?
analyze --db=many.db 2>&1 > out | head -2
grep -c 'is fastest at 90' out
analyze --db=many.db --crossover --model=m299,m300 --format=csv | cut -d, -f 1,2 | tail -1
analyze --db=many.db --plot=many.svg; analyze --db=many.db --plot > out; wc -l < out
