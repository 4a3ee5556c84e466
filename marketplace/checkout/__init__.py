"""The cart until it becomes an order."""
