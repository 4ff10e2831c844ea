model=go; . "$HERE/adapter_contract.sh"
