"""Cash on delivery."""
