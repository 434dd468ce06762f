"""Text to counts to vectors to candidates to scores, here or on a cluster."""
