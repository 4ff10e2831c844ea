# Without gnuplot there are no files, but the screen, and the chart on the terminal.
runner --import="$HERE/fixtures/pair.csv" 2> /dev/null;  mkdir bin; ln -s "$(command -v analyze)" bin/
PATH=$PWD/bin analyze > screen; echo $?
PATH=$PWD/bin analyze --plot > plot; echo $?
PATH=$PWD/bin analyze --plot=x.svg; echo $?
ls; grep -c slower screen; head -1 plot
