"""What the terminal shows once the demo answers."""

from datetime import datetime, timedelta

from django.utils import timezone

from governance.demo.sign_ins import PASSWORD, SIGN_INS

PAGES = {"居民": "/", "工作台": "/desk/", "登记与规则": "/admin/", "运行状况": "/healthz"}
WORTH_SAYING = timedelta(minutes=1)


def greeting(port: int, speed: float, *, shown: datetime, real: datetime) -> str:
    """`shown`: what the demo's clock says at the moment `real`."""
    lines = ["", "哨到已就绪 ready"]
    lines += [f"  {name}\thttp://127.0.0.1:{port}{path}" for name, path in PAGES.items()]
    lines += ["", f"演示账号，密码都是 {PASSWORD} demo sign-ins, one password", *(f"  {one}" for one in SIGN_INS), ""]
    if shown - real >= WORTH_SAYING:
        lines.append(
            f"演示时钟：现在是 {timezone.localtime(shown):%Y-%m-%d %H:%M}（比真实时间快 {_length(shown - real)}）"
            " the demo's clock is ahead of the real one"
        )
    if speed != 1:
        lines.append(f"时钟以 {speed:g} 倍速运行 the clocks run {speed:g} times as fast")
    return "\n".join([*lines, "按 Ctrl-C 停止 Ctrl-C stops everything", ""])


def _length(ahead: timedelta) -> str:
    minutes = int(ahead.total_seconds() // 60)
    if ahead.days:
        return f"{ahead.days} 天"
    return f"{minutes // 60} 小时" if minutes >= 60 else f"{minutes} 分钟"
