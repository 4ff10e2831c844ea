runner --fast; echo $?; ls
