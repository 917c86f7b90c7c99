"""What the province publishes and tells: policy packs, changes, spot checks."""

import gzip
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import zstandard
from pydantic import ValidationError

from sync.changes import AgreementCustomer, ChangeKeys, ChangePage, SpotCheckAnnouncement, SpotCheckRequest
from sync.contract import PolicyAnswer
from sync.digests import pack_digest
from sync.draws import ChainLink, DrawProblem, problem_of
from sync.payloads_events import NoticeReadPayload
from sync.payloads_health import DeviceHealthPayload
from sync.policy_packs import PackKeys, PackOffer
from sync.ports import Change
from sync.province.device_reports import DeviceReport
from sync.province.errors import ProvinceError, ProvinceFault
from sync.province.outlet_news import ReadNotice
from sync.province.policy_packs import parts_in
from sync.province.serve import EmbeddedProvince
from sync.province.settings import ProvinceSettings
from sync.words import ChangeKind, Kind, Outcome
from tests.contract.sync.province_suites.base import ProvinceSuite
from tests.support.frozen_messages import START, FrozenMessage, evidence_of
from tests.support.memory_news import small_pack
from tests.support.province import SignedClient, acceptance_payload_v2
from tests.support.sync_clocks import HandClock
from tests.support.told_news import filed

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)


def refused(error: pytest.ExceptionInfo[ProvinceError]) -> tuple[ProvinceFault, str]:
    return error.value.fault, error.value.detail


def told(client: SignedClient, after: int = 0, query: str = "") -> list[Change]:
    """What the client's outlet is told, verified."""
    reply = client.call("GET", f"/v1/changes?cursor={after}{query}")
    assert reply.status == 200, reply.response.text
    page = ChangePage.model_validate_json(reply.response.content)
    identity = client.identity
    keys = ChangeKeys(
        identity.issuer, [(key.kid, key.x) for key in identity.receipt_keys], outlet_id=identity.outlet_id
    )
    return [keys.change(stored) for stored in page.changes]


def offered(client: SignedClient, content: bytes) -> PackOffer:
    identity = client.identity
    keys = PackKeys(identity.issuer, [(key.kid, key.x) for key in identity.receipt_keys])
    offer = keys.examined(PolicyAnswer.model_validate_json(content).jws)
    assert isinstance(offer, PackOffer)
    return offer


def unpacked(raw: bytes, encoding: str) -> bytes:
    match encoding:
        case "gzip":
            return gzip.decompress(raw)
        case "zstd":
            return zstandard.ZstdDecompressor().decompress(raw, 2**20)
        case _:
            return raw


