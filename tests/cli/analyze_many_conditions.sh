awk 'BEGIN { print "model,sleep,concurrency,tasks,total"; for (i = 1; i <= 1500; i++) printf "thread,%d,1,10,%f\n", i, i / 100 }' > many.csv
runner --import=many.csv 2> /dev/null; timeout 60 analyze --trials --format=csv | grep -c thread
