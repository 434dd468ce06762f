"""What is kept between meetings: decisions, runs, and what changed."""
