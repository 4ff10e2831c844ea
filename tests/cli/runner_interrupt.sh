setsid runner -c 1 -n 20 -r 1000 --work=0s -t 5ms > lines 2> words & pid=$!
until [ -s lines ]; do sleep 0.05; done; kill -INT $pid; wait $pid; echo $?
tail -2 words | sed "s/: [0-9]* of/: N of/"
[ "$(wc -l < lines)" = "$(sqlite3 results.db "SELECT count(*) FROM trial")" ] && echo "every line is a row"; ls
