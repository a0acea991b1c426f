"""A file with something wrong in it: each error by its line, and nothing comes in."""

import pytest
from django.core.management import CommandError

from grids.models import Place, Region
from tests.grids.conftest import SMALL, Run, Write

HEADER = "code,name,level,parent_code\n"
DISTRICT = "370203,市北区,district,\n"


WRONG: dict[str, tuple[str | bytes, str]] = {
    "unknown parent": (
        HEADER + DISTRICT + "370203022,甲,street,999999\n",
        "第 3 行：上级编码 999999 既不在文件里，也没有登记过",
    ),
    "wrong level": (
        HEADER + DISTRICT + "370203022006001,甲,grid,370203\n",
        "第 3 行：网格应属于社区或村，不能属于区县",
    ),
    "no parent": (
        HEADER + DISTRICT + "370203022,甲,street,\n",
        "第 3 行：乡级应属于区县，不能没有上级",
    ),
    "street in a province": (
        HEADER + "37,山东省,province,\n370203022,甲,street,37\n",
        "第 3 行：乡级不能直接属于省级",
    ),
    "city without province": (
        HEADER + "3702,青岛市,city,99\n",
        "第 2 行：上级编码 99 不是文件里或登记过的省",
    ),
    "duplicate": (
        HEADER + DISTRICT + DISTRICT,
        "第 3 行：编码 370203 与第 2 行重复",
    ),
    "not digits": (
        HEADER + "37020x,市北区,district,\n",
        "第 2 行：编码“37020x”只能是数字",
    ),
    "no name": (
        HEADER + "370203,,district,\n",
        "第 2 行：缺少名称",
    ),
    "no code": (
        HEADER + ",市北区,district,\n",
        "第 2 行：缺少编码",
    ),
    "long name": (
        HEADER + "370203," + "长" * 101 + ",district,\n",
        "第 2 行：名称超过 100 个字",
    ),
    "control character": (
        HEADER + "370203,市\x00北,district,\n",
        "控制字符",
    ),
    "unknown level": (
        HEADER + "370203,市北区,county,\n",
        "第 2 行：不认识的级别“county”",
    ),
    "columns": (
        HEADER + "370203,市北区,district\n",
        "第 2 行：应有 4 列，实有 3 列",
    ),
    "quotes": (
        HEADER + '370203,"市北区,district,\n',
        "第 2 行：不是有效的 CSV",
    ),
    "header": (
        "代码,名称\n1,2\n",
        "第 1 行：表头应为 code,name,level,parent_code",
    ),
    "only a header": (
        HEADER,
        "文件里没有任何地域",
    ),
    "empty": (
        "",
        "是空的",
    ),
    "utf-16": (
        (HEADER + DISTRICT).encode("utf-16"),
        "认不出 places.csv 的编码",
    ),
    "off the globe": (
        "code,name,level,parent_code,lat,lon\n370203,市北区,district,,95,120\n",
        "第 2 行：经纬度“95,120”不正确",
    ),
    "half a point": (
        "code,name,level,parent_code,lat,lon\n370203,市北区,district,,36,\n",
        "第 2 行：经纬度“36,”不正确",
    ),
}


@pytest.mark.parametrize(("content", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_at_its_line_and_nothing_comes_in(
    run: Run, file: Write, content: str | bytes, sentence: str
):
    with pytest.raises(CommandError, match=sentence):
        run("import_places", file(content))
    assert not Place.objects.exists()
    assert not Region.objects.exists()


def test_all_errors_are_listed_together_up_to_fifty(run: Run, file: Write):
    with pytest.raises(CommandError) as refused:
        run("import_places", file(HEADER + DISTRICT + "".join(f"37020399{n:02},甲,street,0\n" for n in range(70))))
    said = str(refused.value)
    assert said.startswith("没有导入任何内容，共 70 处错误：\n第 3 行：")
    assert said.count("行：") == 50
    assert said.endswith("……另有 20 处错误没有列出")


def test_errors_of_different_kinds_are_told_together_and_what_hangs_under_one_is_not_blamed(run: Run, file: Write):
    lines = [
        "37020x,坏区,district,",
        "370299,错级,county,",
        "370299001,无辜街道,street,370299",
        "370203022,甲,street,999999",
        "370203022006001,乙,grid,370203",
        "370203,市北区,district,",
    ]
    with pytest.raises(CommandError) as refused:
        run("import_places", file(HEADER + DISTRICT + "\n".join(lines)))
    assert str(refused.value).splitlines() == [
        "没有导入任何内容，共 5 处错误：",
        "第 3 行：编码“37020x”只能是数字",
        "第 4 行：不认识的级别“county”，应为 province、city、district、street、community、village、grid、micro_grid、"
        "building 之一",
        "第 8 行：编码 370203 与第 2 行重复",
        "第 6 行：上级编码 999999 既不在文件里，也没有登记过",
        "第 7 行：网格应属于社区或村，不能属于区县",
    ]


def test_one_bad_line_keeps_the_good_ones_out(run: Run, file: Write):
    with pytest.raises(CommandError):
        run("import_places", file(SMALL + "370203022006003,第3网格,grid,370203022\n"))
    assert not Place.objects.exists()


def test_a_missing_file_is_named(run: Run, tmp_path: object):
    with pytest.raises(CommandError, match="读不到文件"):
        run("import_places", f"{tmp_path}/nowhere.csv")


def test_an_unknown_administrator_is_named_before_anything_is_written(run: Run, file: Write):
    with pytest.raises(CommandError, match="没有登录名为 nobody 的账号"):
        run("import_places", file(SMALL), "--by", "nobody")
    assert not Place.objects.exists()


def test_a_level_is_not_changed_by_an_import(run: Run, small: None, file: Write):
    with pytest.raises(CommandError, match="已登记为社区，文件写作村"):
        run("import_places", file(HEADER + "370203022006,太平镇村委会,village,370203022\n"))


def test_the_code_of_a_closed_place_is_not_used_again(run: Run, small: None, file: Write):
    Place.objects.filter(code="370203022006002").update(valid_to="2026-01-01")
    with pytest.raises(CommandError, match="第 2 行：编码 370203022006002 曾用于太平镇社区第2网格，已停用"):
        run("import_places", file(HEADER + "370203022006002,新网格,grid,370203022006\n"))


def test_nothing_new_is_hung_under_a_closed_place(run: Run, small: None, file: Write):
    Place.objects.filter(code="370203022006002").update(valid_to="2026-01-01")
    with pytest.raises(CommandError, match="上级太平镇社区第2网格（370203022006002）已停用"):
        run("import_places", file(HEADER + "37020302200600201,微网格,micro_grid,370203022006002\n"))
