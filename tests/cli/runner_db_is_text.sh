echo "not a database, but text that is long enough to be one, really, no doubt" > results.db; cp results.db before; runner -c 1 -n 1 -r 1 --work=0s; echo $?; cmp results.db before
