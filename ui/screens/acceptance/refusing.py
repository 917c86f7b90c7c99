"""Which refusal reason fits what stands against the goods: two keys refuse then. Pure."""

from app.domain.acceptance import Decision, Objection
from app.domain.item_rules import GoodsReason, Verdict
from app.domain.policy import Policy, RefusalReason

_GRAVITY = list(Verdict)
_CONTENTS_DIFFER = "contents_differ"
"""The pack's own code for what :class:`Objection` calls so."""


def gravest(reasons: tuple[GoodsReason, ...]) -> GoodsReason | None:
    """The reason that decides; among equals the first, for the rules sort them."""
    return max(reasons, key=lambda reason: _GRAVITY.index(reason.verdict), default=None)


def fitting_refusal(decision: Decision, policy: Policy) -> RefusalReason | None:
    """The reason for which the goods would be refused; None when nothing about them asks for it, or they may not go."""
    reason = gravest(decision.goods.reasons)
    if reason is not None and reason.verdict is Verdict.INCIDENT:
        return None  # it is secured and reported, and never handed back
    if reason is not None:
        return policy.refusal_reason(reason.refusal)
    if Objection.CONTENTS_DIFFER in decision.objections:
        return policy.refusal_reason(_CONTENTS_DIFFER)
    return None