class PolicySuite:
    """On provinces of their own: a published version never goes away."""

    @pytest.fixture
    def policy_province(self, fresh_settings: ProvinceSettings) -> EmbeddedProvince:
        return EmbeddedProvince(fresh_settings)

    def test_the_newest_pack_is_handed_out_with_its_digest(self, policy_province: EmbeddedProvince) -> None:
        with (
            policy_province as province,
            SignedClient.enrolled(province.url, province.issue_code()) as client,
        ):
            assert client.call("GET", "/v1/policy").status == 404
            for version in ("2026.2.1", "2026.11.1"):
                province.policy.publish(small_pack(version))
            etag = f'"{pack_digest(small_pack("2026.11.1"))}"'

            reply = client.call("GET", "/v1/policy", headers={"Accept-Encoding": "identity"})

            assert (reply.status, reply.headers["ETag"]) == (200, etag)
            assert offered(client, reply.response.content).version == "2026.11.1"
            for known in (etag, f'"other", W/{etag}'):
                again = client.call("GET", "/v1/policy", headers={"If-None-Match": known})
                assert (again.status, again.headers["ETag"], again.response.content) == (304, etag, b"")
            stale = client.call("GET", "/v1/policy", headers={"If-None-Match": '"other"'})
            assert stale.status == 200

    @pytest.mark.parametrize(
        ("accepted", "used"),
        [("gzip", "gzip"), ("zstd", "zstd"), ("gzip, zstd", "zstd"), ("zstd;q=0, gzip", "gzip"), ("br", "")],
    )
    def test_it_is_compressed_as_the_terminal_likes(
        self, policy_province: EmbeddedProvince, accepted: str, used: str
    ) -> None:
        with (
            policy_province as province,
            SignedClient.enrolled(province.url, province.issue_code()) as client,
        ):
            province.policy.publish(small_pack())
            url = f"{province.url}/v1/policy"
            headers = client.signed_headers("GET", url, {"Accept-Encoding": accepted}, b"")
            with client.session.get(url, headers=headers, stream=True, timeout=30) as response:
                raw = response.raw.read(decode_content=False)
                assert response.headers.get("Content-Encoding", "") == used
            assert offered(client, unpacked(raw, used)).version == "2026.11.1"

    def test_nothing_goes_back_and_no_version_changes(self, policy_province: EmbeddedProvince) -> None:
        with policy_province as province:
            known = province.policy.publish(small_pack("2026.11.1"))
            assert province.policy.publish(small_pack("2026.11.1")) == known
            with pytest.raises(ProvinceError) as caught:
                province.policy.publish(small_pack("2026.2.28"))
            assert refused(caught) == (ProvinceFault.POLICY_REFUSED, "downgrade")
            with pytest.raises(ProvinceError) as caught:
                province.policy.publish(small_pack("2026.11.1", "2026-11-02"))
            assert refused(caught) == (ProvinceFault.POLICY_REFUSED, "conflict")
            for parts in ({}, {"limits": {"version": "new"}}, small_pack("2027.1", "2027-02-30")):
                with pytest.raises(ProvinceError) as caught:
                    province.policy.publish(parts)
                assert refused(caught) == (ProvinceFault.POLICY_REFUSED, "malformed")
            assert province.policy.newest() == known

    def test_a_restart_hands_the_same_pack_out(self, fresh_settings: ProvinceSettings) -> None:
        with EmbeddedProvince(fresh_settings) as first:
            known = first.policy.publish(small_pack())
            client = SignedClient.enrolled(first.url, first.issue_code())
        with EmbeddedProvince(fresh_settings) as second, client, client.at(second.url) as later:
            assert offered(later, later.call("GET", "/v1/policy").response.content).digest == known.digest

    def test_a_folder_that_holds_no_objects_is_refused(self, fresh_settings: ProvinceSettings) -> None:
        folder = fresh_settings.data_dir / "rules"
        folder.mkdir(parents=True)
        (folder / "limits.json").write_text("[]", encoding="utf-8")
        with pytest.raises(ProvinceError):
            parts_in(folder)
        (folder / "limits.json").write_text("{", encoding="utf-8")
        with pytest.raises(ProvinceError):
            parts_in(folder)


