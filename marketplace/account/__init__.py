"""People: users, addresses, tokens, staff permissions."""
