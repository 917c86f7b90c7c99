"""The bus that carries facts through the house."""

import threading

import pytest

from app.events import Event, EventBus, ParcelAccepted, ParcelRefused

ACCEPTED = ParcelAccepted("acceptance-1", "message-1")
REFUSED = ParcelRefused("refusal-1", "message-2")


def test_everybody_hears_every_event_in_order_of_subscription() -> None:
    bus, heard = EventBus(), list[tuple[str, Event]]()
    bus.subscribe(lambda event: heard.append(("first", event)))
    bus.subscribe(lambda event: heard.append(("second", event)))

    bus.publish(ACCEPTED)
    bus.publish(REFUSED)

    assert heard == [("first", ACCEPTED), ("second", ACCEPTED), ("first", REFUSED), ("second", REFUSED)]


def test_who_comes_later_hears_nothing_of_before() -> None:
    bus, heard = EventBus(), list[Event]()
    bus.publish(ACCEPTED)
    bus.subscribe(heard.append)
    bus.publish(REFUSED)

    assert heard == [REFUSED]


def test_who_unsubscribes_hears_no_more_and_may_do_so_twice() -> None:
    bus, heard, others = EventBus(), list[Event](), list[Event]()
    forget = bus.subscribe(heard.append)
    bus.subscribe(others.append)
    bus.publish(ACCEPTED)
    forget()
    forget()
    bus.publish(REFUSED)

    assert (heard, others) == ([ACCEPTED], [ACCEPTED, REFUSED])


def test_one_of_two_equal_subscriptions_ends_alone() -> None:
    bus, heard = EventBus(), list[Event]()
    listener = heard.append
    forget = bus.subscribe(listener)
    bus.subscribe(listener)
    forget()
    forget()
    bus.publish(ACCEPTED)

    assert heard == [ACCEPTED]


def test_a_listener_may_unsubscribe_while_it_hears() -> None:
    bus, heard = EventBus(), list[Event]()

    def once(event: Event) -> None:
        heard.append(event)
        forget()

    forget = bus.subscribe(once)
    bus.subscribe(heard.append)
    bus.publish(ACCEPTED)
    bus.publish(REFUSED)

    assert heard == [ACCEPTED, ACCEPTED, REFUSED]


def test_listeners_run_on_the_publishers_thread() -> None:
    bus, threads = EventBus(), list[str]()
    bus.subscribe(lambda _event: threads.append(threading.current_thread().name))
    publisher = threading.Thread(target=bus.publish, args=(ACCEPTED,), name="publisher")
    publisher.start()
    publisher.join()

    assert threads == ["publisher"]


def test_nobody_is_lost_when_many_subscribe_at_once() -> None:
    bus, heard, count = EventBus(), list[Event](), 40
    together = threading.Barrier(count)

    def come() -> None:
        together.wait()
        bus.subscribe(heard.append)

    threads = [threading.Thread(target=come) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    bus.publish(ACCEPTED)

    assert len(heard) == count


@pytest.mark.parametrize("event", [ACCEPTED, REFUSED])
def test_events_never_change(event: ParcelAccepted | ParcelRefused) -> None:
    with pytest.raises(AttributeError):
        event.message_id = "another"  # type: ignore[misc] # what the test is about
