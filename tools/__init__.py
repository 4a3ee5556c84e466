"""What builds, starts and checks the house; nothing here is needed to run it in production."""
