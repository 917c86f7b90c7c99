"""The fixed words of the province contract: enums and tuples without any model.

Invariants:
- Nothing heavy is imported here, so that the screen can name a kind or a problem before the models load.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What a message tells, in sending priority."""

    INCIDENT = "incident"
    INTERRUPTION = "interruption"
    ACCEPTANCE = "acceptance"
    REFUSAL = "refusal"
    CORRECTION = "correction"
    HANDOVER = "handover"
    SPOT_CHECK_ANSWER = "spot_check_answer"
    NOTICE_READ = "notice_read"
    """A person at the outlet has read a notice of the province to its end."""
    DEVICE_HEALTH = "device_health"
    RELOCATION = "relocation"
    """The terminal goes on with another PC."""


URGENT_KINDS = (Kind.INCIDENT, Kind.INTERRUPTION)
"""These go before everything else; the rest goes oldest first (lowest sequence)."""


class Outcome(StrEnum):
    """What became of one message of a batch."""

    RECEIVED = "received"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


class ProblemCode(StrEnum):
    """The stable ``code`` of a problem document."""

    MALFORMED = "malformed"
    """Not JSON, or not of the envelope's form."""
    PAYLOAD_INVALID = "payload_invalid"
    UNSUPPORTED_KIND = "unsupported_kind"
    """No payload model is known for this kind and schema version."""
    DIGEST_MISMATCH = "digest_mismatch"
    CONFLICT = "conflict"
    """The same message id with another digest: kept on both sides and shown."""
    WRONG_TERMINAL = "wrong_terminal"
    """The message names another terminal or outlet than the one that signed the request."""
    SIGNATURE_MISSING = "signature_missing"
    SIGNATURE_INVALID = "signature_invalid"
    DATE_OUT_OF_WINDOW = "date_out_of_window"
    """The terminal's clock is off; the answer's ``Date`` tells by how much."""
    TERMINAL_UNKNOWN = "terminal_unknown"
    TERMINAL_REVOKED = "terminal_revoked"
    ENROLMENT_EXPIRED = "enrolment_expired"
    """The terminal's enrolment has run out; the province renews it without a change at the terminal."""
    ENROLMENT_CODE_INVALID = "enrolment_code_invalid"
    ENROLMENT_CODE_USED = "enrolment_code_used"
    TOO_LARGE = "too_large"
    UNSUPPORTED_ENCODING = "unsupported_encoding"
    CONTRACT_TOO_OLD = "contract_too_old"
    CONTRACT_TOO_NEW = "contract_too_new"
    THROTTLED = "throttled"
    UNAVAILABLE = "unavailable"
    EVIDENCE_UNKNOWN = "evidence_unknown"
    """No delivered message of this terminal names this evidence."""
    EVIDENCE_MISMATCH = "evidence_mismatch"
    """The uploaded bytes do not have the announced digest or size."""
    ORIGINAL_DIFFERS = "original_differs"
    """What a correction names does not fit into the terminal's chain of messages."""
    NOT_FOUND = "not_found"


class RemarkCode(StrEnum):
    """What a province remarks in a receipt. There may be codes that this version does not know: they are kept, too."""

    DOCUMENT_ELSEWHERE = "document_elsewhere"
    """The sender's document was used at another outlet at about the same time."""


class PackFault(StrEnum):
    """Why a policy pack was refused."""

    BAD_SIGNATURE = "bad_signature"
    """No pinned key signed it as a policy pack of this issuer."""
    MALFORMED = "malformed"
    """Well signed, but not a pack: members missing, or not the version, day or digest that its parts have."""
    DOWNGRADE = "downgrade"
    """Older than the newest one known."""
    CONFLICT = "conflict"
    """Another content under a known version."""
    UNUSABLE = "unusable"
    """This program cannot read it whole: it has kinds of rules that came later."""


class BundleFault(StrEnum):
    """Why a sealed bundle was not written, not carried or not taken, or a file of receipts not used."""

    NOT_A_BUNDLE = "not_a_bundle"
    """The file does not begin as one."""
    DAMAGED = "bundle_damaged"
    """Cut short, changed, or copied badly."""
    TOO_NEW = "bundle_too_new"
    """Of a format or suite that this version does not know."""
    OTHER_PROVINCE = "bundle_other_province"
    OTHER_ENVIRONMENT = "bundle_other_environment"
    """Training never goes to a production province, nor the other way round."""
    UNKNOWN_KEY = "bundle_unknown_key"
    """Sealed to a key that this province does not have."""
    BAD_SIGNATURE = "bundle_bad_signature"
    """The terminal that it names did not sign it."""
    TERMINAL_UNKNOWN = "bundle_terminal_unknown"
    TERMINAL_REVOKED = "bundle_terminal_revoked"
    KNOWN = "bundle_known"
    """This part was taken before: there is nothing more to do with it."""
    NO_SEALING_KEY = "no_sealing_key"
    """This terminal has not learned yet to which key it should seal."""
    NOTHING_WAITS = "nothing_waits"
    NOTHING_FOUND = "nothing_found"
    """The folder holds no file of the kind that was looked for."""
    NO_ROOM = "bundle_no_room"
    """The folder has not enough free space for all parts."""
    LIMIT_TOO_SMALL = "bundle_limit_too_small"
    """A single record does not fit into a part."""
    STOPPED = "bundle_stopped"
    """A person stopped it; nothing is left behind."""
    UNREADABLE = "bundle_unreadable"
    """The file or folder cannot be read: the stick is gone, or not allowed."""
    NOT_WRITABLE = "bundle_not_writable"
    NOT_RECEIPTS = "not_receipts"
    """The file does not hold receipts, or was changed or cut short."""
    OTHER_TERMINAL = "receipts_other_terminal"
    """The receipts are another terminal's."""
    UNSIGNED_RECEIPT = "unsigned_receipt"
    """A receipt that no pinned key signed for this terminal."""


class ChangeKind(StrEnum):
    """What the province tells an outlet. There may be kinds that this version does not know: they are kept, too."""

    SPOT_CHECK_ANNOUNCEMENT = "spot_check_announcement"
    SPOT_CHECK_REQUEST = "spot_check_request"
    NOTICE = "notice"
    AGREEMENT_CUSTOMER = "agreement_customer"


class SpotCheckDemand(StrEnum):
    """What a spot check asks for, for each drawn record. There may be codes that this version does not know."""

    CONTENTS_PHOTO = "contents_photo"
    SEALED_PHOTO = "sealed_photo"
    SCREENING_PROOF = "screening_proof"
    NOTE = "note"
    """A clerk's written word."""


class Environment(StrEnum):
    """A training store can never be pointed at a production province, nor the other way round."""

    TRAINING = "training"
    PRODUCTION = "production"
