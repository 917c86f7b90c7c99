"""The cameras of a record on the records page, by its key."""

from tests.gui.camera_scenes import put_recorded
from tests.gui.stage import Stage
from tests.support.handover_house import put_acceptance


def test_a_key_shows_where_the_pictures_of_the_selected_record_are(stage: Stage) -> None:
    house = stage.counter.house
    put_acceptance(house, 1)
    house.clock.advance(house.counter.policy.surveillance.ask_every)
    number = put_recorded(house, 2)
    stage.keys("Ctrl+2")
    view = stage.window.records_view
    assert view.chosen == number
    assert view.cameras.isHidden()

    stage.keys("Ctrl+M")
    told = view.cameras.shown_text.splitlines()
    assert "收寄台 · 海康威视 192.168.10.20 · 通道 3 · 录像机时间" in told[0]
    assert "录像机慢 90 秒" in told[0]
    assert "24 小时在线 98.3%" in told[0]
    assert told[1].startswith("rtsp://192.168.10.20:554/Streaming/tracks/301?starttime=")
    assert "时钟没有测过" in told[2]
    assert told[3].startswith("rtsp://192.168.10.21:554/cam/playback?channel=12&starttime=")
    assert "国标编码 53010200001320000001 · 录像机时间" in told[4]
    assert "没有回放地址" in told[5]

    # what happens elsewhere leaves it open; another record, the same key, or a refusal closes it
    stage.window.records.refresh()
    assert view.cameras.isVisible()
    stage.keys("Down")
    assert view.cameras.isHidden()
    stage.keys("Ctrl+M")
    assert view.cameras.shown_text == "收寄此件时没有设监控录像机"
    stage.keys("Ctrl+M")
    assert view.cameras.isHidden()
