"""The errors that a caller of twosource may meet. Each carries its subject."""

from __future__ import annotations


class TwosourceError(Exception):
    """Something was refused."""

    def __init__(self, subject: str, message: str | None = None) -> None:
        """Say what is refused and why; without a message, the class's own sentence."""
        super().__init__(f"{subject}: {message or type(self).__doc__}")
        self.subject = subject


class NothingReadError(TwosourceError):
    """No article could be read from the inputs."""


class WrongUseError(TwosourceError):
    """The command was used in a way it does not know."""


class ResourceError(TwosourceError):
    """A resource of the package or of the user is missing or malformed."""


class MissingLayerError(TwosourceError):
    """A stage asked for a layer that it does not declare."""


class DatasetError(TwosourceError):
    """A labelled folder is not in the format that evaluate reads (docs/own-labels.md)."""
