model=python-thread; . "$HERE/adapter_contract.sh"
