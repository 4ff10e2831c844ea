mkdir results.db; runner -c 1 -n 1 -r 1 --work=0s; echo $?; ls results.db
