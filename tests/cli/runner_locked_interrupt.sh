runner --import="$HERE/fixtures/pair.csv" 2> /dev/null
mkfifo commands; sqlite3 results.db < commands & exec 3> commands
printf '.timeout 10000\nBEGIN EXCLUSIVE;\n.shell touch held\n' >&3
until [ -e held ]; do sleep 0.05; done
for signal in INT TERM; do
    runner --shared --quiet -m serial -c 1 -n 1 -t 1ms -r 1 --work=0s & pid=$!
    # runner handles signals before it opens the file. Other descriptors may close during ls.
    until ls -l /proc/$pid/fd 2> /dev/null | grep -q results.db; do sleep 0.01; done
    kill -$signal $pid; wait $pid; echo $?
done
exec 3>&-; wait
