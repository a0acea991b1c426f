from django.urls import path

from volunteers.views import people, proofs, records, reports, review, seeing

app_name = "volunteers"
urlpatterns = [
    path("volunteers/", review.review, name="review"),
    path("volunteers/approve/heap/", review.approve_heap, name="approve_heap"),
    path("volunteers/approve/", review.approve_all, name="approve_all"),
    path("volunteers/paper/", records.paper, name="paper"),
    path("volunteers/reports/", reports.reports, name="reports"),
    path("volunteers/reports/<int:pk>/value/", reports.value, name="value"),
    path("volunteers/people/", people.people, name="list"),
    path("volunteers/people/<int:pk>/", people.person, name="person"),
    path("volunteers/people/<int:pk>/birthday/", people.birthday, name="birthday"),
    path("volunteers/people/<int:pk>/name/", people.name, name="name"),
    path("volunteers/people/<int:pk>/phone/", seeing.phone, name="phone"),
    path("volunteers/proofs/", proofs.proofs, name="proofs"),
    path("volunteers/proofs/<int:pk>/", proofs.proof, name="proof"),
    path("volunteers/proofs/<int:pk>/paper.pdf", proofs.paper, name="proof_paper"),
    path("volunteers/proofs/<int:pk>/<str:deed>/", proofs.decide, name="proof_decide"),
    path("volunteers/records/<int:pk>/", records.record, name="record"),
    path("volunteers/records/<int:pk>/<str:deed>/", records.decide, name="decide"),
]
