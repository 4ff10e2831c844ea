# runner reports a file that reaches its size limit (ulimit -f) like a full disk. Every printed line
# is a row.
(ulimit -f 400; runner --shared --quiet -m serial -c 1 -n 1 -t 1us -r 2000 --work=0s; echo $?) 2> sentence | cat > lines; tail -1 lines
sed "s/[0-9][0-9,]*/N/g" sentence; [ "$(grep -c serial lines)" = "$(sqlite3 results.db "SELECT count(*) FROM trial WHERE model = 'serial'")" ] && echo "every line is a row"
(ulimit -f 4; runner --shared --quiet -d small.db -m serial -c 1 -n 1 -t 1us -r 1 --work=0s 2>&1; echo $?) | cat; ls
printf 'model,sleep,concurrency,tasks,total\n' > file.csv; for i in $(seq 9000); do echo "m,5,1,$i,9"; done >> file.csv
(ulimit -f 900; runner -d import.db --import=file.csv 2>&1; echo $?) | cat; sqlite3 import.db "SELECT count(*) FROM trial"
