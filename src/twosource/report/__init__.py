"""What a person reads: the page, the digest."""
