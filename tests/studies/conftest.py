"""The sample study, shared with the tests of what is shown of it."""

from tests.show.conftest import results

__all__ = ["results"]
