# --decide says whether each model sustains a service's rate, at what cost, and how far the service
# is from what was recorded. It refuses bad questions.
runner --db=service.db --import="$HERE/fixtures/service.csv" 2> /dev/null
decide() { echo "--- $*"; analyze --db=service.db --decide "$@"; echo "$?"; }
decide --rate=1k; decide --rate=20k --work=10us; decide --rate=20k --work=30us --sleep=8ms; decide --rate=120k
decide --rate=20k --format=json -m coroutine; decide --rate=20k --format=csv | head -3
decide --rate=20k --work=1ms; decide --rate=20k --sleep=1s; decide --rate=0; decide --rate=many; decide --rate=1 --work=20; decide --rate=1 --sleep=0
decide; analyze --rate=100; echo $?
printf 'model,kind,sleep,concurrency,tasks,total\nthread,nop,0,1,100,0.1\n' > nop.csv
runner --db=nop.db --import=nop.csv 2> /dev/null; analyze --db=nop.db --decide --rate=100; echo $?
