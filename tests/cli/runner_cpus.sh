runner --quiet --cpus=0 -c 2 -n 8 -t 1ms -r 1 --work=0s -m thread > /dev/null; sqlite3 results.db "SELECT DISTINCT cpus FROM trial"; rm results.db
for list in x 0- 1-0 0,,1 -1 "" 4095 0-1023; do runner --cpus="$list" -c 1 -n 1 -r 1 --work=0s; echo $?; done; ls
