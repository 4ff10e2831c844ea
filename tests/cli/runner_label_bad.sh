# A label must be plain text, because other people print it on their terminals.
runner --label="$(printf 'a\033[2Jb')"; echo $?; runner --label="$(printf 'a\302\233b')"; echo $?; runner --label="$(printf 'a\342\200\256b')"; echo $?
runner --label="$(printf 'a\377b')"; echo $?; runner --label="$(printf 'a\nb')"; echo $?; ls
