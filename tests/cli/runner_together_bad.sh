runner -n 10 --per-worker=2; echo $?; runner -k nop -t 5; echo $?; runner -m serial -c 2; echo $?; ls
