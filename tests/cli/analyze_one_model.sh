runner --quiet -m serial -c 1 -n 8 -t 1ms -r 1 --work=0s > /dev/null; analyze | sed -n "2,\$p" | grep -c "alone, so there is nothing to compare"; analyze --crossover