class ChangeSuite(ProvinceSuite):
    def test_each_outlet_is_told_its_own_in_order(
        self, province: EmbeddedProvince, client: SignedClient, stranger: SignedClient
    ) -> None:
        mine, others = client.identity.outlet_id, stranger.identity.outlet_id
        before, before_others = told(client), told(stranger)
        for outlet, title in ((mine, "甲"), (others, "乙"), (mine, "丙")):
            province.changes.tell(outlet, "kind-of-tomorrow", {"title": title})

        news, news_of_others = told(client)[len(before) :], told(stranger)[len(before_others) :]

        assert [change.body for change in news] == [{"title": "甲"}, {"title": "丙"}]
        assert [change.body for change in news_of_others] == [{"title": "乙"}]
        assert [change.cursor for change in news] == [len(before) + 1, len(before) + 2]

    def test_pages_follow_the_cursor(self, province: EmbeddedProvince, client: SignedClient) -> None:
        last = max((change.cursor for change in told(client)), default=0)
        for number in range(3):
            province.changes.tell(client.identity.outlet_id, ChangeKind.NOTICE, {"number": number})
        assert [change.cursor for change in told(client, last, "&limit=2")] == [last + 1, last + 2]
        assert [change.cursor for change in told(client, last + 2, "&limit=2")] == [last + 3]
        assert told(client, last + 3) == []

    def test_nobody_is_told_nothing(self, province: EmbeddedProvince) -> None:
        with pytest.raises(ProvinceError) as caught:
            province.changes.tell("o-nobody", ChangeKind.NOTICE, {})
        assert caught.value.fault is ProvinceFault.NOBODY_THERE

    def test_the_office_counts_revisions_and_reads_who_has_read(
        self, province: EmbeddedProvince, client: SignedClient
    ) -> None:
        outlet = client.identity.outlet_id
        last = max((change.cursor for change in told(client)), default=0)
        notice_id, customer_id = f"n-{last}", f"c-{last}"
        notice = province.news.put_notice(outlet, notice_id, title="通知", needs_reading=True)
        changed = province.news.put_notice(outlet, notice_id, title="通知（更正）")
        put = province.news.put_customer(outlet, customer_id, filed())
        gone = province.news.withdraw_customer(outlet, customer_id)

        assert [one.revision for one in (notice, changed, put, gone)] == [1, 2, 1, 2]
        entries = told(client, last)
        assert [change.cursor for change in entries] == [one.cursor for one in (notice, changed, put, gone)]
        assert AgreementCustomer.model_validate(entries[2].body).customer == filed()
        payload = NoticeReadPayload(
            notice_id=notice_id,
            revision=1,
            cursor=notice.cursor,
            clerk="1001",
            read_at=START,
            policy_version="2026.11.1",
            policy_digest="0" * 64,
        )
        client.send(client.chain.freeze(Kind.NOTICE_READ, payload.model_dump(mode="json")))
        assert ReadNotice(client.identity.terminal_id, payload) in province.news.readings(outlet)

    def test_a_terminals_newest_word_about_its_devices_is_told(
        self, province: EmbeddedProvince, client: SignedClient
    ) -> None:
        told = [device_health(hours) for hours in (1, 2)]
        late = device_health(0).model_copy(update={"at": START - HOUR})
        results = client.send(
            *(client.chain.freeze(Kind.DEVICE_HEALTH, one.model_dump(mode="json")) for one in (*told, late))
        )

        assert [result.outcome for result in results] == [Outcome.RECEIVED, Outcome.RECEIVED, Outcome.REJECTED]
        reports = province.device_reports.newest(client.identity.outlet_id)
        assert DeviceReport(client.identity.terminal_id, told[-1]) in reports
        assert [report.terminal_id for report in reports].count(client.identity.terminal_id) == 1


def device_health(hours: int) -> DeviceHealthPayload:
    return DeviceHealthPayload.model_validate(
        {
            "health_id": f"h-{hours}",
            "begun_at": START,
            "at": START + hours * HOUR,
            "devices": [
                {
                    "kind": "id_reader",
                    "connection": "sdt",
                    "state": "faulted",
                    "fault": "a_fault_of_tomorrow",
                    "faults": [{"fault": "a_fault_of_tomorrow", "times": hours + 1}],
                    "down_seconds": 60,
                }
            ],
            "untold": {"records": 3, "states": [{"kind": "id_reader", "state": "ready", "times": 3}]},
        }
    )


def acceptance(client: SignedClient, at: datetime) -> FrozenMessage:
    number = client.chain.sequence + 1
    files = [evidence_of(b"contents", f"{client.identity.terminal_id}-photo-{number}")]
    payload = acceptance_payload_v2(number, files)
    return client.chain.freeze(Kind.ACCEPTANCE, payload, files, schema_version=2, occurred_at=at)


def links(messages: Sequence[FrozenMessage], times: Sequence[datetime]) -> list[ChainLink]:
    """The terminal's own books."""
    return [
        ChainLink(message.sequence, message.message_id, message.kind, message.digest, at)
        for message, at in zip(messages, times, strict=True)
    ]


