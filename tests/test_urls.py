"""Who gets what at which URL? Every one of them, for every role and every distance.

The table is literal: it may not approve itself. A URL without a row fails. When a page changes,
the failing test prints the line as it is now; copy it only after asking whether it should be so.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cpfacilitate.accounts.context import APART

from .things import Stage

# The columns, in this order: the cast of the community, those who stand outside, nobody.
INSIDE = (
    "facilitator", "mentor", "focal_point", "coordinator",
    "committee_member", "social_worker", "observer", "administrator",
)  # fmt: skip
OUTSIDE = (
    "outsider_facilitator", "outsider_committee_member", "outsider_social_worker",
    "other_coordinator", "stranger",
)  # fmt: skip
COLUMNS = (*INSIDE, *OUTSIDE, "anonymous")
# y it is shown · n there is nothing (404) · x not yours (403) · m not this way (405)
# u unfinished (422) · c not now (409) · r sent on (302) · s to the sign-in
LETTERS = {200: "y", 404: "n", 403: "x", 405: "m", 422: "u", 409: "c", 302: "r"}

# METHOD name[@variety][?query]: whether each column sees it. A POST carries its key and a reason.
#                                               fmfccsoa fcsos -
TABLE = """
GET  home                                       yyyyyyyy yyyyy s
GET  health                                     yyyyyyyy yyyyy y
POST leave                                      yyyyyyyy yyyyy y
GET  slip_open                                  yyyyyyyy yyyyy y
POST slip_open                                  nnnnnnnn nnnnn n
POST slip_answer                                nnnnnnnn nnnnn n
POST set_look                                   rrrrrrrr rrrrr r
POST set_language                               rrrrrrrr rrrrr r
GET  account_login                              rrrrrrrr rrrrr y
GET  account_logout                             yyyyyyyy yyyyy s
GET  account_menu                               yyyyyyyy yyyyy s
GET  account_inactive                           yyyyyyyy yyyyy y
GET  account_reauthenticate                     yyyyyyyy yyyyy s
GET  account_change_password                    yyyyyyyy yyyyy s
GET  account_reset_password                     yyyyyyyy yyyyy y
POST account_confirm_password_reset_code        ssssssss sssss s
GET  account_confirm_password_reset_code        ssssssss sssss s
GET  account_complete_password_reset            rrrrrrrr rrrrr r
GET  account_password_reset_completed           yyyyyyyy yyyyy y
GET  mfa_index                                  yyyyyyyy yyyyy s
GET  mfa_authenticate                           rrrrrrrr rrrrr s
GET  mfa_reauthenticate                         rrrrrrrr rrrrr s
GET  mfa_activate_totp                          rrrrrrrr rrrrr s
GET  mfa_deactivate_totp                        nnnnnnnn nnnnn s
GET  mfa_view_recovery_codes                    nnnnnnnn nnnnn s
GET  mfa_generate_recovery_codes                rrrrrrrr rrrrr s
GET  mfa_download_recovery_codes                nnnnnnnn nnnnn s
GET  usersessions_list                          yyyyyyyy yyyyy s
GET  help_roles                                 yyyyyyyy yyyyy s
GET  organisation_edit                          xxxxxxxy xxxxx s
GET  carried_form                               ynnnnnnn nnnnn s
GET  notification_list                          yyyyyyyy yyyyy s
POST notification_open                          rnnnnnnn nnnnn s
POST notification_read                          rnnnnnnn nnnnn s
POST notification_read_all                      rrrrrrrr rrrrr s
GET  mail_preference_edit                       yyyyyyyy yyyyy s
GET  email_edit                                 rrrrrrrr rrrrr s
GET  mail_list                                  xxxxxxxy xxxxx s
POST mail_retry                                 nnnnnnnr nnnnn s
GET  invitation_accept                          yyyyyyyy yyyyy y
GET  overview:community_page                    yynyynnn nnnnn s
POST carried_form                               rnnnnnnn nnnnn s
POST account_login                              rrrrrrrr rrrrr y
POST account_logout                             ssssssss sssss s
POST usersessions_list                          rrrrrrrr rrrrr s
GET  overview:person_list                       xxxyxxxy xxxyx s
GET  overview:person_add                        xxxyxxxy xxxyx s
GET  overview:person_show                       nnnynnny nnnnn s
GET  overview:person_renew                      nnnynnnx nnnnn s
GET  overview:person_lift                       nnnxnnny nnnnn s
POST overview:person_lift                       nnnxnnnc nnnnn s
GET  overview:person_role_add                   nnnynnny nnnnn s
GET  overview:membership_end                    nnnynnnx nnnnn s
GET  overview:membership_assign                 nnnynnnx nnnnn s
GET  overview:assignment_end                    nnnynnnx nnnnn s
GET  overview:rhythm                            yyxyxxxx yxxyx s
GET  overview:community_pack                    yynxynnn nnnnn s
POST overview:community_pack_data               yynxynnn nnnnn s
GET  overview:practice_list                     yynyynnn nnnnn s
GET  overview:practice_show                     yynyynnn nnnnn s
GET  overview:reflect                           yynnnnnn nnnnn s
GET  overview:confirmation_list                 yyxxxxxx yxxxx s
GET  overview:deletion_list                     yyyyxxxx yxxyx s
GET  participants:community_list                yyxyyxxx yyxyx s
GET  participants:community_add                 xxxyxxxx xxxyx s
GET  participants:cluster_add                   xxxyxxxx xxxyx s
GET  participants:subgroup_list                 yynyynnn nnnnn s
GET  participants:subgroup_add                  yxnyxnnn nnnnn s
GET  participants:subgroup_edit                 yxnyxnnn nnnnn s
GET  participants:round_add                     yxnyxnnn nnnnn s
GET  participants:member_list                   yynyynnn nnnnn s
GET  participants:member_add                    yxnyxnnn nnnnn s
GET  participants:member_leave                  yxnyxnnn nnnnn s
GET  participants:agreement_show                yynyynnn nnnnn s
GET  participants:agreement_edit                yxnxxnnn nnnnn s
GET  participants:agreement_move?to=paused      yxnxynnn nnnnn s
GET  participants:agreement_move?to=concluded   yxnxxnnn nnnnn s
GET  participants:agreement_move?to=stepped_back xynxxnnn nnnnn s
GET  participants:service_list                  yyyyyyxx yyyyx s
GET  participants:service_print                 yyyyyyxx yyyyx s
GET  participants:service_show                  yyyyyynn yyyyn s
GET  participants:call_list                     xxxyxxxx xxxyx s
GET  participants:access_add?community=communities&service=services yxnyxnnn nnnnn s
GET  participants:access_show                   yynyynnn nnnnn s
GET  participants:access_edit                   yxnyxnnn nnnnn s
GET  participants:service_add                   xxxyxxxx xxxyx s
GET  participants:service_edit                  xxxyxxnn xxxyn s
GET  participants:service_confirm               xxxyxxnn xxxyn s
GET  participants:community_edit                xxnyxnnn nnnnn s
GET  reports:community_import                   xxxyxxxx xxxyx s
POST reports:community_import                   xxxuxxxx xxxux s
POST reports:community_export                   xxxuxxxx xxxux s
GET  reports:service_import                     xxxyxxxx xxxyx s
POST reports:service_import                     xxxuxxxx xxxux s
GET  reports:service_export                     yyyyyyxx yyyyx s
POST reports:service_export                     uuuuuuxx uuuux s
GET  reports:import_show                        nnnynnnn nnnnn s
GET  reports:import_show@services               nnnynnnn nnnnn s
POST reports:import_apply                       nnnrnnnn nnnnn s
POST reports:import_apply@services              nnnrnnnn nnnnn s
POST reports:import_discard                     nnnrnnnn nnnnn s
GET  overview:link_show                         yynyyynn nnnnn s
GET  overview:link_show@asked                   yynyynnn nnnnn s
GET  overview:barrier_show                      yynyynnn nnnnn s
GET  overview:barrier_show@settled              yynyynnn nnnnn s
GET  participants:link_list                     yynyynnn nnnnn s
GET  participants:link_add                      yxnxxnnn nnnnn s
GET  participants:link_edit                     yxnxxxnn nnnnn s
GET  participants:link_start                    cxnxxxnn nnnnn s
GET  participants:link_start@asked              yxnxxnnn nnnnn s
GET  participants:link_end                      yxnxxxnn nnnnn s
GET  participants:link_rate                     yxnxyxnn nnnnn s
GET  participants:link_sheet                    yynyyynn nnnnn s
GET  participants:link_sheet@asked              yynyynnn nnnnn s
GET  participants:commitment_add                yxnxxxnn nnnnn s
GET  participants:commitment_edit               yxnxxxnn nnnnn s
GET  participants:commitment_report             yxnxyxnn nnnnn s
GET  participants:meeting_add                   yxnxyxnn nnnnn s
GET  participants:meeting_edit                  yxnxyxnn nnnnn s
GET  participants:barrier_list                  yynyynnn nnnnn s
GET  participants:barrier_add                   yxnxxnnn nnnnn s
GET  participants:barrier_edit                  yxnxxnnn nnnnn s
GET  participants:barrier_edit@settled          cxnxxnnn nnnnn s
GET  participants:barrier_move?to=solved        yxnxynnn nnnnn s
GET  participants:barrier_move@settled?to=open  yxnxynnn nnnnn s
GET  participants:barrier_move?to=nonsense      xxnxxnnn nnnnn s
GET  dialogues:action_point                     yxnxxnnn nnnnn s
GET  dialogues:action_point@draft               yxnnnnnn nnnnn s
POST reports:import_discard@services            nnnrnnnn nnnnn s
GET  participants:leaving_show                  yynyynnn nnnnn s
GET  participants:leaving_edit                  yxnxxnnn nnnnn s
POST participants:leaving_stop                  rxnxrnnn nnnnn s
GET  participants:handover_list                 yynyynnn nnnnn s
GET  participants:handover_add                  yxnxxnnn nnnnn s
GET  participants:contact_add                   yxnxxnnn nnnnn s
GET  participants:agreement_renew               yxnxxnnn nnnnn s
GET  participants:visit_list                    yynyynnn nnnnn s
GET  participants:visit_add                     cxnxxnnn nnnnn s
GET  participants:visit_edit                    yxnxxnnn nnnnn s
GET  participants:phase_list                    yynyynnn nnnnn s
GET  participants:phase_add                     yxnxxnnn nnnnn s
GET  participants:phase_end                     yxnxxnnn nnnnn s
POST participants:subgroup_pause                rxnxxnnn nnnnn s
POST participants:subgroup_resume               cxnxxnnn nnnnn s
GET  participants:round_show                    yynyynnn nnnnn s
GET  participants:gathering_plan                yxnyxnnn nnnnn s
GET  participants:voice_add                     yxnyxnnn nnnnn s
GET  participants:voice_edit                    yxnyxnnn nnnnn s
POST participants:voice_move?to=chose_not       rxnrxnnn nnnnn s
POST participants:voice_move?to=heard           cxnxxnnn nnnnn s
POST participants:voice_remove                  rxnrxnnn nnnnn s
GET  participants:voice_deliver                 yxnxxnnn nnnnn s
GET  participants:member_edit                   yxnyxnnn nnnnn s
GET  participants:member_withdraw               yxnyynnn nnnnn s
GET  participants:children_add                  yxnyxnnn nnnnn s
GET  participants:children_edit                 yxnyxnnn nnnnn s
GET  participants:children_end                  yxnyxnnn nnnnn s
GET  participants:practice_add                  yxnxxnnn nnnnn s
GET  participants:practice_edit                 yxnxxnnn nnnnn s
GET  dialogues:session_list                     yyxxxxxx yxxxx s
GET  dialogues:session_add                      yxxxxxxx yxxxx s
GET  overview:community_services_back           yynyynnn nnnnn s
POST overview:community_open_barrier            uxnxxnnn nnnnn s
POST overview:person_add                        xxxuxxxu xxxux s
POST overview:person_renew                      nnnynnnx nnnnn s
POST overview:person_role_add                   nnnunnnu nnnnn s
POST overview:membership_end                    nnnrnnnx nnnnn s
POST overview:membership_assign                 nnnunnnx nnnnn s
POST overview:assignment_end                    nnnrnnnx nnnnn s
GET  dialogues:session_show                     yynnnnnn nnnnn s
GET  dialogues:session_show@draft               ynnnnnnn nnnnn s
GET  dialogues:session_edit                     yxnnnnnn nnnnn s
GET  dialogues:session_edit@draft               ynnnnnnn nnnnn s
GET  dialogues:session_record                   rxnnnnnn nnnnn s
GET  dialogues:session_record@draft             ynnnnnnn nnnnn s
POST dialogues:session_discard                  cxnnnnnn nnnnn s
POST dialogues:session_discard@draft            rnnnnnnn nnnnn s
POST dialogues:session_lock                     rrnnnnnn nnnnn s
POST dialogues:session_lock@draft               cnnnnnnn nnnnn s
GET  dialogues:tool_add?session=sessions        yxnnnnnn nnnnn s
GET  dialogues:tool_add?session=sessions.draft  ynnnnnnn nnnnn s
GET  dialogues:tool_edit                        yxnnnnnn nnnnn s
GET  dialogues:tool_edit@draft                  ynnnnnnn nnnnn s
POST dialogues:tool_remove                      rxnnnnnn nnnnn s
POST dialogues:tool_remove@draft                rnnnnnnn nnnnn s
POST dialogues:session_unlock                   uunnnnnn nnnnn s
GET  dialogues:reflection_list                  yyxxxxxx yxxxx s
GET  dialogues:reflection_add?session=sessions  rxnnnnnn nnnnn s
GET  dialogues:reflection_add?session=sessions.draft ynnnnnnn nnnnn s
GET  dialogues:reflection_show                  yynnnnnn nnnnn s
GET  dialogues:reflection_edit                  yxnnnnnn nnnnn s
POST dialogues:reflection_answer                uunnnnnn nnnnn s
POST dialogues:reflection_talk_over             rrnnnnnn nnnnn s
GET  dialogues:amendment_add?session=sessions   yxnnnnnn nnnnn s
GET  dialogues:amendment_add?session=sessions.draft cnnnnnnn nnnnn s
GET  dialogues:session_paper                    yxxxxxxx yxxxx s
POST dialogues:session_keep_promise             rxnnnnnn nnnnn s
GET  dialogues:round_compare                    yynnnnnn nnnnn s
GET  dialogues:round_findings                   yynnynnn nnnnn s
GET  dialogues:round_trail                      yynnynnn nnnnn s
GET  dialogues:round_tell_back                  yynnynnn nnnnn s
GET  dialogues:finding_show                     yynnynnn nnnnn s
GET  dialogues:finding_withdraw                 yxnnxnnn nnnnn s
POST dialogues:finding_open                     ccnnxnnn nnnnn s
POST dialogues:finding_guard                    rrnnxnnn nnnnn s
GET  dialogues:presentation_add?round=rounds    yxnnxnnn nnnnn s
GET  dialogues:response_add?finding=findings    yxnnxnnn nnnnn s
GET  dialogues:tell_back_add?round=rounds       yxnnxnnn nnnnn s
POST dialogues:presentation_remove              cxnnxnnn nnnnn s
POST dialogues:response_remove                  rxnnxnnn nnnnn s
POST dialogues:tell_back_remove                 rxnnxnnn nnnnn s
GET  dialogues:plan_list                        yyxyyxxx yyxyx s
GET  dialogues:plan_add?round=rounds            yxnxxnnn nnnnn s
GET  dialogues:plan_show                        yynyynnn nnnnn s
GET  dialogues:plan_show@draft                  yynnnnnn nnnnn s
GET  dialogues:plan_edit                        yxnxxnnn nnnnn s
GET  dialogues:plan_edit@draft                  yxnnnnnn nnnnn s
GET  dialogues:plan_send                        cxnxxnnn nnnnn s
GET  dialogues:plan_send@draft                  yxnnnnnn nnnnn s
POST dialogues:plan_take_back                   cxnxxnnn nnnnn s
POST dialogues:plan_review                      uxnxunnn nnnnn s
POST dialogues:plan_review@draft                uxnnnnnn nnnnn s
POST dialogues:plan_answer_change               uxnxxnnn nnnnn s
GET  dialogues:plan_agree                       cxnxcnnn nnnnn s
POST dialogues:plan_move                        uunuunnn nnnnn s
GET  dialogues:plan_set_aside                   yxnxxnnn nnnnn s
GET  dialogues:action_add?plan=plans            yxnxxnnn nnnnn s
GET  dialogues:action_add?plan=plans.draft      yxnnnnnn nnnnn s
GET  dialogues:action_edit                      yxnxxnnn nnnnn s
GET  dialogues:action_edit@draft                yxnnnnnn nnnnn s
POST dialogues:action_remove                    cxnxxnnn nnnnn s
POST dialogues:action_remove@draft              rxnnnnnn nnnnn s
POST dialogues:action_start                     rxnxrnnn nnnnn s
GET  dialogues:action_finish                    cxnxcnnn nnnnn s
GET  dialogues:action_drop                      yxnxynnn nnnnn s
POST dialogues:action_confirm                   cxnxcnnn nnnnn s
GET  dialogues:child_role_add?action=actions    yxnxxnnn nnnnn s
GET  dialogues:child_role_edit                  yxnxxnnn nnnnn s
GET  dialogues:child_role_edit@draft            yxnnnnnn nnnnn s
POST dialogues:child_role_remove                rxnxxnnn nnnnn s
POST dialogues:child_role_remove@draft          rxnnnnnn nnnnn s
GET  dialogues:guess_add?round=rounds&subgroup=women yxnnnnnn nnnnn s
GET  dialogues:guess_add?round=rounds&subgroup=men cxnnnnnn nnnnn s
GET  dialogues:guess_show                       yynnnnnn nnnnn s
GET  dialogues:guess_cards                      yynnnnnn nnnnn s
GET  dialogues:guess_edit                       cxnnnnnn nnnnn s
GET  dialogues:guess_edit@open                  yxnnnnnn nnnnn s
GET  dialogues:guess_see                        yxnnnnnn nnnnn s
GET  dialogues:guess_see@open                   yxnnnnnn nnnnn s
GET  dialogues:guess_show@open?step=3           yynnnnnn nnnnn s
GET  dialogues:round_compare?by=category        yynnnnnn nnnnn s
GET  dialogues:round_group                      yynnnnnn nnnnn s
GET  dialogues:round_group?harm=term            yynnnnnn nnnnn s
POST dialogues:grouping_end?round=rounds        rxnnnnnn nnnnn s
GET  dialogues:practice_list                    yynnnnnn nnnnn s
GET  dialogues:practice_add                     yxnnnnnn nnnnn s
GET  dialogues:practice_show@talked             yynnnnnn nnnnn s
GET  dialogues:practice_edit@talked             yxnnnnnn nnnnn s
GET  dialogues:norm_reflection_add?practice=practices.talked yxnnnnnn nnnnn s
GET  dialogues:norm_reflection_edit             yxnnnnnn nnnnn s
GET  dialogues:by_law_list                      yynnynnn nnnnn s
GET  dialogues:by_law_add                       yxnnxnnn nnnnn s
GET  dialogues:by_law_show                      yynnynnn nnnnn s
GET  dialogues:by_law_edit                      yxnnxnnn nnnnn s
GET  dialogues:process_check_show               yynnnnnn nnnnn s
GET  dialogues:process_check_add                yxnnnnnn nnnnn s
GET  dialogues:process_check_add?group=subgroups yxnnnnnn nnnnn s
GET  dialogues:process_check_edit               yxnnnnnn nnnnn s
GET  dialogues:action_show                      yynyynnn nnnnn s
GET  dialogues:action_show@draft                yynnnnnn nnnnn s
GET  dialogues:action_show@told                 yynyynnn nnnnn s
GET  dialogues:plan_progress@told               yynyynnn nnnnn s
GET  dialogues:progress_report_add?action=actions yxnxynnn nnnnn s
GET  dialogues:progress_report_add?action=actions.draft cxnnnnnn nnnnn s
GET  dialogues:progress_report_edit             xxnxynnn nnnnn s
GET  dialogues:progress_report_answer           yxnxynnn nnnnn s
GET  dialogues:milestone_add?action=actions     yxnxxnnn nnnnn s
GET  dialogues:milestone_edit                   yxnxxnnn nnnnn s
GET  dialogues:milestone_reach                  yxnxynnn nnnnn s
POST dialogues:milestone_remove                 rxnxxnnn nnnnn s
GET  dialogues:plan_resource_add?plan=plans     yxnxxnnn nnnnn s
GET  dialogues:plan_resource_edit               yxnxxnnn nnnnn s
POST dialogues:plan_resource_remove             rxnxxnnn nnnnn s
GET  dialogues:finding_options                  yynnynnn nnnnn s
GET  dialogues:finding_sheet                    yynnynnn nnnnn s
GET  dialogues:option_add?finding=findings      yxnnxnnn nnnnn s
GET  dialogues:option_edit                      yxnnnnnn nnnnn s
POST dialogues:option_remove                    rxnnnnnn nnnnn s
GET  dialogues:option_view_add?option=options   yxnnnnnn nnnnn s
GET  dialogues:option_view_edit                 yxnnnnnn nnnnn s
POST dialogues:option_view_remove               rxnnnnnn nnnnn s
GET  dialogues:choice_add?option=options        yxnnnnnn nnnnn s
GET  dialogues:choice_edit                      yxnnnnnn nnnnn s
POST dialogues:choice_remove                    rxnnnnnn nnnnn s
GET  dialogues:plan_add?option=options.chosen   yxnnnnnn nnnnn s
GET  dialogues:plan_add?option=options          cxnnnnnn nnnnn s
GET  dialogues:best_interests_show              yynyynnn nnnnn s
GET  dialogues:best_interests_show@draft        yynnnnnn nnnnn s
GET  dialogues:best_interests_add               yxnxxnnn nnnnn s
GET  dialogues:best_interests_add@draft         yxnnnnnn nnnnn s
GET  dialogues:best_interests_edit              yxnxxnnn nnnnn s
GET  dialogues:best_interests_outcome           yynxxnnn nnnnn s
GET  dialogues:red_flag_add                     yynxxnnn nnnnn s
GET  dialogues:red_flag_add@draft               yynnnnnn nnnnn s
GET  dialogues:red_flag_note@draft?flag=red-flags.draft yynnnnnn nnnnn s
GET  dialogues:red_flag_note                    nnnnnnnn nnnnn s
POST dialogues:flag_note_sign                   xrnnnnnn nnnnn s
GET  dialogues:plan_criteria                    yxnxxnnn nnnnn s
GET  dialogues:plan_criteria@draft              yxnnnnnn nnnnn s
GET  dialogues:criterion_list                   xxxyxxxx xxxyx s
POST dialogues:criterion_start                  xxxuxxxx xxxux s
GET  dialogues:criterion_add                    xxxyxxxx xxxyx s
GET  dialogues:criterion_edit                   nnnynnnn nnnnn s
POST dialogues:criterion_raise                  nnnrnnnn nnnnn s
POST dialogues:criterion_retire                 nnnrnnnn nnnnn s
GET  dialogues:sign_add?plan=plans              yxnxxnnn nnnnn s
GET  dialogues:sign_show                        yynyynnn nnnnn s
GET  dialogues:sign_edit                        yxnxxnnn nnnnn s
GET  dialogues:sign_reading_add?sign=signs      yxnxynnn nnnnn s
GET  dialogues:sign_reading_edit                yxnxxnnn nnnnn s
GET  dialogues:look_back_list                   yynyynnn nnnnn s
GET  dialogues:look_back_add?plan=plans         yxnxxnnn nnnnn s
GET  dialogues:look_back_edit                   yxnxxnnn nnnnn s
GET  dialogues:ownership_review_list            yynnynnn nnnnn s
GET  dialogues:ownership_review_add             yxnnynnn nnnnn s
GET  dialogues:ownership_review_add?group=subgroups yxnnxnnn nnnnn s
GET  dialogues:ownership_review_paper           yynnynnn nnnnn s
GET  dialogues:ownership_review_edit            yxnnxnnn nnnnn s
GET  dialogues:plan_review                      yynyynnn nnnnn s
GET  dialogues:plan_review@draft                yynnnnnn nnnnn s
GET  dialogues:plan_as_told                     cxnxxnnn nnnnn s
GET  dialogues:plan_paper                       yynyynnn nnnnn s
GET  dialogues:plan_paper@draft                 yynnnnnn nnnnn s
GET  dialogues:plan_promises                    yynyynnn nnnnn s
GET  dialogues:plan_promises@draft              yynnnnnn nnnnn s
GET  dialogues:plan_meeting                     yynyynnn nnnnn s
GET  dialogues:plan_meeting@draft               yynnnnnn nnnnn s
GET  referrals:referral_list                    yxyxxyxx yxyxx s
GET  referrals:referral_add                     yxyxxxxx yxxxx s
GET  referrals:referral_show                    ynynnynn nnnnn s
GET  referrals:referral_show@draft              ynynnnnn nnnnn s
GET  referrals:referral_show@declined           ynynnynn nnnnn s
GET  referrals:referral_edit                    ynynnxnn nnnnn s
GET  referrals:referral_edit@draft              ynynnnnn nnnnn s
POST referrals:referral_cosign                  xncnnxnn nnnnn s
POST referrals:referral_send                    ununnxnn nnnnn s
POST referrals:referral_send@draft              ununnnnn nnnnn s
POST referrals:referral_reroute                 ununnxnn nnnnn s
POST referrals:referral_acknowledge             ununnrnn nnnnn s
POST referrals:referral_acknowledge@accepted    ununncnn nnnnn s
POST referrals:referral_accept                  ununnrnn nnnnn s
POST referrals:referral_decline                 ununnunn nnnnn s
POST referrals:referral_begin                   ununncnn nnnnn s
POST referrals:referral_begin@accepted          ununnrnn nnnnn s
POST referrals:referral_give                    ununncnn nnnnn s
POST referrals:referral_pass_on                 ununnunn nnnnn s
POST referrals:referral_unreachable             ununnunn nnnnn s
POST referrals:referral_close                   ununnunn nnnnn s
POST referrals:referral_revoke                  ununnxnn nnnnn s
POST referrals:referral_phone_backup            ununnxnn nnnnn s
GET  referrals:referral_slip                    ynynnxnn nnnnn s
POST referrals:referral_slip                    ynynnxnn nnnnn s
GET  referrals:referral_slip@draft              ynynnnnn nnnnn s
POST referrals:referral_slip@declined           cncnnxnn nnnnn s
GET  referrals:referral_continue                ynynnxnn nnnnn s
POST referrals:referral_continue                ununnxnn nnnnn s
GET  referrals:referral_identify                ynynnxnn nnnnn s
GET  referrals:referral_identify@draft          ynynnnnn nnnnn s
GET  referrals:referral_export                  ynynnxnn nnnnn s
GET  referrals:referral_confirm                 ynynnynn nnnnn s
GET  referrals:consent_list                     yxyyxxxx yxxyx s
GET  referrals:consent_edit                     xnxynnnn xnnnn s
GET  referrals:sharing_agreement_list           xxyyxxxx xxxyx s
GET  referrals:sharing_agreement_add            xxxyxxxx xxxyx s
GET  referrals:sharing_agreement_show           nnyynnnn nnnnn s
GET  referrals:sharing_agreement_show@ended     nnyynnnn nnnnn s
GET  referrals:sharing_agreement_edit           nnxynnnn nnnnn s
GET  referrals:sharing_agreement_edit@ended     nnxynnnn nnnnn s
GET  referrals:sharing_agreement_end            nnxynnnn nnnnn s
POST referrals:sharing_agreement_end            nnxrnnnn nnnnn s
POST referrals:sharing_agreement_end@ended      nnxcnnnn nnnnn s
POST referrals:referral_identity                ununnxnn nnnnn s
POST referrals:referral_identity@accepted       ununnunn nnnnn s
POST referrals:referral_identity@declined       ununnxnn nnnnn s
POST referrals:referral_hand_over               xnxnnxnn nnnnn s
POST referrals:referral_hand_over@accepted      rnrnnrnn nnnnn s
GET  referrals:hold_list                        xxyyxxxx xxxyx s
GET  referrals:hold_add                         xxyxxxxx xxxxx s
GET  referrals:hold_show                        nnyynnnn nnnnn s
POST referrals:hold_approve                     nncrnnnn nnnnn s
POST referrals:hold_end                         nnrrnnnn nnnnn s
GET  referrals:concern_list                     xxyxxxxx xxxxx s
GET  referrals:concern_add                      yyyyyyxx yyyyx s
GET  referrals:concern_show                     nnynnnnn nnnnn s
POST referrals:concern_take_up                  nnrnnnnn nnnnn s
GET  referrals:concern_hand                     nnynnnnn nnnnn s
GET  referrals:concern_refer                    nncnnnnn nnnnn s
GET  referrals:concern_refer@taken-up           nnynnnnn nnnnn s
POST referrals:concern_close                    nnunnnnn nnnnn s
"""
pytestmark = pytest.mark.django_db
ROWS = [line for line in TABLE.splitlines() if line]


def patterns() -> dict[str, URLPattern]:
    """URL name with its namespaces → pattern, of the whole map."""

    def walk(resolver: URLResolver, namespace: str) -> Iterator[tuple[str, URLPattern]]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
                yield from walk(entry, inner)
            else:
                yield f"{namespace}{entry.name or entry.pattern}", entry

    return dict(walk(get_resolver(), ""))


def ours() -> dict[str, URLPattern]:
    """Those whose view is written here."""
    return {
        name: pattern
        for name, pattern in patterns().items()
        if not pattern.callback.__module__.startswith(("allauth.", "django."))
    }


def name_of(row: str) -> str:
    return re.split("[@?]", row.split()[1])[0]


def noun_of(name: str) -> str:
    """What a URL is about, as its path says: `sessions` of dialogues/sessions/<uuid:pk>/edit/."""
    about = re.findall(r"([\w-]+)/<\w+:\w+>", str(patterns()[name].pattern))
    return about[-1] if about else ""


def address(target: str, made: dict[str, object]) -> str:
    """The URL of `app:noun_verb`, about the noun's own thing; `@draft` for another of that noun."""
    target, _, query = target.partition("?")
    name, _, variety = target.partition("@")
    asked = {name: _key(value, made) for name, value in parse_qsl(query)}
    noun = noun_of(name)
    if not noun:
        return reverse(name, query=asked)
    key = f"{noun}.{variety}" if variety else noun
    assert key in made, f"tests/things.py makes no “{key}” for {target}."
    return reverse(name, args=[_key(key, made)], query=asked)


