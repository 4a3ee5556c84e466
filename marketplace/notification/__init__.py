"""What we tell whom, in which words."""
