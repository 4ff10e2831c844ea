runner results.db; echo $?; ls
