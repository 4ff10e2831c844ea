for option in --work=20 --work=-1us --lateness=0us --timeout=0s --timeout=9; do runner "$option"; echo $?; done; ls
