"""Why something is refused, in a sentence for the screen."""

from __future__ import annotations

RULES: dict[str, str] = {
    "not_yours": "您现在的岗位不能办这件事。",
    "gone": "这次导入的文件已经删除，请重新上传。",
    "changed": "预览以后登记册有了变动：请再看一遍预览，确认后再导入。",
    "own_export": "自己申请的导出，要由另一个人审批。",
    "decided": "这个申请已经有人审批过了。",
    "reason_given": "请写明理由。",
    "own_scope": "请在自己管的组织里选一个。",
    "links_given": "首次登录链接已经领取过。丢了的，请在登记册里给这个人重新生成。",
    "file_gone": "文件已经过期删除，请重新申请。",
}


class Refused(Exception):
    def __init__(self, rule: str) -> None:
        super().__init__(RULES[rule])
        self.rule = rule
