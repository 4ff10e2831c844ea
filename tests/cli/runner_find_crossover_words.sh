# What a search prints if it is cut short, if its trials fail, or if its options do not fit.
runner --shared --find-crossover -m thread,thread-cond -c 1,8 --per-worker=2 -t 1ms --max-time=1ms > /dev/null 2> words; echo $?; grep pairs words
runner --shared --find-crossover --exec=a=false --exec=b=false -m a,b -c 1,2 --per-worker=1 -t 1ms > /dev/null 2> words; echo $?; grep pairs words | sed "s/[0-9]* pairs/N pairs/"
runner --shared --find-crossover --exec=a=false --exec=b=false -m a,b -c 1,2 --dry-run 2> words | wc -l; grep runs words
runner --shared --find-crossover -m coroutine,event -c 1,50 --preset=service --dry-run 2> /dev/null | awk '$4 == 60 * $3 { n++ } END { print (n > 6) }'
runner --shared --find-crossover -m serial,event -c 1,50; echo $?; runner --shared --find-crossover -m event,coroutine -c 7; echo $?; runner --find-crossover -m event; echo $?