@pytest.fixture(autouse=True)
def _quiet(caplog):
    """Thousands of refusals are no news."""
    caplog.set_level(logging.CRITICAL)


def _key(word: str, made: dict[str, object]) -> object:
    """The key of the thing of that name; any other word stands for itself."""
    return getattr(made.get(word, word), "pk", made.get(word, word))


def answer(client: Client, method: str, url: str, body: str = "") -> str:
    """The letter of what comes back; whatever it wrote is undone."""
    cookies, kind = client.cookies.copy(), "application/x-www-form-urlencoded"
    with transaction.atomic():
        response = client.generic(method, url, body, content_type=kind)
        transaction.set_rollback(True)
    client.cookies = cookies
    if response.status_code == 302 and response["Location"].startswith(reverse("account_login")):
        return "s"
    return LETTERS.get(response.status_code, str(response.status_code))


def body(target: str, made: dict[str, object]) -> str:
    """What a form carries besides what a person types, and a reason."""
    name, _, variety = target.partition("?")[0].partition("@")
    thing = made.get(f"{noun_of(name)}.{variety}" if variety else noun_of(name))
    carried = {
        "id": uuid4(),
        "version": getattr(thing, "version", 1),
        "reason": "We were asked to.",
    }
    return urlencode(carried)


def cast(world) -> dict[str, Client]:
    """A browser for each column."""
    browsers = {}
    for column in COLUMNS:
        browsers[column] = Client(raise_request_exception=False)
        if column != "anonymous":
            browsers[column].force_login(getattr(world, column))
    return browsers


