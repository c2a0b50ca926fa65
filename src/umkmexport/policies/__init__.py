"""What the law and the offices say: TOML files and the strict reader that turns them into rules."""
