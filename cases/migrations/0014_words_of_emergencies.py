"""More words by which an emergency is heard; … stands for a few words between. Administrators edit them afterwards."""

from django.db import migrations, models

HEARD = """电梯…困人 电梯…困了 电梯…出不来 困住 关了人 关着人 人关在 掉井 掉…井里 掉沟里 掉…沟里 掉…坑里 掉下水道 掉…水里 跳河 跳江 跳海 跳湖
    液化气…漏 漏液化气 煤气…漏 燃气…漏 天然气…漏 气罐…漏 电线…掉 电线掉 电线…断 高压线 冒火 打火花 油锅着 锅着了 锅…着火 自燃 烧着了 房子着了
    家着了 车着了 楼着了 窗帘着了 被子着了 自杀 割腕 上吊了 上吊自 寻短见 服毒 喝农药 不想活 中毒 心脏病…犯 犯心脏病 心脏病…发 心梗 休克 昏过去 叫不醒
    没意识 没有意识 没有呼吸 没气了 吐血 大出血 噎住 口吐白沫 要生了 羊水 锁在车 锁车里 锁…车里 关在车 孩子…反锁 小孩…反锁 反锁…孩子
    头破血流 打…出血 打群架 打起来了 捅伤 被捅 行凶 抢劫 走失 走丢 失踪 孩子…不见 小孩…不见 老人…不见 孩子丢了 老人丢了 车撞…人 被轧 触了电
    淹了人 有人淹 塌方"""


def load(apps, schema_editor):
    """After what administrators have made of them meanwhile, and nothing twice."""
    category = apps.get_model("cases", "Category")
    for one in category.objects.filter(code="EMERGENCY"):
        known = one.cues.split()
        one.cues = " ".join([*known, *(word for word in HEARD.split() if word not in known)])
        one.save(update_fields=["cues"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_the_public_board")]

    operations = [
        migrations.AlterField(
            model_name="category",
            name="cues",
            field=models.TextField(
                blank=True,
                help_text="居民写到这些词，就推荐这一类；用空格分开，如：漏水 渗水 地下室。中间能隔几个字的写…，如：电梯…困人",
                max_length=2000,
                verbose_name="推荐用的词",
            ),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
