"""What the demo's people keep at their desks: views, phrases, and a second post to put on."""

from django.contrib.auth.hashers import make_password

from accounts.models import User
from cases.models import Phrase, SavedView
from governance.demo.people import SINCE
from governance.demo.sign_ins import BRANCH, COMMUNITY, PARTY_OFFICER, PASSWORD, STREET
from partyorg.kinds import Role
from partyorg.models import Organisation, Post

# who, what it is called, the list's address, whether the unit shares it
VIEWS = [
    ("street", "街道紧急件", "q=open&urgency=URGENT", STREET),
    ("street", "电话来的", "q=open&channel=PHONE", ""),
    ("street", "还在网格的", "q=open&level=1", ""),
    ("community", "随手拍在办", "q=open&channel=SNAPSHOT", COMMUNITY),
    ("branch", "处置中的一般件", "q=handling&urgency=NORMAL", ""),
]
# whose (a person's or a unit's), what it is called, its words, the form it is meant for
PHRASES = [
    (STREET, "请到现场", "请{单位}派人到{地点}看一看，{期限}前办好。", "dispatch"),
    (STREET, "已会商", "各单位到场会商，定下{单位}牵头，其他单位配合。", "minutes"),
    (COMMUNITY, "转告诉求人", "已打电话告诉诉求人：编号{编号}，{期限}前有结果。", "contacted"),
    (BRANCH, "已修好", "{单位}已到{地点}修好，现场试过，能正常用。", "finish"),
    ("branch", "网格试过", "网格上门看过，找物业和住户一起试过，本网格没有能修的人。", "match_resource"),
]


def add_kept() -> None:
    """The community's secretary keeps the register of the party as well: two posts, one on at a time."""
    people = User.objects.in_bulk(["street", "community", "branch"], field_name="username")
    units = {unit.name: unit for unit in Organisation.objects.filter(name__in=[STREET, COMMUNITY, BRANCH])}
    SavedView.objects.bulk_create(
        SavedView(owner=people[who], name=name, query=query, unit=units.get(unit)) for who, name, query, unit in VIEWS
    )
    Phrase.objects.bulk_create(
        Phrase(unit=units.get(whose), person=people.get(whose), title=title, words=words, for_move=move)
        for whose, title, words, move in PHRASES
    )
    party = User.objects.create(username=PARTY_OFFICER, name="尤静", password=make_password(PASSWORD))
    for person in (people["community"], party):
        Post.objects.create(person=person, organisation=units[COMMUNITY], role=Role.PARTY_OFFICER, from_date=SINCE)
