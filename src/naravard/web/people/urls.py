"""The addresses of people."""

from django.urls import path

from naravard.web.people.views import invitation, inviting, me, people, role_list, roles, standing_in

app_name = "people"
_OWN = "organisation/<str:organisation_code>/manniskor/"

urlpatterns = [
    path(_OWN, people.people, name="people"),
    path(f"{_OWN}bjud-in/", inviting.invite_someone, name="invite"),
    path(f"{_OWN}samma-person/", roles.same, name="same"),
    path(f"{_OWN}inbjudningar/<int:invitation_id>/skicka-igen/", inviting.renew, name="renew"),
    path(f"{_OWN}inbjudningar/<int:invitation_id>/aterkalla/", inviting.withdraw, name="withdraw"),
    path(f"{_OWN}<uuid:person_id>/ny-roll/", roles.give, name="give"),
    path(f"{_OWN}roller/<int:membership_id>/avsluta/", roles.end, name="end"),
    path(f"{_OWN}roller/<int:membership_id>/lamna-over/", standing_in.hand, name="hand_over"),
    path(f"{_OWN}stallforetradare/<int:stand_in_id>/avsluta/", standing_in.end_stand, name="end_stand_in"),
    path("mitt/", me.me, name="me"),
    path("mitt/namn/", me.rename, name="rename"),
    path("roller/", role_list.roles, name="roles"),
    path("inbjudan/", invitation.invitation, name="invitation"),
    path("inbjudan/<str:secret>/", invitation.link, name="invitation_link"),
]
