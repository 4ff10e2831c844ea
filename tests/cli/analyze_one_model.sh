# One model alone has no crossover; neither have two that never ran under the same conditions.
runner --quiet -m serial -c 1 -n 8 -t 1ms -r 1 --work=0s > /dev/null
analyze | sed -n "s/.*\(Only serial was measured, so there is nothing to compare\).*/\1/p"; analyze --crossover
runner --quiet -m thread -c 1 -n 8 -t 2ms -r 1 --work=0s > /dev/null
for options in --sweep=all '--sweep=all --crossover --format=json'; do
    analyze $options -m serial,thread; echo $?
done
