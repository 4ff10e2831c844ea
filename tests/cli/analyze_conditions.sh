runner --import="$HERE/../data/service.csv" > /dev/null 2>&1
count() { echo "$*: $(analyze --trials --format=csv "$@" 2>&1 | sed -n '2,$p' | wc -l)"; }
count --sweep=all; count --work=20us; count --work=0s; count --phase=spread; count --per-worker=60; count --per-worker=60 --work=20us --kind=sleep --sleep=5ms
analyze --phase=lockstep; echo $?; analyze --phase=both; echo $?; analyze --work=20; echo $?
analyze --work=20us | grep -A1 '^5 ms timer'
