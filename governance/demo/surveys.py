"""Two third-party surveys of the district, community by community; in the smallest ones too few were asked."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from accounts.models import User
from dashboards.models import Problem, Survey, SurveyResult, SurveyTag
from grids.models import Place
from grids.workflow import Level

SHARES = (24, 18, 11, 15, 7)  # of a hundred asked, by problem


def add_surveys(*, at: datetime) -> None:
    district = Place.objects.get(level=Level.DISTRICT)
    places = list(Place.objects.under(district).filter(level=Level.COMMUNITY).order_by("code"))
    problems = list(Problem.objects.filter(is_active=True))
    for number, (name, back) in enumerate((("上季度入户满意度调查", 110), ("本季度入户满意度调查", 20))):
        last = localdate(at) - timedelta(days=back)
        survey = Survey.objects.create(
            name=name, by_whom="示例调查公司", first_on=last - timedelta(days=9), last_on=last, place=district,
            entered_by=User.objects.get(username="platform"), entered_at=at - timedelta(days=back - 3),
        )  # fmt: skip
        results = SurveyResult.objects.bulk_create(
            SurveyResult(
                survey=survey, place=place, satisfied=12 + (step * 7 + number * 5) % 60, mostly=8 + step * 5 % 23,
                dissatisfied=3 + step * 3 % 11,
            )
            for step, place in enumerate(places)
        )  # fmt: skip
        SurveyTag.objects.bulk_create(
            SurveyTag(result=result, problem=problem, number=max(1, _asked(result) * (share - 3 * number) // 100))
            for result in results
            for problem, share in zip(problems, SHARES, strict=False)
        )


def _asked(result: SurveyResult) -> int:
    return result.satisfied + result.mostly + result.dissatisfied
