for option in --model=thred --model=fiber --model=thread,thread --model= --kind=slep --preset=quik --phase=lock --order=random; do runner "$option"; echo $?; done; ls
