for option in --tasks=0 --tasks=1.5 --trials=0 --per-worker=x --queue=0 --seed=-1; do runner "$option"; echo $?; done; ls
