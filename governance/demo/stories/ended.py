"""Cases that ended otherwise: withdrawn, merged into another, refused."""

from governance.demo.codes import HOME, SECOND, THIRD, TONGANLU
from governance.demo.deeds import ask_refusal, merge, refuse, withdraw
from governance.demo.replay import Story
from governance.demo.stories.beginnings import taken_up
from governance.demo.timeline import ago, on

ENDED = [
    Story(
        "楼下的井盖响，过车就咣当一声。",
        "ROAD",
        HOME,
        on(8, "09:30"),
        [withdraw(1.2, "刚看到已经有人来垫好了，不响了")],
        building=1,
    ),
    Story(
        "有人在绿地里种菜，浇粪味道很大。",
        "GREENERY",
        TONGANLU,
        on(3, "14:00"),
        [*taken_up(), withdraw(1, "邻居自己平掉了，不麻烦大家了")],
        building=1,
    ),
    Story(
        "我家地下室也漏水了，和隔壁一样，从同一面墙渗出来。",
        "LEAK",
        HOME,
        ago(4.6),
        [merge(0.8, into="leak at home")],
        building=3,
        address="地下室2号",
    ),
    Story(
        "三号楼一层的墙角也湿了，是不是同一根管子？",
        "LEAK",
        HOME,
        ago(3.8),
        [*taken_up(), merge(0.5, into="leak at home")],
        building=3,
        address="1单元101",
    ),
    Story(
        "我和公司的工资官司判了，我不服，请你们帮我改判。",
        "OTHER",
        SECOND,
        on(7, "10:20"),
        [
            ask_refusal(
                0.5, "应通过诉讼、仲裁、行政复议解决", "人民法院；法律援助 12348", "已有判决，可在期限内上诉。"
            ),
            refuse(0.5),
        ],
    ),
    Story(
        "家里进了小偷，丢了一台电脑。",
        "OTHER",
        THIRD,
        on(5, "09:10"),
        [
            ask_refusal(0.2, "应由110、119、120、122处理的紧急求助", "110", "电话提醒了马上报警、保护现场。"),
            refuse(0.2),
        ],
        building=2,
    ),
]
