runner -d no/where.db -c 1 -n 1 -r 1; echo $?; ls
