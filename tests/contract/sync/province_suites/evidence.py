"""Evidence by tus: only what a message named, resumable, checked, receipted once."""

import base64
import re
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha1, sha256

import pytest

from sync.contract import EvidenceReference
from sync.province.serve import EmbeddedProvince
from sync.province.settings import MAX_EVIDENCE_BYTES, ProvinceSettings
from sync.words import ProblemCode
from tests.contract.sync.province_suites.base import ProvinceSuite
from tests.support.frozen_messages import FrozenMessage, evidence_of
from tests.support.province import TUS, SignedClient, evidence_metadata, metadata_header, sha256_checksum, unsigned

PHOTO = bytes(range(256)) * 40


def named(client: SignedClient, content: bytes = PHOTO) -> tuple[FrozenMessage, EvidenceReference]:
    """A file that a delivered message names."""
    file = evidence_of(content, f"photo-{client.chain.sequence + 1}")
    return client.delivered(evidence=[file]), file


def begun(client: SignedClient, message: FrozenMessage, file: EvidenceReference) -> str:
    reply = client.begin_upload(message, file)
    assert reply.status == 201, reply.response.text
    return reply.headers["Location"]


def evidence_receipts(client: SignedClient) -> list[str]:
    return [receipt.jws for receipt in client.receipts().receipts if receipt.kind == "evidence"]


