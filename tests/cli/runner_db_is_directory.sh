mkdir results.db; runner -c 1 -n 1 -r 1; echo $?; ls results.db
