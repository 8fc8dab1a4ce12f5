"""Where the work is done: this process, or some processes of this machine."""