class EvidenceSuite(ProvinceSuite):
    def test_a_whole_file_gets_one_receipt(self, client: SignedClient) -> None:
        message, file = named(client)
        location = begun(client, message, file)
        middle = len(PHOTO) // 2
        for start, chunk in ((0, PHOTO[:middle]), (middle, PHOTO[middle:])):
            reply = client.upload_chunk(location, start, chunk, sha256_checksum(chunk))
            assert (reply.status, reply.headers["Upload-Offset"]) == (204, str(start + len(chunk)))
        (jws,) = evidence_receipts(client)
        claims = client.pinned.evidence_receipt(jws).claims
        assert (claims.sub, claims.message_id) == (file.evidence_id, message.message_id)
        assert (claims.sha256, claims.size) == (sha256(PHOTO).hexdigest(), len(PHOTO))

    def test_after_it_a_message_that_names_the_file_again_misses_nothing(self, client: SignedClient) -> None:
        message, file = named(client)
        client.upload_chunk(begun(client, message, file), 0, PHOTO)
        (result,) = client.send(client.freeze(evidence=[file]))
        assert client.pinned.message_receipt(str(result.receipt)).claims.missing_evidence == []

    def test_the_server_says_what_it_can_do(self, province: EmbeddedProvince) -> None:
        reply = unsigned("OPTIONS", f"{province.url}/v1/evidence")
        assert reply.status == 204
        assert reply.headers["Tus-Version"] == "1.0.0"
        assert reply.headers["Tus-Extension"] == "creation,termination,checksum"
        assert reply.headers["Tus-Checksum-Algorithm"].split(",")[0] == "sha256"
        assert reply.headers["Tus-Max-Size"] == str(MAX_EVIDENCE_BYTES)
        assert reply.headers["Tus-Resumable"] == "1.0.0"

    def test_only_signed_requests_count(self, province: EmbeddedProvince) -> None:
        reply = unsigned("POST", f"{province.url}/v1/evidence", headers=dict(TUS))
        assert (reply.status, reply.problem.code) == (401, ProblemCode.SIGNATURE_MISSING)

    def test_an_interrupted_upload_goes_on_where_it_stopped(self, client: SignedClient) -> None:
        message, file = named(client)
        location = begun(client, message, file)
        client.upload_chunk(location, 0, PHOTO[:1000])
        head = client.upload_offset(location)
        assert (head.status, head.headers["Upload-Offset"], head.headers["Upload-Length"]) == (
            200,
            "1000",
            str(len(PHOTO)),
        )
        assert client.upload_chunk(location, 1000, PHOTO[1000:]).status == 204
        assert len(evidence_receipts(client)) == 1

    @pytest.mark.parametrize("offset", [0, 999, 1001])
    def test_another_offset_is_a_conflict_and_writes_nothing(self, client: SignedClient, offset: int) -> None:
        message, file = named(client)
        location = begun(client, message, file)
        client.upload_chunk(location, 0, PHOTO[:1000])
        assert client.upload_chunk(location, offset, b"x" * 10).status == 409
        assert client.upload_chunk(location, 1000, PHOTO[1000:]).status == 204
        assert len(evidence_receipts(client)) == 1

    def test_of_two_chunks_at_one_offset_one_wins(self, client: SignedClient) -> None:
        message, file = named(client)
        location = begun(client, message, file)

        def upload(length: int) -> int:
            with client.at(client.url) as twin:
                return twin.upload_chunk(location, 0, PHOTO[:length]).status

        with ThreadPoolExecutor(4) as pool:
            statuses = sorted(pool.map(upload, (1000, 2000, 3000, 4000)))
        assert statuses == [204, 409, 409, 409]
        offset = int(client.upload_offset(location).headers["Upload-Offset"])
        assert client.upload_chunk(location, offset, PHOTO[offset:]).status == 204
        assert len(evidence_receipts(client)) == 1

    def test_a_chunk_with_a_wrong_checksum_is_dropped(self, client: SignedClient) -> None:
        message, file = named(client)
        location = begun(client, message, file)
        reply = client.upload_chunk(location, 0, PHOTO, sha256_checksum(b"other"))
        assert (reply.status, reply.problem.code) == (460, ProblemCode.DIGEST_MISMATCH)
        assert client.upload_offset(location).headers["Upload-Offset"] == "0"
        assert client.upload_chunk(location, 0, PHOTO, sha256_checksum(PHOTO)).status == 204

    def test_the_checksum_that_tus_demands_of_all_is_known_too(self, client: SignedClient) -> None:
        message, file = named(client)
        checksum = "sha1 " + base64.b64encode(sha1(PHOTO, usedforsecurity=False).digest()).decode()
        assert client.upload_chunk(begun(client, message, file), 0, PHOTO, checksum).status == 204

    @pytest.mark.parametrize("checksum", ["md5 AAAA", "sha256", "sha256 ***", ""])
    def test_an_unreadable_checksum_is_refused(self, client: SignedClient, checksum: str) -> None:
        message, file = named(client)
        assert client.upload_chunk(begun(client, message, file), 0, PHOTO, checksum).status in {400, 460}
        assert evidence_receipts(client) == []

    def test_a_file_with_another_digest_is_removed_and_may_come_again(self, client: SignedClient) -> None:
        message, file = named(client)
        location = begun(client, message, file)
        reply = client.upload_chunk(location, 0, bytes(len(PHOTO)))
        assert (reply.status, reply.problem.code) == (422, ProblemCode.EVIDENCE_MISMATCH)
        assert client.upload_offset(location).status == 404
        assert evidence_receipts(client) == []
        assert client.upload_chunk(begun(client, message, file), 0, PHOTO).status == 204
        assert len(evidence_receipts(client)) == 1

    def test_more_than_announced_is_refused(self, client: SignedClient) -> None:
        message, file = named(client)
        reply = client.upload_chunk(begun(client, message, file), 0, PHOTO + b"x")
        assert (reply.status, reply.problem.code) == (413, ProblemCode.TOO_LARGE)

    def test_a_chunk_that_is_too_large_is_refused_and_the_answer_arrives(self, client: SignedClient) -> None:
        content = bytes(6 * 1024 * 1024)
        message, file = named(client, content)
        reply = client.upload_chunk(begun(client, message, file), 0, content)
        assert (reply.status, reply.problem.code) == (413, ProblemCode.TOO_LARGE)

    def test_only_files_that_a_message_named_are_taken(self, client: SignedClient, stranger: SignedClient) -> None:
        message, file = named(client)
        unknown = client.begin_upload(message, file, evidence_id="photo-99")
        assert (unknown.status, unknown.problem.code) == (409, ProblemCode.EVIDENCE_UNKNOWN)
        assert client.begin_upload(message, file, message_id="other").problem.code == ProblemCode.EVIDENCE_UNKNOWN
        assert stranger.begin_upload(message, file).problem.code == ProblemCode.EVIDENCE_UNKNOWN

    def test_a_file_must_be_the_one_that_was_named(self, client: SignedClient) -> None:
        message, file = named(client)
        for reply in (
            client.begin_upload(message, file, sha256="0" * 64),
            client.begin_upload(message, file, media_type="image/png"),
            client.begin_upload(message, file, size=file.size + 1),
        ):
            assert (reply.status, reply.problem.code) == (422, ProblemCode.EVIDENCE_MISMATCH)

    def test_a_giant_is_refused(self, client: SignedClient) -> None:
        message, file = named(client)
        reply = client.begin_upload(message, file, size=MAX_EVIDENCE_BYTES + 1)
        assert (reply.status, reply.problem.code) == (413, ProblemCode.TOO_LARGE)

    @pytest.mark.parametrize(
        ("header", "value", "status"),
        [
            ("Tus-Resumable", "0.2.2", 412),
            ("Upload-Length", "-1", 400),
            ("Upload-Length", "1e3", 400),
            ("Upload-Metadata", "", 400),
            ("Upload-Metadata", "evidence_id ***", 400),
            ("Upload-Metadata", "evidence_id eA==,evidence_id eA==", 400),
        ],
    )
    def test_a_wrong_header_is_refused(self, client: SignedClient, header: str, value: str, status: int) -> None:
        message, file = named(client)
        good = TUS | {
            "Upload-Length": str(file.size),
            "Upload-Metadata": metadata_header(evidence_metadata(message, file)),
        }
        assert client.call("POST", "/v1/evidence", headers=good | {header: value}).status == status

    def test_a_chunk_must_say_that_it_is_one(self, client: SignedClient) -> None:
        message, file = named(client)
        location = begun(client, message, file)
        headers = TUS | {"Upload-Offset": "0", "Content-Type": "image/jpeg"}
        assert client.call("PATCH", location, PHOTO, headers).status == 415
        assert client.call("PATCH", location, PHOTO, {"Upload-Offset": "0"}).status == 412

    def test_beginning_again_replaces_the_earlier_upload(
        self, client: SignedClient, settings: ProvinceSettings
    ) -> None:
        message, file = named(client)
        earlier = begun(client, message, file)
        client.upload_chunk(earlier, 0, PHOTO[:1000])
        later = begun(client, message, file)
        assert client.upload_offset(earlier).status == 404
        assert client.upload_chunk(earlier, 1000, PHOTO[1000:]).status == 404
        assert client.upload_offset(later).headers["Upload-Offset"] == "0"
        assert client.upload_chunk(later, 0, PHOTO).status == 204
        names = {path.name for path in settings.evidence_dir.iterdir()}
        assert f"{earlier.rpartition('/')[2]}.part" not in names
        assert later.rpartition("/")[2] in names

    def test_beginning_again_after_the_end_points_to_the_finished_upload(self, client: SignedClient) -> None:
        message, file = named(client)
        location = begun(client, message, file)
        client.upload_chunk(location, 0, PHOTO)
        again = client.begin_upload(message, file)
        assert (again.status, again.headers["Location"]) == (201, location)
        assert again.headers["Upload-Offset"] == str(len(PHOTO))
        head = client.upload_offset(location)
        assert head.headers["Upload-Offset"] == head.headers["Upload-Length"] == str(len(PHOTO))
        assert client.upload_chunk(location, 0, PHOTO).status == 409
        assert client.upload_chunk(location, len(PHOTO), b"").status == 204
        assert len(evidence_receipts(client)) == 1

    def test_an_upload_may_be_given_up(self, client: SignedClient) -> None:
        message, file = named(client)
        location = begun(client, message, file)
        client.upload_chunk(location, 0, PHOTO[:10])
        assert client.end_upload(location).status == 204
        assert client.upload_offset(location).status == 404
        assert client.end_upload(location).status == 404
        assert client.upload_chunk(begun(client, message, file), 0, PHOTO).status == 204

    def test_what_has_arrived_cannot_be_removed(self, client: SignedClient) -> None:
        message, file = named(client)
        location = begun(client, message, file)
        client.upload_chunk(location, 0, PHOTO)
        assert client.end_upload(location).status == 409
        assert client.upload_offset(location).status == 200

    def test_another_terminal_sees_nothing_of_an_upload(self, client: SignedClient, stranger: SignedClient) -> None:
        message, file = named(client)
        location = begun(client, message, file)
        assert stranger.upload_offset(location).status == 404
        assert stranger.upload_chunk(location, 0, PHOTO).status == 404
        assert stranger.end_upload(location).status == 404
        assert client.upload_chunk(location, 0, PHOTO).status == 204

    def test_names_on_the_disk_tell_nothing(self, client: SignedClient, settings: ProvinceSettings) -> None:
        message, file = named(client)
        reply = client.begin_upload(message, file, filename="张三.jpg")
        client.upload_chunk(reply.headers["Location"], 0, PHOTO)
        name = reply.headers["Location"].rpartition("/")[2]
        assert (settings.evidence_dir / name).read_bytes() == PHOTO
        assert all(re.fullmatch(r"[0-9a-f]{32}(\.part)?", path.name) for path in settings.evidence_dir.iterdir())

    def test_a_file_that_got_lost_on_the_disk_begins_anew(
        self, client: SignedClient, settings: ProvinceSettings
    ) -> None:
        message, file = named(client)
        location = begun(client, message, file)
        client.upload_chunk(location, 0, PHOTO[:1000])
        (settings.evidence_dir / f"{location.rpartition('/')[2]}.part").unlink()
        assert client.upload_offset(location).status == 404
        assert client.upload_chunk(location, 1000, PHOTO[1000:]).status == 404
        assert client.upload_chunk(begun(client, message, file), 0, PHOTO).status == 204
