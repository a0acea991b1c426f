"""What an organiser fills in: for what people are called together, or what recurs."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.db.models import Model, Q

from accounts.models import User
from accounts.once import mark
from accounts.seen import SeenForm
from accounts.written import MobileField, line, named, open_line, open_name, open_text
from activities.actions import Pattern, Plan
from activities.kinds import Kind, Minors, Rhythm, Sort
from activities.models import Activity, Template
from activities.models.called import LEADER_GONE
from activities.standing import known_as
from checkins.forms.fields import ChosenField
from grids.models import Place
from partyorg.hats import Hat
from teams.models import Team
from volunteers.kinds import Help
from volunteers.standing import communities_of
from worktime.fields import DayField, MomentField

MOST_ROLES, MOST_PEOPLE = 12, 10_000
SPOT_HINT = "地图上复制的纬度和经度，例如 36.0805, 120.3505。填了，签到时核对是不是在 200 米以内；空着就不核对。"
NO_SPOT = "位置要写成 36.0805, 120.3505 这样：先纬度，后经度。"


def number(label: str, *, missing: str, most: int, hint: str = "") -> forms.IntegerField:
    errors = {
        "required": missing, "invalid": "请写一个整数。", "min_value": "至少是 1。", "max_value": f"最多是 {most}。",
    }  # fmt: skip
    return forms.IntegerField(
        label=label, min_value=1, max_value=most, help_text=hint, error_messages=errors
    )  # fmt: skip


def choice(label: str, choices: Any, *, missing: str = "请选一项。", **more: Any) -> forms.ChoiceField:
    errors = {"required": missing, "invalid_choice": missing}
    return forms.ChoiceField(label=label, choices=choices, error_messages=errors, **more)


class TeamField(ChosenField):
    def label_from_instance(self, team: Model) -> str:
        return f"{team}（已解散）" if cast(Team, team).ended_on else str(team)


class CalledForm(SeenForm):
    """What both have in common. `order` says where what each adds stands."""

    community = ChosenField("哪个社区", Place.objects.none(), missing="请从名单里选一个社区。")
    title = open_name("名称", missing="请写明活动名称。", longest=40)
    kind = choice("活动还是值守", Kind.choices, initial=Kind.ACTIVITY)
    sort = choice("做什么", [("", "请选择"), *Sort.choices], missing="请选做什么。")
    help = choice(
        "帮的是谁（七助）", [("", "不是帮人的"), *Help.choices], required=False, help_text="爱心帮扶一定要选。"
    )
    where = open_line("在哪里", missing="请写明在哪里集合。", longest=80, hint="例如：3 号楼前的空地。")
    spot = line("位置", longest=60, hint=SPOT_HINT)  # a map writes more digits than a card number has
    quota = number("名额", missing="请写明要多少人。", most=MOST_PEOPLE)
    minors = choice("未成年人", Minors.choices, initial=Minors.NONE)
    team = TeamField("哪支队伍", Team.objects.none(), missing="请从名单里选队伍。", required=False)
    leader_phone = MobileField(
        label="负责人的手机号",
        required=False,
        help_text="现场亮码、点名的人，要注册过志愿者。空着：选了队伍就是队长，没选就是您自己。",
    )
    theme = open_line("主题", longest=30, hint="例如：邻里文化节。")
    suggestions = forms.BooleanField(label="开“献一策”：来的人可以写一条建议给组织者", required=False)
    words = open_text("说明", rows=4, hint="带什么、穿什么、注意什么。大家都看得到，不写电话和门牌号。")
    key = mark()

    def __init__(self, data: Any = None, *, hat: Hat, stands: Activity | Template | None = None) -> None:
        """`stands`: what is changed, with what stands in it."""
        super().__init__(data, initial=_as_filled(stands) if stands else None)
        self.hat, self.stands = hat, stands
        if not stands:
            del self.fields["seen"]
        else:
            del self.fields["key"]
            self.compare_with(stands.facts())
            leads = f"现在是{known_as(stands.leader)}。要换人才写" if stands.leader else f"{LEADER_GONE}：写新的"
            self.fields["leader_phone"].help_text = f"{leads}；换了队伍又空着，就是新队伍的队长。"
        mine = communities_of(hat)
        community = cast(forms.ModelChoiceField, self.fields["community"])
        community.queryset = Place.objects.filter(pk__in=[place.pk for place in mine])
        if isinstance(stands, Activity) and stands.sign_ups.exists():
            community.widget.choices = [(stands.community_id, str(stands.community))]
            community.help_text = "已经有人报过名，不能换到别的社区。"
        if len(mine) == 1:
            community.initial = mine[0].pk
        team = cast(forms.ModelChoiceField, self.fields["team"])
        as_it_stands = Q(pk=stands.team_id if stands else None)  # disbanded or not: who saves the rest leaves it
        mine_or_it = Team.objects.visible_to(hat).filter(Q(ended_on=None) | as_it_stands)
        team.queryset = mine_or_it.select_related("lead")
        team.empty_label = "不是哪支队伍的"

    def clean_words(self) -> str:
        if len(words := self.cleaned_data["words"]) > 500:
            raise forms.ValidationError("最多 500 个字，请写短一些。")
        return words

    def clean_spot(self) -> tuple[float, float] | None:
        written = self.cleaned_data["spot"].replace("，", ",").replace(",", " ").split()
        if not written:
            return None
        try:
            lat, lon = map(float, written)
        except ValueError:
            raise forms.ValidationError(NO_SPOT) from None
        if not (3 < lat < 54 and 73 < lon < 136):
            raise forms.ValidationError(NO_SPOT)
        return _rounded((lat, lon))

    def clean_leader_phone(self) -> User | None:
        phone = self.cleaned_data["leader_phone"]
        leader = User.objects.with_phone(phone)
        if phone and not (leader and leader.is_active):
            raise forms.ValidationError("这个手机号还没有注册志愿者，请本人先在手机上注册。")
        return leader

    def renew_mark(self) -> None:
        """Sent once more, it is another one."""
        self.data = {**{name: self.data.get(name) for name in self.data}, "key": str(uuid4())}

    def common(self) -> dict[str, Any]:
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("key", "leader_phone")}
        team, leader = said["team"], self.cleaned_data["leader_phone"]
        if leader is None and self.stands and team in (None, self.stands.team):
            return {**said, "leader": self.stands.leader}  # nobody is put in unasked
        return {**said, "leader": leader or (team.lead if team else self.hat.person)}


class ActivityForm(CalledForm):
    starts_at = MomentField(label="开始", missing="请写明什么时候开始。")
    ends_at = MomentField(label="结束", missing="请写明什么时候结束。")
    closes_at = MomentField(label="报名截止", missing="", hint="空着就是开始的时候。")
    roles = forms.CharField(
        label="岗位",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="要分岗位的，一行一个，写名称和人数，例如：搬运 3。加起来要等于名额。不分就空着。",
    )
    draft = forms.BooleanField(label="先存草稿，不发布", required=False)
    field_order = (
        "community", "title", "kind", "sort", "help", "starts_at", "ends_at", "closes_at", "where", "spot", "quota",
        "roles", "minors", "team", "leader_phone", "theme", "suggestions", "words", "draft",
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, hat: Hat, activity: Activity | None = None, at: datetime | None = None
    ) -> None:
        """`at`: now, where one is changed."""
        super().__init__(data, hat=hat, stands=activity)
        self.fields["closes_at"].required = False
        if activity:
            del self.fields["draft"]
        if activity and at and activity.start_is_fixed(at):
            # readonly is sent: who opened the form before it began is told, not passed over
            self.fields["starts_at"].widget.attrs["readonly"] = True
            self.fields["starts_at"].help_text = "活动已经开始，或者有人签到了：开始时间不能再改。结束时间可以改。"

    def clean_roles(self) -> list[tuple[str, int]]:
        lines = [line.split() for line in self.cleaned_data["roles"].splitlines() if line.strip()]
        if len(lines) > MOST_ROLES:
            raise forms.ValidationError(f"最多 {MOST_ROLES} 个岗位。")
        roles = [_role(line) for line in lines]
        if len({name for name, _ in roles}) < len(roles):
            raise forms.ValidationError("两个岗位不能同名。")
        return roles

    def plan(self) -> Plan:
        return Plan(**{name: value for name, value in self.common().items() if name != "draft"})


class PatternForm(CalledForm):
    rhythm = choice("多久一次", Rhythm.choices, initial=Rhythm.MONTHLY)
    first_on = DayField(label="第一次在哪天", missing="请写明第一次在哪天。", hint="以后每周的这一天，或每月的这一号。")
    starts = forms.TimeField(
        label="几点开始",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "请写明几点开始。", "invalid": "时间要写成 09:00 这样。"},
    )
    minutes = number("一次多少分钟", missing="请写明一次多少分钟。", most=24 * 60)
    field_order = (
        "community", "title", "kind", "sort", "help", "rhythm", "first_on", "starts", "minutes", "where", "spot",
        "quota", "minors", "team", "leader_phone", "theme", "suggestions", "words",
    )  # fmt: skip

    def pattern(self) -> Pattern:
        return Pattern(**self.common())


def _rounded(spot: tuple[float, float]) -> tuple[float, float]:
    """To ten centimetres."""
    lat, lon = spot
    return round(lat, 6), round(lon, 6)


_name_of_role = named("岗位", missing="", longest=15)


def _role(line: list[str]) -> tuple[str, int]:
    try:
        *name, people = line
        quota = int(people)
    except ValueError:
        raise forms.ValidationError("每行写岗位名称和人数，例如：搬运 3。") from None
    if not name or not 0 < quota <= MOST_PEOPLE:
        raise forms.ValidationError("每行写岗位名称和人数，例如：搬运 3。")
    return _name_of_role.clean("".join(name)), quota


def _as_filled(stands: Activity | Template) -> dict[str, Any]:
    """What stands in it, by the names of the fields."""
    filled = stands.facts()
    del filled["leader_phone"]
    filled["spot"] = "{}, {}".format(*filled["spot"]) if filled["spot"] else ""
    if "roles" in filled:
        filled["roles"] = "\n".join(f"{name} {quota}" for name, quota in filled["roles"])
    return filled
