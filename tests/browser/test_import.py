"""An import with an error and its repair, by hand: read by its line, the mended file, confirmed, seen done."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from exchange.actions import work
from exchange.workflow import What
from partyorg.models import Organisation
from tests.browser.measures import whole
from tests.browser.second_factor import set_up_second_factor
from tests.exchange.files import lines, xlsx
from tests.factories import PASSWORD, Town, build_town
from worktime import clock


@pytest.fixture
def town(transactional_db: None) -> Town:
    return build_town()


def file(folder: Path, name: str, kind: str) -> str:
    rows = [
        {"name": "第一党小组", "kind": "楼院党小组", "parent": "太平镇社区第1网格党支部"},
        {"name": "一号楼中心户", "kind": kind, "parent": "第一党小组"},
    ]
    path = folder / name
    path.write_bytes(xlsx(lines(What.ORGANISATIONS, *rows)))
    return str(path)


def signed_in(page: Page, url: str, who: str) -> None:
    page.goto(f"{url}/desk/")
    page.get_by_label("登录名或手机号").fill(who)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    set_up_second_factor(page, who)


def a_worker_works() -> None:
    """In a thread of its own: Playwright's holds an event loop."""

    def working() -> None:
        work(at=clock.now())
        connection.close()

    worker = threading.Thread(target=working)
    worker.start()
    worker.join()


def fits(page: Page) -> bool:
    whole(page)
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_an_import_with_an_error_and_its_repair(town: Town, live_server: Any, desk: Page, tmp_path: Path) -> None:
    signed_in(desk, live_server.url, "system_admin")
    desk.goto(f"{live_server.url}/desk/exchange/")
    desk.get_by_role("link", name="导入组织").click()
    desk.get_by_label("文件").set_input_files(file(tmp_path, "有错.xlsx", "党员中心"))
    desk.get_by_role("button", name="上传并预览").click()

    row = desk.get_by_role("row", name="第 3 行")
    expect(row).to_contain_text("类型")
    expect(row).to_contain_text("不认识“党员中心”")
    assert fits(desk)
    desk.get_by_label("文件").set_input_files(file(tmp_path, "改好.xlsx", "党员中心户"))
    desk.get_by_role("button", name="上传改好的文件").click()

    expect(desk.get_by_text("还没有写入")).to_be_visible()
    assert not Organisation.objects.filter(name="第一党小组").exists()
    desk.get_by_role("button", name="确认导入").click()
    expect(desk.get_by_text("已排队")).to_be_visible()
    a_worker_works()
    expect(desk.get_by_text("已导入：新增 2")).to_be_visible()  # the page asked by itself
    assert Organisation.objects.get(name="一号楼中心户").parent == Organisation.objects.get(name="第一党小组")


def test_on_a_telephone_nothing_runs_out_of_the_page(town: Town, live_server: Any, phone: Page, tmp_path: Path) -> None:
    signed_in(phone, live_server.url, "system_admin")
    for path in ("", "import/organisations/", "export/organisations/"):
        phone.goto(f"{live_server.url}/desk/exchange/{path}")
        assert fits(phone), path
    phone.goto(f"{live_server.url}/desk/exchange/import/organisations/")
    phone.get_by_label("文件").set_input_files(file(tmp_path, "改好.xlsx", "党员中心户"))
    phone.get_by_role("button", name="上传并预览").click()
    expect(phone.get_by_text("还没有写入")).to_be_visible()
    assert fits(phone)
