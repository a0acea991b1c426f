"""筛选: what narrows a list of cases. All of it stands in the address, so that a narrowed list can be kept and sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, cast
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.db.models import Exists, Q

from cases.models import CaseQuerySet, Category
from cases.models.queries import inside, urgings
from cases.terms import Channel, Level, Urgency
from grids.models import Place
from grids.workflow import Level as PlaceLevel
from partyorg.hats import Hat
from partyorg.models import Organisation
from worktime.fields import DayField

FIELDS = ("place", "category", "urgency", "level", "host", "channel", "urged", "since", "until")
KEPT = ("q", "words", *FIELDS)  # of an address; the page and the case beside the list are nobody's view
LISTED_AT_MOST = 300  # places in one list; where there are more the grids stay out of it
_SHOWN = (PlaceLevel.STREET, PlaceLevel.COMMUNITY, PlaceLevel.VILLAGE, PlaceLevel.GRID)


def query_of(said: Mapping[str, Any]) -> str:
    """The address of a list without its page: what a view keeps, always in the same order."""
    return urlencode([(name, said[name]) for name in KEPT if said.get(name)])


URGED = [("1", "催过的")]
_WORDS: dict[str, dict[str, str]] = {
    name: {str(value): str(label) for value, label in words.choices}
    for name, words in [("urgency", Urgency), ("level", Level), ("channel", Channel)]
} | {"urged": dict(URGED)}


class PlaceField(forms.CharField):
    """By its code. Any place will do: nobody sees more for having named it."""

    def clean(self, value: Any) -> Place | None:
        code = super().clean(value)
        if not code:
            return None
        place = Place.objects.with_code(code).first() if code.isdecimal() else None
        if place is None:
            raise forms.ValidationError("没有这个地方，请从名单里选。")
        return place


def _among(label: str, choices: list[tuple[Any, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", "不限"), *choices],
        required=False,
        error_messages={"invalid_choice": f"没有这种{label}，请从名单里选。"},
    )


class FilterForm(forms.Form):
    """Read from the address. What is wrong in it narrows nothing and is said at its field."""

    place = PlaceField(label="地方", required=False, widget=forms.Select)
    category = forms.ModelChoiceField(
        Category.objects.all(),
        label="类别",
        required=False,
        empty_label="不限",
        error_messages={"invalid_choice": "没有这一类，请从名单里选。"},
    )
    urgency = _among("紧急程度", Urgency.choices)
    level = _among("负责层级", Level.choices)
    host = forms.ModelChoiceField(
        Organisation.objects.all(),
        label="主办单位",
        required=False,
        empty_label="不限",
        error_messages={"invalid_choice": "没有这个单位，请从名单里选。"},
    )
    channel = _among("来源", Channel.choices)
    urged = _among("居民催办", URGED)
    since = DayField(label="上报从")
    until = DayField(label="到")

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", "结束的日期早于开始的日期。")
            self.cleaned_data.pop("since")
        return self.cleaned_data

    def open_for(self, hat: Hat, cases: CaseQuerySet) -> None:
        """List what there is to choose from: one's own places, and the units that host something in the list."""
        self.fields["place"].widget.choices = [("", "不限"), *_places_of(hat)]
        hosting = cases.order_by().filter(host_org__isnull=False).values("host_org")
        chosen = Q(pk=host.pk) if (host := self.cleaned_data.get("host")) else Q()
        units = Organisation.objects.filter(Q(pk__in=hosting) | chosen if chosen else Q(pk__in=hosting))
        cast(forms.ModelChoiceField, self.fields["host"]).queryset = units.order_by("kind", "name")
        category = self.cleaned_data.get("category")
        offered = Q(is_active=True) | Q(pk=category.pk if category else None)
        cast(forms.ModelChoiceField, self.fields["category"]).queryset = Category.objects.filter(offered)

    @property
    def is_narrowing(self) -> bool:
        return any(self.cleaned_data.get(name) for name in FIELDS)

    @property
    def which(self) -> Q:
        """The condition of a case."""
        return _condition(self.cleaned_data)

    @property
    def chips(self) -> Iterator[tuple[str, str, str]]:
        """Of each filter that is on: its name, what it says, the address of the list without it."""
        for name in FIELDS:
            if said := self.cleaned_data.get(name):
                rest = query_of({key: value for key, value in self.data.items() if key != name})
                yield str(self.fields[name].label), self._told(name, said), rest

    def _told(self, name: str, said: Any) -> str:
        if isinstance(said, date):
            return f"{said.year}年{said.month}月{said.day}日"
        return _WORDS[name][str(said)] if name in _WORDS else str(said)


def conditions_of(queries: Mapping[str, Mapping[str, str]]) -> dict[str, Q]:
    """The conditions of many kept addresses by their keys, in one query at most. They were judged when they were kept;
    one that names a place which is closed since has none.
    """
    codes = {said["place"] for said in queries.values() if "place" in said}
    places = {place.code: place for place in Place.objects.not_closed().filter(code__in=codes)} if codes else {}
    found = {}
    for key, said in queries.items():
        days = {name: date.fromisoformat(said[name]) for name in ("since", "until") if name in said}
        if "place" not in said or said["place"] in places:
            found[key] = _condition({**said, **days, "place": places.get(said.get("place", ""))})
    return found


def _condition(said: Mapping[str, Any]) -> Q:
    conditions = [inside(said["place"])] if said.get("place") else []
    conditions += [Q(**{column: said[name]}) for name, column in _COLUMNS.items() if said.get(name)]
    conditions += [Q(submitted_at__gte=_midnight(said["since"]))] if said.get("since") else []
    conditions += [Q(submitted_at__lt=_midnight(said["until"], 1))] if said.get("until") else []
    conditions += [Q(Exists(urgings()))] if said.get("urged") else []
    return Q(*conditions)


_COLUMNS = {
    "category": "category",
    "urgency": "urgency",
    "level": "owner_level",
    "host": "host_org",
    "channel": "channel",
}


def _midnight(day: date, later: int = 0) -> datetime:
    return datetime.combine(day + timedelta(days=later), time.min, ZoneInfo(settings.TIME_ZONE))


def _places_of(hat: Hat) -> list[tuple[str, str]]:
    """What lies in the places of one's posts, or of the units they are at; in the order of the tree."""
    own = [post.covers or (post.organisation.place if post.organisation else None) for post in hat.posts]
    within = Q(pk__in=[])
    for place in own:
        within |= Q(tree_id=place.tree_id, lft__gte=place.lft, rght__lte=place.rght) if place else within
    found = Place.objects.not_closed().filter(within, level__in=_SHOWN).order_by("tree_id", "lft")
    rows = list(found.values_list("code", "name", "level")[: LISTED_AT_MOST + 1])
    if len(rows) > LISTED_AT_MOST:
        rows = list(found.exclude(level=PlaceLevel.GRID).values_list("code", "name", "level")[:LISTED_AT_MOST])
    return [(code, "　" * _DEPTH[level] + name) for code, name, level in rows]


_DEPTH = {PlaceLevel.STREET: 0, PlaceLevel.COMMUNITY: 1, PlaceLevel.VILLAGE: 1, PlaceLevel.GRID: 2}
