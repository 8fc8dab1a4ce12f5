"""One article: from its capture to its layers. Pure."""
