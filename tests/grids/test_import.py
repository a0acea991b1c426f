"""Importing places: what comes in, and what a second import does."""

from django.db.models import Count

from accounts.models import AuditEntry
from grids.models import Boundary, BoundaryRevision, Level, Place, Region
from grids.treecheck import broken_rows
from tests.grids.conftest import DATA, SMALL, Run, Write, place, register

DIVISIONS = DATA / "divisions_shibei_370203.csv"
GRIDS = DATA / "grids_shibei_synthetic_1064.csv"
POLYGONS = DATA / "shibei_synthetic_grids.geojson"
BUILDINGS = DATA / "buildings_shibei_synthetic.csv"


def test_shibei_comes_in_whole_and_a_second_time_changes_nothing(run: Run):
    def import_all() -> str:
        first, _ = run("import_places", DIVISIONS)
        second, _ = run("import_places", GRIDS, "--boundaries", POLYGONS)
        return first + second + run("import_places", BUILDINGS)[0]

    import_all()
    counts = dict(Place.objects.order_by().values_list("level").annotate(Count("id")))
    assert counts == {"DISTRICT": 1, "STREET": 22, "COMMUNITY": 137, "GRID": 1064, "BUILDING": 59}
    assert Boundary.objects.in_force().count() == 22 + 137 + 1064
    before = (register(), Boundary.objects.count(), AuditEntry.objects.count(), BoundaryRevision.objects.get().token)

    said = import_all()

    assert said.count("没有变化") == 3
    after = (register(), Boundary.objects.count(), AuditEntry.objects.count(), BoundaryRevision.objects.get().token)
    assert after == before
    assert broken_rows(Place) == []


def test_provinces_and_cities_are_names_above_the_root_and_part_of_no_tree(run: Run, small: None):
    root = place("370203")
    assert root.parent is None
    assert str(root.region) == "山东省青岛市"
    assert list(Region.objects.values_list("code", flat=True)) == ["37", "3702"]
    assert not Place.objects.filter(code__in=["37", "3702"]).exists()


def test_lines_may_come_in_any_order(run: Run, file: Write):
    header, *lines = SMALL.splitlines()
    run("import_places", file("\n".join([header, *reversed(lines)])))
    assert place("370203022006002").full_name == "镇江路街道太平镇社区第2网格"
    assert broken_rows(Place) == []


def test_a_byte_order_mark_and_windows_line_ends_are_no_obstacle(run: Run, file: Write):
    run("import_places", file(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode() + b"\r\n,,,\r\n"))
    assert Place.objects.count() == 5


def test_what_excel_writes_in_gbk_comes_in_too(run: Run, file: Write):
    run("import_places", file(SMALL.replace("镇江路", "㐀江路").encode("gb18030")))
    assert place("370203022").name == "㐀江路街道"


def test_an_import_into_a_district_that_has_places_adds_renames_and_moves(run: Run, small: None, file: Write):
    said, _ = run(
        "import_places",
        file("""\
code,name,level,parent_code
370203022006,太平镇社区居民委员会,community,370203022
370203022011,北仲社区居委会,community,370203022
370203022006002,太平镇社区第2网格,grid,370203022011
370203022006003,太平镇社区第3网格,grid,370203022006
"""),
    )
    assert "新增 2 个地域，更名 1 个，改隶 1 个" in said
    assert place("370203022006").name == "太平镇社区居民委员会"
    assert place("370203022006002").parent == place("370203022011")
    assert broken_rows(Place) == []


def test_a_grid_moves_under_a_community_that_the_file_names_only_later(run: Run, small: None, file: Write):
    run(
        "import_places",
        file("""\
code,name,level,parent_code
370203022006002,太平镇社区第2网格,grid,370203022001
370203022001,新社区居委会,community,370203022
"""),
    )
    assert place("370203022006002").full_name == "镇江路街道新社区太平镇社区第2网格"
    assert broken_rows(Place) == []


def test_what_the_file_leaves_out_is_told_and_stays(run: Run, small: None, file: Write):
    said, _ = run(
        "import_places", file("code,name,level,parent_code\n370203022006001,太平镇社区第1网格,grid,370203022006\n")
    )
    assert "登记里仍保留的：太平镇社区第2网格（370203022006002）" in said
    assert place("370203022006002").valid_to is None


def test_an_old_file_imported_again_leaves_closed_what_was_closed_since(run: Run, small: None, file: Write):
    Place.objects.filter(code="370203022006002").update(valid_to="2026-01-01")
    said, _ = run("import_places", file(SMALL))
    assert "没有变化" in said
    assert "登记里已停用、保持停用的：太平镇社区第2网格（370203022006002）" in said
    assert not Place.objects.with_code("370203022006002").exists()


def test_a_grid_moves_with_its_buildings_into_another_district(run: Run, small: None, file: Write):
    run(
        "import_places",
        file("""\
code,name,level,parent_code,lat,lon
370203022006001001,1号楼,building,370203022006001,36.1,120.35
370202,市南区,district,3702,,
370202001,香港路街道,street,370202,,
370202001001,山海社区居委会,community,370202001,,
370203022006001,太平镇社区第1网格,grid,370202001001,,
"""),
    )
    building = place("370203022006001001")
    assert building.district == place("370202")
    assert (building.lat, building.lon) == (36.1, 120.35)
    assert broken_rows(Place) == []


def test_progress_is_shown_apart_from_the_result(run: Run, file: Write):
    out, err = run("import_places", file(SMALL))
    assert "读完，共 7 个地域" in err
    assert "已写入 5 / 5" in err
    assert out == "导入完成：新增 5 个地域，更名 0 个，改隶 0 个；新边界 0 条\n"


def test_each_import_leaves_one_audit_line_for_the_district_it_changed(run: Run, file: Write, administrator: object):
    run("import_places", file(SMALL), "--by", "admin")
    line = AuditEntry.objects.get()
    assert (line.action, line.by, line.object_id) == ("导入地域", administrator, str(place("370203").pk))
    assert line.detail == {"added": 5, "renamed": 0, "moved": 0, "described": 0}


def test_levels_below_the_grid_come_in_too(run: Run, small: None, file: Write):
    run(
        "import_places",
        file("""\
code,name,level,parent_code
37020302200600101,第1微网格,micro_grid,370203022006001
37020302200600101001,1号楼,building,37020302200600101
370203022201,河崖村委会,village,370203022
370203022201001,河崖村第1网格,grid,370203022201
"""),
    )
    assert [p.level for p in place("37020302200600101001").chain()][-2:] == [Level.MICRO_GRID, Level.BUILDING]
    assert place("370203022201001").full_name == "镇江路街道河崖村第1网格"
