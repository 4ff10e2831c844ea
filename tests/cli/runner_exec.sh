# A foreign program is a model like any other: its line gives the total, the kernel gives its CPU.
cat > sleeper.sh <<'PROGRAM'
while getopts t:c:n:p: option; do eval "$option=$OPTARG"; done
sleep 0.05
printf 'sleeper\t%s\t%s\t%s\t%s\tshortest_wait=9000000\truntime=sh\n' "$t" "$c" "$n" "$(echo "$t $n $c" | awk '{ print 1.1 * $1 * $2 / $3 / 1000 }')"
PROGRAM
runner --quiet --exec=sleeper='sh sleeper.sh' -m sleeper,coroutine -c 2,4 -n 40 -t 1ms -r 1 --preset=study-2012 | awk '$4 == 40' | cut -f1-4,7 | sort
sqlite3 results.db "SELECT model, origin, round(overhead, 3), runtime, user_cpu + system_cpu > 0, peak_rss > 0, shortest_wait FROM trial WHERE model = 'sleeper'"
analyze --crossover | head -1; runner --resume 2>&1
for exec in x =y 'a b=c' coroutine=x x=; do runner --exec="$exec" -c 1; echo $?; done
runner --exec='x=sh sleeper.sh' -m x -c 2 -n 4 -t 1ms -r 1 --preset=study-2012 --phase=spread 2>&1 > lines | grep ' x at '; runner --exec=x=true -m thread,y -c 1; echo $?
