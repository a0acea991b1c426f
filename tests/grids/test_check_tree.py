"""`manage.py check_tree` proves the numbers against the parent links."""

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from grids.models import Place
from tests.grids.conftest import Run, place


def test_a_sound_tree_is_said_to_be_sound(run: Run, small: None):
    assert "地域：共 5 行，没有错误" in run("check_tree", "--model", "grids.Place")[0]


@pytest.mark.parametrize(
    ("code", "damage", "sentence"),
    [
        ("370203022006001", {"lft": 5, "rght": 6}, "左值应为 4，实为 5"),
        ("370203022006002", {"rght": 9}, "右值应为 7，实为 9"),
        ("370203022006", {"depth": 4}, "层级应为 2，实为 4"),
        ("370203022", {"tree_id": F("tree_id") + 1}, "上级应为 None"),
        ("370203022006002", {"lft": 7, "rght": 6}, "右值 6 应大于左值 7"),
    ],
)
def test_each_number_that_is_wrong_is_found(
    small: None, code: str, damage: dict[str, object], sentence: str, capsys: pytest.CaptureFixture[str]
):
    Place.objects.filter(code=code).update(**damage)
    with pytest.raises(CommandError, match="树的编号与上下级关系不符"):
        call_command("check_tree", "--model", "grids.Place")
    assert sentence in capsys.readouterr().out


def test_a_parent_link_that_the_numbers_deny_is_found(small: None, capsys: pytest.CaptureFixture[str]):
    Place.objects.filter(code="370203022006002").update(parent=place("370203022"))
    with pytest.raises(CommandError, match="共 1 处"):
        call_command("check_tree", "--model", "grids.Place")
    assert f"上级应为 {place('370203022006').pk}，实为 {place('370203022').pk}" in capsys.readouterr().out


def test_an_unknown_tree_is_refused_with_the_trees_there_are(run: Run):
    with pytest.raises(CommandError, match=r"没有名为 grids\.Nothing 的树，可选：.*grids\.Place"):
        run("check_tree", "--model", "grids.Nothing")
