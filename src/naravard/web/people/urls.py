"""The addresses of people."""

from django.urls import path

from naravard.web.people.views import (
    invitation,
    invitations,
    lone_work,
    me,
    names,
    people,
    role_list,
    roles,
    stand_ins,
    waiting_roles,
)

app_name = "people"
_OWN = "organisation/<str:organisation_code>/manniskor/"

urlpatterns = [
    path(_OWN, people.people, name="people"),
    path(f"{_OWN}bjud-in/", invitations.invite_someone, name="invite"),
    path(f"{_OWN}ensam/", lone_work.state, name="lone_work"),
    path(f"{_OWN}ensam/<int:lone_work_id>/avsluta/", lone_work.end, name="end_lone_work"),
    path(f"{_OWN}samma-person/", roles.same, name="same"),
    path(f"{_OWN}inbjudningar/<int:invitation_id>/skicka-igen/", invitations.renew, name="renew"),
    path(f"{_OWN}inbjudningar/<int:invitation_id>/aterkalla/", invitations.withdraw, name="withdraw"),
    path(f"{_OWN}<uuid:person_id>/ny-roll/", roles.give, name="give"),
    path(f"{_OWN}roller/<int:membership_id>/avsluta/", roles.end, name="end"),
    path(f"{_OWN}roller/<int:membership_id>/lamna-over/", stand_ins.hand, name="hand_over"),
    path(f"{_OWN}stallforetradare/<int:stand_in_id>/avsluta/", stand_ins.end_stand, name="end_stand_in"),
    path(f"{_OWN}<uuid:person_id>/namn/", names.answer_to_name, name="name"),
    path(f"{_OWN}vantar/<int:proposed_id>/bekrafta/", waiting_roles.confirm, name="confirm"),
    path(f"{_OWN}vantar/<int:proposed_id>/aterkalla/", waiting_roles.withdraw, name="withdraw_role"),
    path("mitt/", me.me, name="me"),
    path("mitt/namn/", me.rename, name="rename"),
    path("roller/", role_list.roles, name="roles"),
    path("inbjudan/", invitation.invitation, name="invitation"),
    path("inbjudan/<str:secret>/", invitation.link, name="invitation_link"),
]
