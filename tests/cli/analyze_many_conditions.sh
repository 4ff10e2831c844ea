awk 'BEGIN { print "model,sleep,concurrency,tasks,total"; for (i = 1; i <= 1500; i++) printf "thread,%d,1,10,%f\ncoroutine,%d,1,10,%f\n", i, i / 100, i, i / 90 }' > many.csv
runner --import=many.csv 2> /dev/null; timeout 60 analyze --trials --format=csv | grep -c '"thread"'
analyze --sweep=all 2>&1 > out | head -1
for view in --pivot --doctor --resources --crossover --doctor\ --format=csv; do
    timeout 60 analyze --sweep=all $view > out; echo $? $(grep -c '10 tasks' out)
done
timeout 60 analyze --sweep=all --plot=many.svg; [ -s many.svg ] && echo drawn
