model=node; . "$HERE/adapter_contract.sh"
