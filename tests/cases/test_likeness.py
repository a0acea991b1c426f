"""How alike two complaints are: held against pairs as people write them, and the engine's numbers against Python's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import trigrams
from cases.duplicates import ALIKE, THE_SAME
from cases.likeness import likeness, numbers_differ
from cases.models import Case
from cases.trigrams import likest
from tests.factories import Town

SAME_MATTER_OTHER_WORDS = [
    ("地下室漏水，墙皮洇湿", "2号楼地下室一直漏水，墙都湿了"),
    ("楼道灯坏了好几天，晚上看不见", "3单元楼道的灯不亮，老人晚上看不清路"),
    ("小区门口的垃圾桶满了没人收，味道很大", "大门口垃圾好几天没人清运，臭味很大"),
    ("南口路68号到88号没有暖气，冬天太冷", "南口路76号冬天没暖气，三百多户想要集中供热"),
    ("烧烤店油烟扰民，晚上开窗全是烟", "楼下烧烤店每天晚上油烟很大，没法开窗"),
    ("电梯坏了一周没修，老人下不了楼", "1号楼电梯停了，老人没法下楼"),
    ("有人在楼道里给电动车充电", "楼道里停了电动车还充电，怕着火"),
    ("广场舞声音太大影响孩子学习", "广场舞音响太吵，孩子没法写作业"),
]
OTHER_MATTER = [
    ("楼道灯坏了好几天", "楼道里堆满了杂物，消防通道不通"),
    ("地下室漏水，墙皮洇湿", "地下室有人住，半夜很吵"),
    ("小区门口的垃圾桶满了没人收", "小区门口乱停车，救护车进不来"),
    ("井盖破损", "下水道堵了，污水往外冒"),
    ("请社区尽快处理，谢谢，楼上漏水", "请社区尽快处理，谢谢，树挡住窗户了"),
]
SAID_AGAIN = [
    ("地下室漏水，墙皮洇湿", "地下室还在漏水，墙皮洇湿，没人来"),
    ("楼道灯坏了好几天，晚上看不见", "楼道灯还是坏的，晚上看不见"),
    ("2号楼2单元门禁坏了", "2号楼2单元门禁又坏了，请尽快修"),
]


@pytest.mark.parametrize(("one", "other"), SAME_MATTER_OTHER_WORDS)
def test_the_same_matter_in_other_words_is_alike(one: str, other: str) -> None:
    assert ALIKE <= likeness(one, other) == likeness(other, one) < THE_SAME


@pytest.mark.parametrize(("one", "other"), OTHER_MATTER)
def test_another_matter_is_not(one: str, other: str) -> None:
    assert likeness(one, other) < ALIKE


@pytest.mark.parametrize(("one", "other"), SAID_AGAIN)
def test_what_is_said_again_is_the_same(one: str, other: str) -> None:
    assert likeness(one, other) >= THE_SAME


def test_width_case_and_punctuation_make_no_difference() -> None:
    assert likeness("Ｂ１层漏水！", "b1层漏水") == 1


@pytest.mark.parametrize("nothing", ["", "。。。", "请尽快处理，谢谢"])
def test_nothing_said_is_like_nothing(nothing: str) -> None:
    assert likeness(nothing, nothing) == likeness(nothing, "地下室漏水") == 0


def test_other_house_numbers_are_another_matter() -> None:
    assert numbers_differ("3号楼楼道堆物", "５号楼楼道堆物")
    assert not numbers_differ("3号楼楼道堆物", "3号楼2单元楼道堆物")
    assert not numbers_differ("楼道堆物", "5号楼楼道堆物")


def test_both_engines_come_to_the_same_numbers_and_order(town: Town) -> None:
    for words in ["2号楼地下室一直漏水，墙都湿了", "Ｂ１地下室漏水", "请尽快处理\n地下室", "楼道灯不亮", "漏水 ABC-1"]:
        town.reported(words)
    asked = "地下室漏水，墙皮洇湿，B1"
    found = likest(Case.objects.all(), asked)
    measured = sorted(((likeness(case.words, asked), case) for case in Case.objects.all()), key=lambda pair: -pair[0])
    assert len(found) == 5
    assert [case for _, case in found] == [case for _, case in measured]
    assert [alike for alike, _ in found] == pytest.approx([alike for alike, _ in measured], abs=1e-6)


def test_postgresql_reckons_by_itself_where_it_knows_trigrams_and_chinese(town: Town) -> None:
    town.reported()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        likest(Case.objects.all(), "地下室漏水")
    assert ("similarity(" in queries[-1]["sql"]) == _knows_chinese_trigrams()


def test_without_the_extension_python_reckons(town: Town) -> None:
    town.reported()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP EXTENSION IF EXISTS pg_trgm")
    trigrams.knows_chinese.cache_clear()
    assert [alike for alike, _ in likest(Case.objects.all(), "地下室漏水，墙皮洇湿")] == [1]
    trigrams.knows_chinese.cache_clear()


def _knows_chinese_trigrams() -> bool:
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
        if cursor.fetchone() == (0,):
            return False
        cursor.execute("SELECT array_length(show_trgm('漏水'), 1)")
        return cursor.fetchone() == (3,)
