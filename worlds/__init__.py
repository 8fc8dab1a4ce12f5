"""News ecosystems whose truth is known to the character. Written independently of twosource."""