class SpotCheckSuite:
    """On a province whose clock is in the test's hand."""

    @pytest.fixture
    def clock(self) -> HandClock:
        return HandClock(START)

    @pytest.fixture
    def checking(self, fresh_settings: ProvinceSettings, clock: HandClock) -> EmbeddedProvince:
        moved = ProvinceSettings(
            database_url=fresh_settings.database_url,
            evidence_dir=fresh_settings.evidence_dir,
            data_dir=fresh_settings.data_dir,
            now=clock.now,
        )
        return EmbeddedProvince(moved)

    def test_both_sides_come_to_the_same_draw(self, checking: EmbeddedProvince, clock: HandClock) -> None:
        with checking as province, SignedClient.enrolled(province.url, province.issue_code()) as client:
            client.now = clock.now()
            outlet, terminal = client.identity.outlet_id, client.identity.terminal_id
            announcement = province.spot_checks.announce(
                outlet, "2026-W10", starts_at=START + HOUR, ends_at=START + WEEK, count=3
            )
            times = [START + HOUR + timedelta(hours=7 * number) for number in range(30)]
            messages = [acceptance(client, at) for at in times]
            assert {result.outcome for result in client.send(*messages)} == {Outcome.RECEIVED}
            clock.advance(WEEK)
            client.now = clock.now()

            request = province.spot_checks.request(
                terminal, "2026-W10", asked=["contents_photo", "code_of_tomorrow"], due_at=clock.now() + WEEK
            )

            announced, asked = told(client)
            assert (announced.kind, asked.kind) == (ChangeKind.SPOT_CHECK_ANNOUNCEMENT, ChangeKind.SPOT_CHECK_REQUEST)
            said = SpotCheckAnnouncement.model_validate(announced.body)
            got = SpotCheckRequest.model_validate(asked.body)
            assert (said, got) == (announcement, request)
            assert request.secret not in str(announced.body)
            assert (got.population, len(got.drawn), got.to_sequence) == (24, 3, 24)
            chain = links(messages, times)
            early = said.announced(issued_at=announced.issued_at, taken_at=START)
            assert problem_of(got.revealed(), early, chain) is None
            assert problem_of(got.revealed(), early, chain[:-7]) is not None
            late = replace(early, taken_at=times[23])
            assert problem_of(got.revealed(), late, chain) is DrawProblem.NOT_ANNOUNCED

    def test_a_period_is_drawn_from_once_and_after_its_end(self, checking: EmbeddedProvince, clock: HandClock) -> None:
        with checking as province, SignedClient.enrolled(province.url, province.issue_code()) as client:
            client.now = clock.now()
            outlet, terminal = client.identity.outlet_id, client.identity.terminal_id
            checks = province.spot_checks

            def announce(period: str, starts_at: datetime, ends_at: datetime) -> None:
                checks.announce(outlet, period, starts_at=starts_at, ends_at=ends_at, count=1)

            def draw(period: str, of: str = terminal) -> SpotCheckRequest:
                return checks.request(of, period, asked=["note"], due_at=START + 9 * WEEK)

            announce("now", START + HOUR, START + WEEK)
            for period, starts_at, ends_at in (
                ("now", START + HOUR, START + WEEK),
                ("begun", START, START + WEEK),
                ("past", START - WEEK, START),
                ("empty", START + HOUR, START + HOUR),
            ):
                with pytest.raises(ProvinceError) as caught:
                    announce(period, starts_at, ends_at)
                assert caught.value.fault is ProvinceFault.NOT_NOW
            with pytest.raises(ProvinceError) as caught:
                draw("now")
            assert caught.value.fault is ProvinceFault.NOT_NOW
            clock.advance(WEEK)
            client.now = clock.now()
            client.send(acceptance(client, START + HOUR), acceptance(client, START + WEEK))
            assert [one.sequence for one in draw("now").drawn] == [1]
            with pytest.raises(ProvinceError) as caught:
                draw("now")
            assert caught.value.fault is ProvinceFault.NOT_NOW
            for period, of in (("never", terminal), ("now", "t-nobody")):
                with pytest.raises(ProvinceError) as caught:
                    draw(period, of)
                assert caught.value.fault is ProvinceFault.NOBODY_THERE
            assert len(told(client)) == 2, "what was refused is told to nobody"

    def test_a_chain_with_a_gap_is_not_drawn_from(self, checking: EmbeddedProvince, clock: HandClock) -> None:
        with checking as province, SignedClient.enrolled(province.url, province.issue_code()) as client:
            client.now = clock.now()
            outlet, terminal = client.identity.outlet_id, client.identity.terminal_id
            province.spot_checks.announce(outlet, "p", starts_at=START + HOUR, ends_at=START + WEEK, count=1)
            first, missing, third = (acceptance(client, START + HOUR) for _ in range(3))
            client.send(first, third, acceptance(client, START + WEEK))
            clock.advance(WEEK)
            with pytest.raises(ProvinceError) as caught:
                province.spot_checks.request(terminal, "p", asked=["note"], due_at=START + 2 * WEEK)
            assert caught.value.fault is ProvinceFault.CHAIN_INCOMPLETE
            client.now = clock.now()
            client.send(missing)
            assert province.spot_checks.request(terminal, "p", asked=["note"], due_at=START + 2 * WEEK).population == 3

    def test_what_may_still_come_from_the_terminal_is_waited_for(
        self, checking: EmbeddedProvince, clock: HandClock
    ) -> None:
        """A counter without a link at the period's end: what it keeps back can be drawn as well as what it sent."""
        with checking as province, SignedClient.enrolled(province.url, province.issue_code()) as client:
            client.now = clock.now()
            outlet, terminal = client.identity.outlet_id, client.identity.terminal_id
            province.spot_checks.announce(outlet, "p", starts_at=START + HOUR, ends_at=START + WEEK, count=1)
            sent, *kept_back = (acceptance(client, START + HOUR * number) for number in range(1, 6))
            after = acceptance(client, START + WEEK)

            def draw() -> SpotCheckRequest:
                return province.spot_checks.request(terminal, "p", asked=["note"], due_at=START + 2 * WEEK)

            clock.advance(WEEK)
            client.now = clock.now()
            for more in ((), (sent,), (after,), kept_back[:-1]):
                if more:
                    client.send(*more)
                with pytest.raises(ProvinceError) as caught:
                    draw()
                assert caught.value.fault is ProvinceFault.CHAIN_INCOMPLETE
            client.send(kept_back[-1])
            assert draw().population == 5

    def test_a_clock_that_was_set_back_over_the_end_does_not_stop_the_draw(
        self, checking: EmbeddedProvince, clock: HandClock
    ) -> None:
        with checking as province, SignedClient.enrolled(province.url, province.issue_code()) as client:
            client.now = clock.now()
            outlet, terminal = client.identity.outlet_id, client.identity.terminal_id
            province.spot_checks.announce(outlet, "p", starts_at=START + HOUR, ends_at=START + WEEK, count=1)
            clock.advance(WEEK)
            client.now = clock.now()
            client.send(*(acceptance(client, at) for at in (START + 2 * HOUR, START, START + WEEK)))
            assert province.spot_checks.request(terminal, "p", asked=["note"], due_at=START + 2 * WEEK).population == 1

    def test_a_terminal_that_made_nothing_in_the_period_has_nothing_to_draw(
        self, checking: EmbeddedProvince, clock: HandClock
    ) -> None:
        with checking as province, SignedClient.enrolled(province.url, province.issue_code()) as client:
            client.now = clock.now()
            outlet, terminal = client.identity.outlet_id, client.identity.terminal_id
            province.spot_checks.announce(outlet, "p", starts_at=START + HOUR, ends_at=START + WEEK, count=1)
            clock.advance(WEEK)
            client.now = clock.now()
            client.send(acceptance(client, START), acceptance(client, START + WEEK))
            with pytest.raises(ProvinceError) as caught:
                province.spot_checks.request(terminal, "p", asked=["note"], due_at=START + 2 * WEEK)
            assert caught.value.fault is ProvinceFault.NOTHING_TO_DRAW

    def test_a_period_ends_on_whole_seconds(self, checking: EmbeddedProvince) -> None:
        with checking as province, pytest.raises(ValidationError):
            province.spot_checks.announce(
                f"o-{uuid4()}", "p", starts_at=START + HOUR, ends_at=START + WEEK + timedelta(seconds=0.5), count=1
            )
