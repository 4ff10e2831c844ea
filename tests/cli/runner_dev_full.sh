runner --quiet -c 1 -n 2 -t 1ms -r 2 --work=0s > /dev/full; echo $?; sqlite3 results.db "SELECT count(*) FROM trial"
