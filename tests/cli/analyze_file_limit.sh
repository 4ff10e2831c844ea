# analyze prints a message if a file reaches its size limit (ulimit -f).
runner -d s.db --import="$HERE/../data/service.csv" 2> /dev/null
(ulimit -f 1; for options in --plot=x.svg "--trials --format=csv" --pivot; do analyze --db=s.db $options 2>&1 > out; echo $?; done) 2>&1 | cat; ls
