from django.urls import path

from volunteers.views import checking, joining, mine, my_proofs, passing, ranking, rules

app_name = "volunteering"
urlpatterns = [
    path("", joining.hub, name="hub"),
    path("join/", joining.join, name="join"),
    path("join/community/", joining.communities, name="communities"),
    path("mine/", mine.mine, name="mine"),
    path("mine/<int:pk>/appeal/", mine.appeal, name="appeal"),
    path("rules/", rules.rules, name="rules"),
    path("ranked/", joining.ranked, name="ranked"),
    path("leave/", joining.leave, name="leave"),
    path("give/", passing.give, name="give"),
    path("family/", passing.family, name="family"),
    path("family/ask/", passing.ask_family, name="ask_family"),
    path("family/<int:pk>/agree/", passing.agree, name="agree"),
    path("family/<int:pk>/end/", passing.end, name="end_family"),
    path("family/<int:pk>/pass/", passing.pass_on, name="pass_on"),
    path("ranking/", ranking.rankings, name="ranking"),
    path("proofs/", my_proofs.my_proofs, name="proofs"),
    path("proofs/ask/", my_proofs.ask, name="ask_proof"),
    path("proofs/<int:pk>/paper.pdf", my_proofs.my_paper, name="paper"),
    path("proof/", checking.look_up, name="look_up"),
    path("proof/<str:code>/", checking.proof, name="proof"),
]
