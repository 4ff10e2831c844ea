awk 'BEGIN { print "model,sleep,concurrency,tasks,total"; for (i = 1; i <= 1500; i++) printf "thread,%d,1,10,%f\n", i, i / 100 }' > many.csv
runner --import=many.csv 2> /dev/null; timeout 60 analyze --trials --format=csv | grep -c thread
analyze --sweep=all 2>&1 > out | head -1
grep -c 'sleep .* ms' out
for view in --pivot --doctor --resources; do
    timeout 60 analyze --sweep=all $view > out; echo $? $(grep -c '10 tasks' out)
done
