"""What we can send goods with, and what it costs: methods are the operator's, rate rows the cooperatives'."""
