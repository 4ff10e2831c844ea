# An empty file name, as from an unset variable, is refused: SQLite would open a temporary database
# that ends with the process.
runner --db= -m serial -c 1 -n 1 -t 1ms -r 1 --work=0s --shared; echo $?; runner -d '' --resume; echo $?; analyze --db=; echo $?; analyze -d ''; echo $?
runner --import=; echo $?; runner --label= --dry-run -c 1 -n 1 -r 1 --work=0s -m serial 2> /dev/null | cut -f1; runner -d :memory: --shared --quiet -m serial -c 1 -n 1 -t 1ms -r 1 --work=0s | wc -l; ls
