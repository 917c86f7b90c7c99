"""People and organisations as messages name them, from schema version 2 of the payloads on.

Sources: the legal references (law, version, article) are data, see resources/policy. What the comments here call
"real-name rules" is 邮件快件实名收寄管理办法 article 3 and the real-name article of 快递暂行条例.

Invariants:
- Every member that tells something about a person is kept out of ``repr``.
- A rule that is broken is told by a code (:class:`pydantic_core.PydanticCustomError`), never by the value.
- Null means: the document does not say, or it does not apply. Nothing is guessed.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, AwareDatetime, Field, model_validator
from pydantic_core import PydanticCustomError

from sync.contract import Identifier, Sent

DocumentType = Literal[
    "resident_card",
    "temporary_resident_card",
    "hmt_residence_permit",
    "hm_pass",
    "tw_pass",
    "passport_cn",
    "passport",
    "foreigner_permanent_card",
    "military_card",
    "police_card",
    "other",
]

RefusedRule = PydanticCustomError
"""What a broken rule raises: the first argument is the code that the terminal is told."""


def _real_date(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise RefusedRule("no_such_date", "not a date of the calendar") from None
    return text


IsoDate = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_real_date)]
"""A calendar date (ISO 8601) as text, so that the canonical form stays what it was."""
CreditCode = Annotated[str, Field(pattern=r"^[0-9A-Z]{18}$", description="统一社会信用代码, GB 32100")]
"""Form only: a code whose check character is wrong may be taken with a reason, which stands beside it."""
Phone = Annotated[str, Field(pattern=r"^(1[3-9][0-9]{9}|0[0-9]{9,11}|\+[1-9][0-9]{6,14})$")]
"""A mainland mobile or landline number, or an international one (E.164): senders come from across the border, too."""
Reason = Annotated[str, Field(min_length=1, max_length=200)]


class PersonPart(Sent):
    """A person and the document they showed. Every member but ``source`` and the words about it is personal data.

    Required by the real-name rules: type and number of the document are registered. ``valid_to`` is null for a
    document without an end (长期).
    """

    document_type: DocumentType
    other_kind: Identifier | None = None
    """Which of the open class of other valid documents (article 3 item 5): given exactly for ``other``."""
    document_number: str = Field(min_length=4, max_length=32, repr=False)
    name: str = Field(min_length=1, max_length=120, repr=False)
    sex: Literal["male", "female", "unknown"] = Field(repr=False)
    birth_date: IsoDate | None = Field(default=None, repr=False)
    nationality: str | None = Field(default=None, pattern=r"^[A-Z]{1,3}$", repr=False)
    """As ICAO Doc 9303 part 3 writes it; most are three letters, Germany's is one."""
    address: str = Field(default="", max_length=200, repr=False)
    valid_from: IsoDate | None = Field(default=None, repr=False)
    valid_to: IsoDate | None = Field(default=None, repr=False)
    source: Literal["chip", "mrz", "ocr", "sender_code", "typed"]
    typed_reason: Reason | None = Field(default=None, repr=False)
    """Why nothing could be read: given exactly when the document was typed in."""
    confirmed_fields: list[Identifier] = Field(default_factory=list, max_length=32)
    """The fields that were in doubt and that the clerk confirmed by eye. With ``valid_to`` among them and null there,
    the clerk saw on the document that it is in force, and no date was read."""
    supervisor: Identifier | None = None
    """Whose word allowed a kind of document that needs one (by the policy in force)."""
    verified_at: AwareDatetime

    @model_validator(mode="after")
    def _said_exactly_when_it_applies(self) -> Self:
        if (self.document_type == "other") != (self.other_kind is not None):
            raise RefusedRule("other_kind", "other_kind is given exactly for the type other")
        if (self.source == "typed") != (self.typed_reason is not None):
            raise RefusedRule("typed_reason", "typed_reason is given exactly for what was typed")
        return self


class FaceComparisonPart(Sent):
    """What the optional comparison by machine said: a hint, which decides nothing.

    It needs the person's separate consent (个人信息保护法 article 29), and a way without it is always open
    (人脸识别技术应用安全管理办法). No picture, measure or template is sent.
    """

    band: Literal["likely_same", "check", "likely_different"] = Field(repr=False)
    consent_at: AwareDatetime


class SamePersonPart(Sent):
    """The clerk's word that document and person match (人证一致), and what the clerk was shown for it."""

    result: Literal["confirmed"]
    """There is no other value that may be accepted; a supervisor's word against a doubt stands in ``overrides``."""
    portrait: Literal["chip", "card_photo", "none"]
    live_picture: bool
    face_comparison: FaceComparisonPart | None = None

    @model_validator(mode="after")
    def _compared_two_pictures(self) -> Self:
        if self.face_comparison is not None and (self.portrait == "none" or not self.live_picture):
            raise RefusedRule("face_comparison", "a comparison needs a portrait and a live picture")
        return self


class PersonAtCounterPart(PersonPart):
    """The person who hands the parcel in, with what the real-name article wants of a sender: name, address, phone."""

    phone: Phone = Field(repr=False)
    sending_address: str = Field(default="", max_length=200, repr=False)
    """Where the parcel comes from, when it is another place than the document's ``address``."""
    same_person: SamePersonPart
    same_sender_as: Identifier | None = None
    """The acceptance whose verification this one continues (one sender, many parcels)."""


class PrincipalPart(Sent):
    """Entrusted sending (委托交寄): whose parcel it is (委托人). The agent at the counter (受托人) is the sender.

    Both documents are shown and registered; the article that says so is not confirmed, the rule is the policy's.
    """

    person: PersonPart
    relation: Identifier
    """A code of the policy in force: what the agent is to the principal."""


class GuardianPart(Sent):
    """The guardian of a child, and when they consented (个人信息保护法 article 31: under 14)."""

    person: PersonPart
    consent_at: AwareDatetime


class OrganisationPart(Sent):
    """The organisation that sends: its credit code, and whether a copy of the responsible person's document is kept.

    Required by the real-name rules for legal persons and other organisations.
    """

    name: str = Field(min_length=1, max_length=120, repr=False)
    credit_code: CreditCode = Field(repr=False)
    credit_code_reason: Reason | None = Field(default=None, repr=False)
    """Why a code with a wrong check character was taken."""
    responsible_name: str = Field(min_length=1, max_length=120, repr=False)
    responsible_copy: bool
    """Whether a copy of the document of the legal representative or person in charge is kept."""


class AgreementPart(Sent):
    """A customer with a security agreement (安全协议): checked once, and exempt for as long as it is in force.

    The exemption is in the real-name article of 快递暂行条例; ``filing`` is the state of the customer's filing
    (协议客户备案). An expired or unfiled agreement falls back to the check of each parcel.
    """

    agreement_number: str = Field(min_length=1, max_length=64)
    name: str = Field(min_length=1, max_length=120, repr=False)
    credit_code: CreditCode = Field(repr=False)
    valid_from: IsoDate
    valid_to: IsoDate
    """The last day it is in force."""
    filing: Literal["filed", "pending", "unfiled"]
    in_force: bool
    """Whether the terminal took it for in force at the counter."""

    @model_validator(mode="after")
    def _in_force_only_when_filed(self) -> Self:
        if self.in_force and self.filing == "unfiled":
            raise RefusedRule("agreement_unfiled", "an unfiled agreement exempts nobody")
        return self
