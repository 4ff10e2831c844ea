runner --import="$HERE/fixtures/pair.csv" 2> /dev/null
mkfifo commands; sqlite3 results.db < commands & exec 3> commands
echo 'BEGIN EXCLUSIVE;' >&3
until echo 'BEGIN IMMEDIATE;' | sqlite3 results.db 2>&1 | grep -q locked; do sleep 0.05; done
for signal in INT TERM; do
    timeout 30 sh -c 'runner --shared --quiet -m serial -c 1 -n 1 -t 1ms -r 1 & pid=$!; sleep 0.5; kill -'$signal' $pid; wait $pid; echo $?'
done
exec 3>&-; wait