def observed(row: str, browsers: dict[str, Client], made: dict[str, object]) -> str:
    method, target, *_ = row.split()
    url, sent = address(target, made), body(target, made) if method == "POST" else ""
    letters = {column: answer(browser, method, url, sent) for column, browser in browsers.items()}
    groups = (INSIDE, OUTSIDE, ("anonymous",))
    return f"{method:4} {target:42} " + " ".join("".join(map(letters.get, g)) for g in groups)


def test_every_url_is_listed():
    assert {name_of(row) for row in ROWS} == set(patterns())


def test_no_row_stands_twice():
    heads = [tuple(row.split()[:2]) for row in ROWS]
    assert len(heads) == len(set(heads))


APPS = sorted({name_of(row).rpartition(":")[0] for row in ROWS})


@pytest.mark.parametrize("app", APPS, ids=lambda app: app or "no app")
def test_everybody_gets_what_is_theirs(stage: Stage, app):
    made, browsers = stage.things, cast(stage.world)
    rows = [row for row in ROWS if name_of(row).rpartition(":")[0] == app]
    changed = [now for row in rows if (now := observed(row, browsers, made)) != row]
    assert not changed, "it is now:\n" + "\n".join(changed)


def test_whoever_may_not_see_a_form_may_not_send_it(stage: Stage):
    """404 stays 404 and 403 stays 403 when the form is posted without having been shown."""
    made, browsers = stage.things, cast(stage.world)
    wrong = []
    for row in ROWS:
        method, target, *groups = row.split()
        if method == "GET":
            for column, letter in zip(COLUMNS, "".join(groups), strict=True):
                if letter in "nx":
                    url, sent = address(target, made), body(target, made)
                    got = answer(browsers[column], "POST", url, sent)
                    if got not in {"n": "nm", "x": "xnm"}[letter]:
                        wrong.append(f"POST {target} by {column}: {got}")
    assert wrong == []


