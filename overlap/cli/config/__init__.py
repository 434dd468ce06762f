"""What is configured: the keys, where their values come from, and the commands about them."""
