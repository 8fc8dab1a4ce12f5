"""twosource: are these two sources, or one source twice?"""

__version__ = "0.1.0"
