"""What the operator asks of those who sell: opening a shop, its papers, a look at listings, take-downs, their data."""
