"""What was answered survives a restart of the province."""

from sync.province.serve import EmbeddedProvince
from sync.province.settings import ProvinceSettings
from sync.words import Outcome
from tests.contract.sync.province_suites.evidence import PHOTO, begun, evidence_receipts, named
from tests.support.province import SignedClient


class RestartSuite:
    def test_messages_receipts_uploads_and_keys_stay(self, fresh_settings: ProvinceSettings) -> None:
        with EmbeddedProvince(fresh_settings) as first:
            client = SignedClient.enrolled(first.url, first.issue_code())
            message, file = named(client)
            location = begun(client, message, file)
            client.upload_chunk(location, 0, PHOTO[:1000])
            receipts = client.receipts()
            client.close()
        (fresh_settings.evidence_dir / f"{'f' * 32}.part").write_bytes(b"left over by a crash")
        with EmbeddedProvince(fresh_settings) as second, client.at(second.url) as later:
            assert later.receipts() == receipts
            assert later.send(message)[0].outcome is Outcome.DUPLICATE
            assert later.upload_offset(location).headers["Upload-Offset"] == "1000"
            assert later.upload_chunk(location, 1000, PHOTO[1000:]).status == 204
            later.pinned.evidence_receipt(evidence_receipts(later)[0])
            assert second.chain_report(later.identity.terminal_id).whole
            names = {path.name for path in fresh_settings.evidence_dir.iterdir()}
            assert names == {location.rpartition("/")[2]}
