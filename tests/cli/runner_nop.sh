runner --quiet -k nop -m serial,thread,coroutine,thread-static -c 1 -n 100 -r 1 --work=0s | awk '$4 != 200' | cut -f1-4,6-7 | sort
