runner --quiet -d one.db -c 1 -n 100 -t 5ms -r 1 > /dev/null & sleep 0.2; runner --quiet -d two.db -c 1 -n 2 -t 1ms -r 1 -m thread | cut -f1-4; wait
