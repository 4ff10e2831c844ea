for option in --model=thred --model=gevent --model=thread,thread --model= --kind=slep --preset=quik --phase=lock --order=random; do runner "$option"; echo $?; done; ls
