"""What was merged into a case that is opened again goes on again: a row of its own says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_first_contact"),
    ]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("submit", "上报"),
                    ("refuse", "不予受理"),
                    ("merge", "并案"),
                    ("withdraw", "撤回"),
                    ("accept", "受理"),
                    ("emergency_direct", "突发事件直报"),
                    ("dispatch", "派单"),
                    ("sign", "签收"),
                    ("dispute", "派单异议"),
                    ("match_resource", "匹配资源"),
                    ("whistle", "吹哨"),
                    ("auto_whistle", "系统自动吹哨"),
                    ("auto_raise", "系统自动提报"),
                    ("supervise", "督办"),
                    ("report_in", "报到"),
                    ("consult", "会商"),
                    ("raise_top", "提报顶格协调"),
                    ("top_decide", "顶格协调决定"),
                    ("extend_request", "申请延期"),
                    ("extend_approve", "批准延期"),
                    ("suspend", "挂账"),
                    ("resume", "解挂"),
                    ("finish", "办结"),
                    ("check_pass", "核查通过"),
                    ("check_fail", "核查不通过"),
                    ("revisit_ok", "回访通过"),
                    ("revisit_bad", "回访不通过"),
                    ("rework_start", "开始重办"),
                    ("close_explained", "解释结案"),
                    ("reopen", "重新打开"),
                    ("overdue", "超期"),
                    ("reminded", "催办"),
                    ("recomputed", "时限重算"),
                    ("co_answer", "协办答复"),
                    ("added", "补充情况"),
                    ("joined", "并入一件"),
                    ("closed_with_parent", "随主案结案"),
                    ("reopened_with_parent", "随主案重新打开"),
                    ("ask_refusal", "提请不予受理"),
                    ("ask_suspension", "申请挂账"),
                    ("ask_explanation", "提请解释结案"),
                    ("ask_reopening", "反映问题又出现"),
                    ("ruling", "异议裁定"),
                    ("decline", "不同意"),
                    ("minutes", "会商纪要"),
                    ("contacted", "联系诉求人"),
                    ("unreached", "没联系上"),
                    ("pressed", "每日督办"),
                    ("rated", "双考核评价"),
                ],
                max_length=24,
                verbose_name="事件",
            ),
        ),
    ]
