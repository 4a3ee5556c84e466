"""How fast the API is, over real HTTP: `make bench`."""
