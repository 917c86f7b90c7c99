"""What an organisation's unified social credit code (统一社会信用代码, GB 32100) says by itself."""

from dataclasses import dataclass, field
from enum import StrEnum


class CreditCodeProblem(StrEnum):
    """What speaks against a code."""

    CREDIT_CODE_FORMAT = "credit_code_format"
    CREDIT_CODE_CHECK_DIGIT = "credit_code_check_digit"
    """Some real old codes fail: the clerk may go on with a reason."""


OVERRIDABLE = frozenset({CreditCodeProblem.CREDIT_CODE_CHECK_DIGIT})
"""These may be set aside with a reason; the others stop."""


@dataclass(frozen=True, slots=True)
class CreditCodeCheck:
    """What was found; ``region`` is the GB/T 2260 code of the registering authority, None for another format."""

    problems: tuple[CreditCodeProblem, ...]
    region: str | None = field(default=None)

    @property
    def valid(self) -> bool:
        """True when nothing stands against it."""
        return not self.problems

    @property
    def needs_reason(self) -> bool:
        """True when it may be taken, but only with a reason."""
        return bool(self.problems) and all(problem in OVERRIDABLE for problem in self.problems)
