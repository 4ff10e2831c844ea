for sleep in -1 0 nan 5parsecs ""; do runner -t "$sleep"; echo $?; done; ls
