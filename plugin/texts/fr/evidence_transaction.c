/* evidence_transaction.c
 * Evidence of rules about transactions and dialogs, in French.
 * A format is listed under the first file that uses it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "texts/fr/french.h"

#include <glib.h>

const struct sip_phrase sip_french_evidence_transaction[] = {
    /* rules/subjects/ack.c */
    {"no ACK within %.0f s; the %u was sent %u times in %.1f s%s%s",
     "pas d’ACK en %.0f s\u202f; la réponse %u a été envoyée %u fois en %.1f s%s%s"},
    {"the branch is that of the INVITE in frame %u, which the %u in frame %u ended; the 2xx with "
     "the "
     "To tag of the ACK answers the INVITE in frame %u",
     "le branch est celui de l’INVITE de la trame %u, que la réponse %u de la trame %u a "
     "terminé\u202f; le "
     "2xx qui a le tag To de l’ACK répond à l’INVITE de la trame %u"},
    {"the branch is that of the INVITE in frame %u, which the %u in frame %u ended",
     "branch identique à celui de l’INVITE de la trame %u, terminé par la réponse %u de la trame "
     "%u"},
    {"CSeq number is %u; that of the INVITE in frame %u was %u",
     "numéro de CSeq %u\u202f; celui de l’INVITE de la trame %u était %u"},
    {"no ACK within %.0f s; this %u with To tag %s was sent %u times in %.1f s",
     "pas d’ACK en %.0f s\u202f; cette réponse %u, de tag To %s, a été envoyée %u fois en %.1f s"},
    {"CSeq number %u is that of the %s in frame %u, which the %u in frame %u answered",
     "le numéro de CSeq %u est celui de %s, trame %u, à laquelle a répondu %u, trame %u"},
    {"To tag is %.*s, as in frame %u; that of the %u in frame %u is %s",
     "tag de To\u202f: %.*s, comme dans la trame %u\u202f; celui de la réponse %u de la trame %u "
     "est %s"},
    /* rules/subjects/ack_cancel_fit.c */
    {"the %u was sent %u times in %.1f s; ACKs from %s: %u, the last in frame %u",
     "la réponse %u a été envoyée %u fois en %.1f s\u202f; nombre d’ACK de %s\u202f: %u, le "
     "dernier dans la trame %u"},
    {"the %u was sent %u times in %.1f s, ACKs in between: %u; the last, in %s%s",
     "la réponse %u a été envoyée %u fois en %.1f s, avec %u ACK entre-temps\u202f; le dernier, "
     "%s%s"},
    {"sent-by of Via is %.*s; in the INVITE of frame %u it was %.*s",
     "sent-by de Via\u202f: %.*s\u202f; dans l’INVITE de la trame %u\u202f: %.*s"},
    {"Call-ID is %.*s; in the INVITE of frame %u it was %.*s",
     "Call-ID\u202f: %.*s\u202f; dans l’INVITE de la trame %u\u202f: %.*s"},
    {"Request-URI is %.*s; that of the INVITE in frame %u, which the %u in frame %u refused, was "
     "%.*s",
     "Request-URI\u202f: %.*s\u202f; celle de l’INVITE de la trame %u, refusé par la réponse %u de "
     "la trame %u, était %.*s"},
    {"From is %.*s; in the INVITE of frame %u it was %.*s",
     "From\u202f: %.*s\u202f; dans l’INVITE de la trame %u\u202f: %.*s"},
    {"%s is %.*s; in the INVITE of frame %u it is %.*s",
     "%s vaut %.*s ; dans l’INVITE de la trame %u c’est %.*s"},
    {"%u Via values; the INVITE of frame %u had %u",
     "%u valeurs de Via\u202f; l’INVITE de la trame %u en avait %u"},
    {"Route values: %u; the INVITE of frame %u had %u, the first %.*s",
     "valeurs de Route\u202f: %u\u202f; l’INVITE de la trame %u en avait %u, la première %.*s"},
    {"Route %u is %.*s; in the INVITE of frame %u it was %.*s",
     "valeur %u de Route\u202f: %.*s\u202f; dans l’INVITE de la trame %u\u202f: %.*s"},
    {"Via has the %s %.*s; the INVITE in frame %u, still pending, has %.*s%s",
     "Via a pour %s %.*s\u202f; l’INVITE de la trame %u, encore en cours, a %.*s%s"},
    {"; it came from %s, the INVITE from %s", "\u202f; il est venu de %s, l’INVITE de %s"},
    {"(none)", "(aucun)"},
    /* rules/subjects/ack_way.c */
    {" to %.*s", " vers %.*s"},
    {", which passed none on to %s", ", qui n’en a transmis aucun à %s"},
    {"frame %u%s%s, went to %s%s", "dans la trame %u%s%s, est allé à %s%s"},
    {", not to %.*s as in Contact of the %u",
     ", et non vers %.*s comme dans Contact de la réponse %u"},
    /* rules/subjects/failure_acks.c */
    {"branch is not that of the INVITE in frame %u, which the %u in frame %u refused",
     "branch différent de celui de l’INVITE de la trame %u, refusé par la réponse %u de la trame "
     "%u"},
    {"To tag %.*s; that of the %u in frame %u was %s",
     "tag de To\u202f: %.*s\u202f; celui de la réponse %u de la trame %u était %s"},
    {"no ACK within %.0f s%s", "pas d’ACK en %.0f s%s"},
    {"; the %u was sent %u times in %.1f s",
     "\u202f; la réponse %u a été envoyée %u fois en %.1f s"},
    {"the %u was sent %u times in %.1f s; ACKs from %s: %u, the first in frame %u",
     "la réponse %u a été envoyée %u fois en %.1f s\u202f; nombre d’ACK de %s\u202f: %u, le "
     "premier dans la trame %u"},
    {"the %u was sent %u times, the last %.1f s after the ACK in frame %u went to %s; ACKs that "
     "passed "
     "here: %u",
     "la réponse %u a été envoyée %u fois, la dernière %.1f s après que l’ACK de la trame %u est "
     "parti vers %s\u202f; %u ACK sont passés ici"},
    /* rules/subjects/before_ack.c */
    {"re-INVITE of the callee %.0f ms after its %u in frame %u, whose ACK came in frame %u, %.0f "
     "ms later; it was refused with %u",
     "re-INVITE de l’appelé %.0f ms après son %u de la trame %u, dont l’ACK est venu dans la trame "
     "%u, %.0f ms plus tard\u202f; il a été refusé par %u"},
    {"the callee sent BYE in the early dialog of frame %u, and refused the INVITE with %u in frame "
     "%u",
     "l’appelé a envoyé BYE dans le dialogue précoce de la trame %u, et a refusé l’INVITE par une "
     "réponse %u dans la trame %u"},
    {"offer %.0f ms after the offer of the %u in frame %u, which the ACK in frame %u answers, "
     "%.0f ms later",
     "offre %.0f ms après celle du %u de la trame %u, à laquelle l’ACK de la trame %u répond, "
     "%.0f ms plus tard"},
    {"%s sent BYE %.0f ms after the %u in frame %u; the ACK to it came in frame %u, %.0f ms after "
     "the BYE",
     "%s a envoyé le BYE %.0f ms après le %u de la trame %u\u202f; l’ACK est venu dans la trame "
     "%u, %.0f ms après le BYE"},
    {"the caller", "l’appelant"},
    {"the callee", "l’appelé"},
    /* rules/subjects/best_response.c */
    {"%u after %.0f s without a final response to what the proxy had sent on (frame %u%s)",
     "%u après %.0f s sans réponse finale à ce que le proxy avait transmis (trame %u%s)"},
    {" and others", " et autres"},
    {"%u, though the proxy had received %u in frame %u",
     "%u, alors que le proxy avait reçu %u dans la trame %u"},
    {"the proxy had received in frame %u %s: %.*s",
     "le proxy avait reçu dans la trame %u %s: %.*s"},
    /* rules/subjects/cancel.c */
    {"%u, but the branch of the CANCEL is that of no INVITE; the one in frame %u, with the same "
     "Call-ID and CSeq number, %s",
     "%u, mais le branch du CANCEL n’est celui d’aucun INVITE\u202f; celui de la trame %u, avec "
     "les mêmes Call-ID et numéro CSeq, %s"},
    {"got no final response within %.0f s", "n’a pas reçu de réponse finale en %.0f s"},
    {"got %u in frame %u, %.1f s later", "a reçu %u dans la trame %u, %.1f s plus tard"},
    {"sent %.3f s after the INVITE in frame %u, which had no response",
     "envoyé %.3f s après l’INVITE de la trame %u, qui n’avait pas de réponse"},
    {"sent %.3f s after the INVITE in frame %u; its first response, %u in frame %u, came %.3f s "
     "later",
     "envoyé %.3f s après l’INVITE de la trame %u\u202f; sa première réponse, %u dans la trame %u, "
     "est arrivée %.3f s plus tard"},
    {"sent %.1f s after the %u in frame %u", "envoyé %.1f s après la réponse %u de la trame %u"},
    {"%u came %.3f s before the CANCEL in frame %u; %s",
     "%u arrivé %.3f s avant le CANCEL de la trame %u\u202f; %s"},
    {"%u came %.3f s after the CANCEL in frame %u; %s",
     "%u arrivé %.3f s après le CANCEL de la trame %u\u202f; %s"},
    {"no ACK was seen", "aucun ACK vu"},
    {"the ACK is in frame %u", "l’ACK est dans la trame %u"},
    {"%u in frame %u, but nothing ended the INVITE of frame %u within %.0f s",
     "%u dans la trame %u, mais rien n’a terminé l’INVITE de la trame %u en %.0f s"},
    {"%u after the CANCEL in frame %u was accepted in frame %u",
     "%u alors que le CANCEL de la trame %u avait été accepté dans la trame %u"},
    {"CANCEL of the %s in frame %u", "CANCEL de la requête %s de la trame %u"},
    {"%u, but the INVITE of frame %u was still pending, %u in frame %u%s",
     "%u, mais l’INVITE de la trame %u était encore en cours, %u dans la trame %u%s"},
    {"To tag %.*s; that of the %u to the INVITE, in frame %u, was %s",
     "tag de To\u202f: %.*s\u202f; celui de la réponse %u à l’INVITE, dans la trame %u, était %s"},
    {"487 %.1f s after the INVITE; no CANCEL, no BYE, no Reason, not expired",
     "487 %.1f s après l’INVITE\u202f; ni CANCEL, ni BYE, ni Reason, ni expiration"},
    /* rules/subjects/dialog_end.c */
    {"%.*s %.*s to BYE, but Request-URI and Route are right by frame %u: the proxy %s did not pass "
     "it on, or somebody behind it denies the call",
     "%.*s %.*s au BYE, mais Request-URI et Route sont justes d’après la trame %u\u202f: le proxy "
     "%s ne l’a pas transmis, ou quelqu’un derrière lui nie l’appel"},
    {"%.*s %.*s to BYE, but its Request-URI is the Contact that %s has given itself in frame %u",
     "%.*s %.*s au BYE, mais sa Request-URI est le Contact que %s a lui-même donné dans la trame "
     "%u"},
    {"%.*s %.*s to BYE in the dialog that frame %u confirmed",
     "%.*s %.*s à BYE dans le dialogue confirmé par la trame %u"},
    {"%.*s %.*s to BYE in the dialog that frame %u confirmed; %s",
     "%.*s %.*s à BYE dans le dialogue confirmé par la trame %u\u202f; %s"},
    {"the re-INVITE in frame %u was pending when the BYE came, and got no final response within "
     "%.0f s after the %u in frame %u",
     "le re-INVITE de la trame %u était en cours à l’arrivée du BYE, et n’a pas reçu de réponse "
     "finale dans les %.0f s qui ont suivi le %u de la trame %u"},
    {"no ACK to the 2xx was seen here: the peer may never have had the call, or the dialog takes "
     "another "
     "way",
     "aucun ACK au 2xx n’a été vu ici\u202f: le pair n’a peut-être jamais eu l’appel, ou le "
     "dialogue "
     "passe par un autre chemin"},
    {"the capture does not show whether its Request-URI is right",
     "la capture ne montre pas si sa Request-URI est correcte"},
    {"the capture does not show whether its Route is right",
     "la capture ne montre pas si son Route est correct"},
    {"something else may have ended it", "autre chose a pu y mettre fin"},
    {"BYE %.0f ms after the ACK in frame %u to the %u in frame %u; %s%.*s",
     "BYE %.0f ms après l’ACK de la trame %u à la réponse %u de la trame %u\u202f; %s%.*s"},
    {"no Reason", "sans Reason"},
    /* rules/subjects/dialog_over.c */
    {"%u with this tag %.1f s after the 481 in frame %u to the callee's own UPDATE in frame %u",
     "%u avec ce tag %.1f s après le 481 de la trame %u à l’UPDATE de l’appelé lui-même dans la "
     "trame %u"},
    {"%s from %s, %.1f s after the BYE in frame %u was accepted in frame %u",
     "%s de %s, %.1f s après l’acceptation du BYE de la trame %u par la trame %u"},
    {"BYE %.0f ms after the %u in frame %u to the re-INVITE in frame %u; %s%.*s",
     "BYE %.0f ms après la réponse %u de la trame %u au re-INVITE de la trame %u\u202f; %s%.*s"},
    {"%s sent %.1f s after the %u to %s in frame %u",
     "%s envoyé %.1f s après la réponse %u à %s de la trame %u"},
    {"%u to %s %s that frame %u confirmed", "%u à %s %s que la trame %u a confirmé"},
    {"ends the call", "met fin à l’appel"},
    {"destroys the dialog", "détruit le dialogue"},
    {"BYE %.0f ms after the %u to %s in frame %u",
     "BYE %.0f ms après la réponse %u à %s de la trame %u"},
    /* rules/subjects/early_dialog.c */
    {"UPDATE with an offer %.1f s after the INVITE in frame %u; the first response with a To tag "
     "came in frame %u, after the UPDATE, and no PRACK can have come before: %s",
     "UPDATE avec une offre %.1f s après l’INVITE de la trame %u\u202f; la première réponse avec "
     "un "
     "tag de To est venue dans la trame %u, après l’UPDATE, et aucun PRACK n’a pu venir "
     "avant\u202f: "
     "%s"},
    {"the INVITE does not list 100rel", "l’INVITE n’indique pas 100rel"},
    {"the CSeq numbers of the caller leave none out",
     "il ne manque aucun numéro CSeq de l’appelant"},
    {"the stream of its responses has no gap", "le flux de ses réponses est sans lacune"},
    {"UPDATE of %s with an offer, %.1f s after that of the INVITE in frame %u; no reliable "
     "response "
     "has answered it, and none can be missing here: %s",
     "UPDATE envoyé par %s avec une offre, %.1f s après celle de l’INVITE de la trame %u ; aucune "
     "réponse fiable n’y a répondu, et aucune ne peut manquer ici : %s"},
    {"UPDATE %.1f s after the INVITE in frame %u; the first response with a To tag came in frame "
     "%u, after the UPDATE",
     "UPDATE %.1f s après l’INVITE de la trame %u\u202f; la première réponse avec un tag de To est "
     "venue dans la trame %u, après l’UPDATE"},
    {"Reason: %.*s gives no SIP code", "Reason: %.*s ne donne aucun code SIP"},
    {"SDP has m=%.*s", "le SDP contient m=%.*s"},
    {"SDP in a 199 without RSeq", "SDP dans un 199 sans RSeq"},
    {"no provisional response before had the To tag %.*s",
     "aucune réponse provisoire antérieure n’avait le tag de To %.*s"},
    {"early dialog %u, To tag %.*s; the %u in frame %u has %s",
     "dialogue précoce n°\u00a0%u, tag de To %.*s\u202f; la réponse %u de la trame %u a %s"},
    {"To tag %.*s, %.1f s after the %u in frame %u with tag %s",
     "tag de To %.*s, %.1f s après la réponse %u de la trame %u avec le tag %s"},
    /* rules/subjects/early_media.c */
    {"180 with m=%.*s, but without P-Early-Media", "180 avec m=%.*s, mais sans P-Early-Media"},
    {"media is %s; in the %u of frame %u it was %s",
     "média\u202f: %s\u202f; dans la réponse %u de la trame %u\u202f: %s"},
    {"SDP again; the reliable %u in frame %u gave the answer",
     "nouveau SDP\u202f; la réponse fiable %u de la trame %u contenait déjà la réponse SDP"},
    /* rules/subjects/final_response.c */
    {"; its proxy received %u in frame %u", "\u202f; son proxy a reçu %u dans la trame %u"},
    {"; sent from a public address to %s (%s)",
     "\u202f; envoi depuis une adresse publique vers %s (%s)"},
    {"no response within %.0f s%s%s", "aucune réponse en %.0f s%s%s"},
    {"; sent %u times in %.1f s", "\u202f; envoi répété %u fois en %.1f s"},
    {"%u in frame %u was the last response; nothing followed within %.0f s%s",
     "%u dans la trame %u était la dernière réponse\u202f; rien n’a suivi en %.0f s%s"},
    {"%u after the %u in frame %u (%.3f s)", "%u après la réponse %u de la trame %u (%.3f s)"},
    {"another %u with To tag %.*s; that of frame %u had %s",
     "autre réponse %u avec le tag de To %.*s\u202f; celle de la trame %u avait %s"},
    {"answered %.1f s after the request; the client waits %.0f s",
     "réponse %.1f s après la requête\u202f; le client attend %.0f s"},
    {"answered %.1f s after the request", "réponse %.1f s après la requête"},
    {"answered %.1f s after the UPDATE of frame %u had come",
     "réponse %.1f s après l’arrivée de l’UPDATE de la trame %u"},
    {"no request with this branch; the one with its CSeq number, in frame %u, has another",
     "aucune requête avec ce branch\u202f; celle qui porte ce numéro de CSeq, dans la trame %u, en "
     "a un autre"},
    {"no request with this branch was seen", "aucune requête vue avec ce branch"},
    /* rules/subjects/forwarding.c */
    {"Max-Forwards absent from the %s of %s", "Max-Forwards absent de la requête %s de %s"},
    {"Max-Forwards is %u; %s received %u in frame %u",
     "Max-Forwards vaut %u\u202f; %s a reçu %u dans la trame %u"},
    {"%s received Max-Forwards 0 in frame %u and forwards the request with %u",
     "%s a reçu Max-Forwards 0 dans la trame %u et relaie la requête avec %u"},
    /* rules/subjects/glare.c */
    {"INVITE with CSeq %u, %.1f s after the INVITE with CSeq %u of %s, still unanswered",
     "INVITE avec CSeq %u, %.1f s après l’INVITE avec CSeq %u %s, encore sans réponse"},
    {"the same side", "du même côté"},
    {"the other side", "de l’autre côté"},
    {"%u to %s, while the server's own %s in frame %u was pending: 491 is due",
     "%u à %s, alors que la requête %s du serveur, trame %u, était en cours\u202f: 491 était "
     "attendu"},
    {"%u to %s, while the client's %s in frame %u was unanswered: 500 is due",
     "%u à %s, alors que la requête %s du client, trame %u, était sans réponse\u202f: 500 était "
     "attendu"},
    {"Retry-After is %u; the %s in frame %u was unanswered",
     "Retry-After vaut %u\u202f; la requête %s de la trame %u était sans réponse"},
    {"Retry-After absent; the %s in frame %u was unanswered",
     "Retry-After absent\u202f; la requête %s de la trame %u était sans réponse"},
    {"491 again, %.1f s after the one in frame %u, and %s has no request pending here",
     "nouveau 491, %.1f s après celui de la trame %u, et %s n’a aucune requête en cours ici"},
    {"%s answered by 491, though no other was pending here",
     "491 à %s, alors qu’aucune autre requête n’était en cours ici"},
    {"sent %.3f s after the 491 in frame %u, by the side that made the Call-ID",
     "envoyé %.3f s après le 491 de la trame %u, par le côté qui a créé le Call-ID"},
    {"%u to CSeq %u, after CSeq %u was accepted in frame %u",
     "%u à CSeq %u, alors que CSeq %u avait été accepté dans la trame %u"},
    /* rules/subjects/dialog_tags.c */
    {"To has no tag; the 481 in frame %u has %s",
     "To n’a pas de tag\u202f; celui du 481 de la trame %u est %s"},
    {"neither From nor To has a tag; in the dialog that frame %u made they are %s and %s",
     "ni From ni To n’ont de tag\u202f; dans le dialogue créé par la trame %u, ce sont %s et %s"},
    {"%s has no tag; in the dialog that frame %u made it is %s",
     "%s n’a pas de tag\u202f; dans le dialogue créé par la trame %u, c’est %s"},
    {"the tags are swapped: by frame %u the sender's is %s, the peer's %s",
     "les tags sont inversés\u202f: d’après la trame %u, celui de l’émetteur est %s, celui du pair "
     "%s"},
    {"%s tag is %.*s; in the dialog that frame %u made it is %s",
     "tag de %s\u202f: %.*s\u202f; dans le dialogue créé par la trame %u, c’est %s"},
    /* rules/subjects/in_dialog.c */
    {"%u to %s, whose tags, Request-URI and CSeq are right; provisional responses with its tag "
     "before it: %u, the first in frame %u, %.3f s before",
     "%u à %s, dont les tags, la Request-URI et CSeq sont corrects\u202f; réponses provisoires "
     "avec son tag avant elle\u202f: %u, la première dans la trame %u, %.3f s avant"},
    {"sent to %s, not to %s as in Contact of frame %u; that proxy added no Record-Route, the ACK "
     "to frame %u did not pass it, and it sent the 481 in frame %u",
     "envoyée à %s, et non à %s selon le Contact de la trame %u\u202f; ce proxy n’a pas ajouté de "
     "Record-Route, l’ACK à la trame %u n’y est pas passé, et il a envoyé le 481 de la trame %u"},
    {"%s, or a server behind it, denies %s: tags, Request-URI, Route and CSeq of the %s are right, "
     "and nothing captured has ended it",
     "%s, ou un serveur situé derrière, nie %s\u202f: tags, Request-URI, Route et CSeq de la "
     "requête %s sont corrects, et rien dans la capture n’y a mis fin"},
    {"%.*s %.*s to a BYE with the branch of the %s in frame %u: it may be taken for that one",
     "%.*s %.*s à un BYE qui porte le branch de la requête %s de la trame %u\u202f: il peut être "
     "pris "
     "pour elle"},
    {"%s denies %s: tags, Request-URI, Route and CSeq of the %s are right, and nothing captured "
     "has "
     "ended it",
     "%s nie %s\u202f: tags, Request-URI, Route et CSeq de la requête %s sont corrects, et rien "
     "dans "
     "la capture n’y a mis fin"},
    {"the dialog that frame %u confirmed", "le dialogue confirmé par la trame %u"},
    {"the early dialog that frame %u made", "le dialogue précoce créé par la trame %u"},
    {"%u %.*s, but CSeq number %u of the %s in frame %u is higher than all before",
     "%u %.*s, mais le numéro de CSeq %u de la requête %s de la trame %u dépasse tous les "
     "précédents"},
    /* rules/subjects/refer.c */
    {"to-tag %.*s and from-tag %.*s are swapped: in the dialog that frame %u made, the target of "
     "the "
     "INVITE has the tag %.*s",
     "to-tag %.*s et from-tag %.*s sont intervertis\u202f: dans le dialogue créé par la trame %u, "
     "le "
     "destinataire de l’INVITE a le tag %.*s"},
    /* rules/subjects/prack.c */
    {"RAck: %.*s with CSeq %u, after the PRACK in frame %u with CSeq %u, which frame %u accepted; "
     "the %u was sent %u times",
     "RAck: %.*s avec le CSeq %u, après le PRACK de la trame %u avec le CSeq %u, accepté par la "
     "trame %u\u202f; la réponse %u a été envoyée %u fois"},
    {"RSeq %u of frame %u again from %s, %.1f s after frame %u accepted its PRACK (frame %u)",
     "RSeq %u de la trame %u retransmis par %s, %.1f s après l’acceptation de son PRACK par la "
     "trame %u (trame %u)"},
    {"PRACK from %s has no RAck, so it acknowledges no response",
     "le PRACK de %s n’a pas de RAck et n’acquitte donc aucune réponse"},
    {"RAck: %.*s in the PRACK from %s is not RSeq, CSeq number and method",
     "RAck: %.*s dans le PRACK de %s n’est pas formé de RSeq, numéro de CSeq et méthode"},
    {"RAck: %.*s in the PRACK from %s fits no response to INVITE %u of frame %u: %s",
     "RAck: %.*s dans le PRACK de %s ne correspond à aucune réponse à l’INVITE %u de la trame "
     "%u\u202f: %s"},
    {"none was sent reliably", "aucune n’a été envoyée de façon fiable"},
    {"RSeq was %u, in the %u of frame %u", "RSeq valait %u, dans la réponse %u de la trame %u"},
    {"RAck: %.*s is that of the %u in frame %u with To tag %s, but the PRACK from %s has To tag "
     "%.*s, that of frame %u",
     "RAck: %.*s est celui de la réponse %u de la trame %u avec le tag de To %s, mais le PRACK de "
     "%s a le tag de To %.*s, celui de la trame %u"},
    {"RSeq %u; the %u in frame %u (RSeq %u) was not acknowledged: %s %u",
     "RSeq %u\u202f; la réponse %u de la trame %u (RSeq %u) n’était pas acquittée\u202f: %s %u"},
    {"its PRACK came later, in frame", "son PRACK est arrivé plus tard, dans la trame"},
    {"it was sent again after frame", "elle a été retransmise après la trame"},
    {"the PRACK for RSeq %u in frame %u was challenged with %u and not sent again; the %u was sent "
     "%u "
     "times in %.1f s",
     "le PRACK pour RSeq %u de la trame %u a reçu un défi %u et n’a pas été renvoyé\u202f; la "
     "réponse %u a été envoyée %u fois en %.1f s"},
    {"no PRACK for RSeq %u; the %u was sent %u times in %.1f s",
     "pas de PRACK pour RSeq %u\u202f; la réponse %u a été envoyée %u fois en %.1f s"},
    {"%u to RAck: %.*s; no response to the INVITE in frame %u has this RSeq",
     "%u à RAck: %.*s\u202f; aucune réponse à l’INVITE de la trame %u n’a ce RSeq"},
    {"%u to RAck: %.*s; the %u in frame %u %s",
     "%u à RAck: %.*s\u202f; la réponse %u de la trame %u %s"},
    {"had been acknowledged already", "était déjà acquittée"},
    {"was waiting for it", "l’attendait"},
    {"%u to RAck: %.*s; %s", "%u à RAck: %.*s\u202f; %s"},
    {"only an INVITE has reliable responses", "seul un INVITE a des réponses fiables"},
    {"that is the CSeq number of the PRACK itself", "c’est le numéro de CSeq du PRACK lui-même"},
    {"the CSeq number is higher than that of the PRACK",
     "le numéro de CSeq est supérieur à celui du PRACK"},
    {"the %u with SDP in frame %u (RSeq %u) was not acknowledged: %s %u",
     "la réponse %u avec SDP de la trame %u (RSeq %u) n’était pas acquittée\u202f: %s %u"},
    /* rules/subjects/provisional.c */
    {"100 came %.3f s after the %.*s; it is allowed after %.1f s",
     "100 arrivé %.3f s après la requête %.*s\u202f; il est permis après %.1f s"},
    {"%u is the first response, %.1f s after the %.*s",
     "%u est la première réponse, %.1f s après la requête %.*s"},
    {"the first response came %.1f s after the INVITE was sent%s",
     "la première réponse est arrivée %.1f s après l’envoi de l’INVITE%s"},
    {" for the last time", " pour la dernière fois"},
    {"%.0f s after %s in frame %u", "%.0f s après %s de la trame %u"},
    {"%.0f s from %s to the CANCEL in frame %u", "%.0f s entre %s et le CANCEL de la trame %u"},
    {"the INVITE", "l’INVITE"},
    {"the %u", "la réponse %u"},
    {"the final response", "la réponse finale"},
    {"%s after the %u%s in frame %u", "%s après la réponse %u%s de la trame %u"},
    {"183 with SDP", "183 avec SDP"},
    {" with SDP", " avec SDP"},
    /* rules/subjects/proxy.c */
    {"the proxy received it in frame %u, with the same To tag %s",
     "le proxy l’a reçue dans la trame %u, avec le même tag de To %s"},
    {"the proxy received it in frame %u, %.1f s before",
     "le proxy l’a reçue dans la trame %u, %.1f s plus tôt"},
    {"the proxy had received a %u in frame %u, %.1f s before, and held it back",
     "le proxy avait reçu un %u dans la trame %u, %.1f s plus tôt, et l’a retenu"},
    {"the body that it had in frame %u was removed",
     "le corps qu’elle avait dans la trame %u a été retiré"},
    {"there was no body in frame %u", "il n’y avait pas de corps dans la trame %u"},
    {"body has %zu octets; in frame %u it had %zu",
     "corps de %zu octets\u202f; dans la trame %u il en avait %zu"},
    {"body has \"%.*s\"; in frame %u it was \"%.*s\"",
     "le corps contient «\u202f%.*s\u202f»\u202f; dans la trame %u c’était «\u202f%.*s\u202f»"},
    {"To has %s; in frame %u the same response had %s",
     "To\u202f: %s\u202f; dans la trame %u la même réponse\u202f: %s"},
    {"no tag", "sans tag"},
    {"tag=%.*s", "tag=%.*s"},
    {"the INVITE in frame %u was cancelled %.1f s later, in frame %u",
     "l’INVITE de la trame %u a été annulé %.1f s plus tard, dans la trame %u"},
    {"the CANCEL in frame %u was accepted in frame %u; %u to the INVITE in frame %u came %.1f s "
     "later, "
     "without a CANCEL",
     "le CANCEL de la trame %u a été accepté dans la trame %u\u202f; %u à l’INVITE de la trame %u "
     "est arrivé "
     "%.1f s plus tard, sans CANCEL"},
    {"%u to the INVITE in frame %u came %.1f s later, without a CANCEL",
     "%u à l’INVITE de la trame %u est arrivé %.1f s plus tard, sans CANCEL"},
    /* rules/subjects/reliable.c */
    {"RSeq: %.*s, but Require is %.*s", "RSeq: %.*s, mais Require\u202f: %.*s"},
    {"RSeq: %.*s", "RSeq: %.*s"},
    {"RSeq: %.*s; Supported in frame %u was %s",
     "RSeq: %.*s\u202f; Supported de la trame %u\u202f: %s"},
    {"RSeq absent; Require in frame %u was \"%.*s\"",
     "RSeq absent\u202f; Require de la trame %u\u202f: «\u202f%.*s\u202f»"},
    {"RSeq is %u, and no PRACK came for %u copies; the %u in frame %u had %u",
     "RSeq vaut %u, et aucun PRACK n’est venu pour %u copies ; la réponse %u de la trame %u avait "
     "%u"},
    {"RSeq %u again in a %u with another session description than that of frame %u",
     "RSeq %u à nouveau dans une réponse %u dont la description de session n’est pas celle de la "
     "trame %u"},
    {"RSeq: %.*s in a %u; the %u in frame %u had %u",
     "RSeq: %.*s dans une réponse %u\u202f; la réponse %u de la trame %u avait %u"},
    {"a new RSeq, %u, after the %u in frame %u (%.3f s)",
     "nouveau RSeq, %u, après la réponse %u de la trame %u (%.3f s)"},
    /* rules/subjects/not_repeated.c */
    {"%u copies of the request after this response, the last after %.1f s, were not answered by it "
     "again",
     "%u copies de la requête après cette réponse, la dernière après %.1f s, n’ont pas entraîné sa "
     "retransmission"},
    {"3 copies of the INVITE or more after this %u, the last after %.1f s, and no response to any "
     "of "
     "them",
     "au moins 3 copies de l’INVITE après cette réponse %u, la dernière au bout de %.1f s, et "
     "aucune "
     "réponse à l’une d’elles"},
    {"this %u was sent %u times in %.1f s and then no more; %u copies of the INVITE followed, the "
     "last after %.1f s, and no ACK",
     "cette réponse %u a été envoyée %u fois en %.1f s, puis plus\u202f; %u copies de l’INVITE "
     "l’ont "
     "suivie, la dernière après %.1f s, et aucun ACK"},
    {"this %u was sent once; %u copies of the INVITE followed, the last after %.1f s, and no ACK",
     "cette réponse %u a été envoyée une seule fois\u202f; %u copies de l’INVITE l’ont suivie, la "
     "dernière après %.1f s, et aucun ACK"},
    /* rules/subjects/retransmission.c */
    {"INVITE sent again %.1f s after the %u in frame %u",
     "INVITE retransmis %.1f s après la réponse %u de la trame %u"},
    {"%s sent again %.1f s after the second copy of the %u, which came first in frame %u",
     "%s retransmis %.1f s après la deuxième copie de la réponse %u, dont la première est dans la "
     "trame %u"},
    {"the request of frame %u was sent again after %.1f s",
     "la requête de la trame %u a été retransmise après %.1f s"},
    {"this request was sent again after %.2f, %.2f and %.2f s",
     "cette requête a été retransmise après %.2f, %.2f et %.2f s"},
    {"this %u was sent again after %.2f, %.2f and %.2f s",
     "cette réponse %u a été retransmise après %.2f, %.2f et %.2f s"},
    {"the %u of frame %u was sent again after %.1f s, %s",
     "la réponse %u de la trame %u a été retransmise après %.1f s, %s"},
    {"and no ACK was seen before", "et aucun ACK n’a été vu avant"},
    {"although the ACK is in frame %u", "alors que l’ACK est dans la trame %u"},
    {"the %u of frame %u was sent again after %.1f s",
     "la réponse %u de la trame %u a été retransmise après %.1f s"},
    {"branch %.*s is that of the %s in frame %u, which has another %s",
     "le branch %.*s est celui de la requête %s de la trame %u, qui porte un autre %s"},
    /* rules/subjects/retry.c */
    {"Call-ID, From tag and Request-URI are those of the INVITE in frame %u, which was cancelled "
     "in "
     "frame %u, %.1f s before",
     "Call-ID, tag de From et Request-URI sont ceux de l’INVITE de la trame %u, annulé dans la "
     "trame %u, %.1f s plus tôt"},
    {"%s still has \"%.*s\", which is in Unsupported of frame %u",
     "%s contient encore «\u202f%.*s\u202f», qui figure dans Unsupported de la trame %u"},
    {"%s is %.*s; %s in frame %u does not list it",
     "%s\u202f: %.*s\u202f; %s de la trame %u ne l’indique pas"},
    {"the request of frame %u was sent again %.3f s after the %u in frame %u, unchanged",
     "la requête de la trame %u a été renvoyée %.3f s après la réponse %u de la trame %u, "
     "inchangée"},
    {"the request of frame %u was sent again %.3f s after the 403 in frame %u",
     "la requête de la trame %u a été renvoyée %.3f s après le 403 de la trame %u"},
    {"new branch to %.*s, %.3f s after the %u in frame %u",
     "nouvelle branche vers %.*s, %.3f s après la réponse %u de la trame %u"},
    /* rules/subjects/silence.c */
    {"nothing listens at %s: %u packets went there in %.1f s, and %u ICMP port unreachable came "
     "back%s, the first in frame %u",
     "rien n’écoute sur %s\u202f: %u paquets y ont été envoyés en %.1f s, et %u messages ICMP port "
     "unreachable sont revenus%s, le premier dans la trame %u"},
    {" from the same host", " du même hôte"},
    {" from %s", " de %s"},
    {"nothing captured from %s while %u requests went there (%u packets in %.1f s): it is down, "
     "unreachable, or that direction was not captured",
     "rien n’a été capturé de %s alors que %u requêtes lui ont été envoyées (%u paquets en %.1f "
     "s)\u202f: arrêté, injoignable, ou ce sens n’a pas été capturé"},
    {"%u in frame %u was the last response; no final response within %.0f s",
     "%u dans la trame %u était la dernière réponse\u202f; pas de réponse finale en %.0f s"},
    {0},
};