def test_no_page_answers_a_method_it_does_not_know(stage: Stage):
    made, browser = stage.things, cast(stage.world)["facilitator"]
    wrong = []
    for row in ROWS:
        _, target, *_ = row.split()
        if name_of(row) in ours():
            for method in ("PUT", "PATCH", "DELETE"):
                got = answer(browser, method, address(target, made))
                if got not in "mn":
                    wrong.append(f"{method} {target}: {got}")
    assert wrong == []


def test_what_is_not_there_looks_like_what_one_may_not_see(stage: Stage):
    """Same status, same bytes: nobody learns from a refusal that a record exists."""
    made, browsers = stage.things, cast(stage.world)
    # How much is new for somebody is told only on pages apart from the work with communities.
    absent = {
        apart: reverse(name, args=[uuid4()])
        for apart, name in ((True, "referrals:referral_show"), (False, "overview:community_page"))
    }
    nothing = {
        (column, apart): _page(browser, "GET", url)
        for column, browser in browsers.items()
        for apart, url in absent.items()
    }
    wrong = []
    for row in ROWS:
        method, target, *groups = row.split()
        if "<uuid:" in str(patterns()[name_of(row)].pattern) and "@" not in target:
            url, app = address(target, made), name_of(row).rpartition(":")[0]
            apart = app in APART
            wrong += [
                f"{target} by {column}"
                for column, letter in zip(COLUMNS, "".join(groups), strict=True)
                if letter == "n" and _page(browsers[column], method, url) != nothing[column, apart]
            ]
    assert wrong == []


def _page(browser: Client, method: str, url: str) -> tuple[int, str]:
    """What comes back, without what differs from one asking to the next."""
    with transaction.atomic():
        response = browser.generic(method, url)
        transaction.set_rollback(True)
    body = re.sub(r'(csrfmiddlewaretoken" value=)"[^"]*"', r"\1", response.content.decode())
    return response.status_code, body.replace(url.partition("?")[0], "")
