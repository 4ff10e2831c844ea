model=state-threads; . "$HERE/adapter_contract.sh"
