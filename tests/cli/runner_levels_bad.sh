for levels in 0 -1 1:0:5 1:10:0 1:10:x1 abc 9999999999999 1,,2 ""; do runner -c "$levels"; echo $?; done; ls
