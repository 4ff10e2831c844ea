model=tokio; . "$HERE/adapter_contract.sh"
