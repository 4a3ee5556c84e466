"""Orders, their parts by cooperative, and what happens to them."""
