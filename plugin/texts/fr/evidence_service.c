/* evidence_service.c
 * Evidence of rules about what SIP is used for: authentication, registration, subscriptions, sessions.
 * A format is listed under the first file that uses it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "texts/fr/french.h"

#include <glib.h>

const struct sip_phrase sip_french_evidence_service[] = {
    /* rules/subjects/answer_formats.c */
    {"%s accepts %.*s stream %u with %s; frame %u offered %s",
     "%s accepte le flux %.*s n°\u00a0%u avec %s\u202f; la trame %u proposait %s"},
    {"%s accepts %.*s stream %u without any format; frame %u offered %s",
     "%s accepte le flux %.*s n°\u00a0%u sans aucun format\u202f; la trame %u proposait %s"},
    {"%s answers %.*s/%u with payload type %u in %.*s stream %u; frame %u offered it as %u",
     "%s répond %.*s/%u avec le type de charge utile %u dans le flux %.*s n°\u00a0%u\u202f; la "
     "trame %u le proposait comme %u"},
    {"%s adds %s to %.*s stream %u; frame %u offered %s",
     "%s ajoute %s au flux %.*s n°\u00a0%u\u202f; la trame %u proposait %s"},
    /* rules/subjects/client_answers.c */
    {"no SDP, but the %u in frame %u brought the offer: the INVITE in frame %u had none",
     "pas de SDP, alors que la réponse %u de la trame %u apportait l’offre\u202f: l’INVITE de la "
     "trame %u n’en avait pas"},
    /* rules/subjects/authentication.c */
    {"nothing followed the %u in frame %u from %s, within %.0f s",
     "rien n’a suivi le %u de la trame %u de la part de %s, en %.0f s"},
    {"no %s with the new nonce followed the %u with stale=true in frame %u within %.0f s, though "
     "%s sent other requests or responses up to %.0f s later",
     "aucun %s avec le nouveau nonce n’a suivi le %u avec stale=true de la trame %u dans les %.0f "
     "s, alors que %s a envoyé d’autres requêtes ou réponses jusqu’à %.0f s plus tard"},
    {"no credentials, as in the %u requests before it since frame %u, which were challenged, the "
     "last one in frame %u, %.1f s before",
     "aucun identifiant, comme dans les %u requêtes précédentes depuis la trame %u, qui ont reçu "
     "un défi, la dernière dans la trame %u, %.1f s avant"},
    {"Call-ID is %.*s; in frame %u it was %.*s",
     "Call-ID %.*s\u202f; dans la trame %u c’était %.*s"},
    {"credentials of \"%.*s\" for realm \"%.*s\" in frame %u were rejected in frame %u without "
     "stale=true; sent again %s, %.3f s later",
     "identifiants de «\u202f%.*s\u202f» pour le realm «\u202f%.*s\u202f» de la trame %u rejetés "
     "dans la trame %u sans stale=true\u202f; renvoyés %s, %.3f s plus tard"},
    {"unchanged", "tels quels"},
    {"computed anew", "recalculés"},
    {"CSeq still %u, as in frame %u, with credentials for the challenge in frame %u",
     "CSeq toujours %u, comme dans la trame %u, avec des identifiants pour le défi de la trame %u"},
    {"CSeq is %u, but %u in frame %u, with credentials for the challenge in frame %u",
     "CSeq vaut %u, mais %u dans la trame %u, avec des identifiants pour le défi de la trame %u"},
    {"From tag is \"%.*s\"; in frame %u it was \"%.*s\"",
     "tag de From «\u202f%.*s\u202f»\u202f; dans la trame %u\u202f: «\u202f%.*s\u202f»"},
    {"no BYE with credentials followed the %u in frame %u, though %s sent other requests or "
     "responses up to %.0f s later",
     "aucun BYE avec identifiants n’a suivi la réponse %u de la trame %u, alors que %s a envoyé "
     "d’autres requêtes ou réponses jusqu’à %.0f s plus tard"},
    /* rules/subjects/challenge.c */
    {"%s absent; the challenge is in %s", "%s absent\u202f; le défi est dans %s"},
    {"%s in %s: %.*s", "%s dans %s: %.*s"},
    {"scheme Basic", "schéma Basic"},
    {"nonce absent", "nonce absent"},
    {"realm absent", "realm absent"},
    {"realm empty", "realm vide"},
    {"realm and nonce absent", "realm et nonce absents"},
    {"qop absent", "qop absent"},
    {"authz_server absent", "authz_server absent"},
    {"authz_server without an https URI", "authz_server sans URI https"},
    {"stale=true", "stale=true"},
    {"two %s with algorithm %.*s: %.*s", "deux %s avec l’algorithme %.*s\u202f: %.*s"},
    {"algorithm absent, which means ", "algorithm absent, ce qui signifie "},
    {"second challenge in one %s: %.*s", "deuxième défi dans un même %s: %.*s"},
    /* rules/subjects/challenger.c */
    {"%s did not forward frame %u, but the request that followed",
     "%s n’a pas transmis la trame %u, mais bien la requête suivante"},
    {"realm \"%.*s\", for which frame %u had Proxy-Authorization",
     "realm «\u202f%.*s\u202f», pour lequel la trame %u contenait Proxy-Authorization"},
    {"407 to %.*s, sent by %.*s itself", "407 à %.*s, envoyé par %.*s même"},
    /* rules/subjects/credentials.c */
    {"%u %.*s from %s to the credentials of \"%.*s\" for realm \"%.*s\" in frame %u, and their "
     "nonce \"%.*s\" again: it is not the nonce that is refused",
     "%u %.*s de %s aux identifiants de «\u202f%.*s\u202f» pour le realm «\u202f%.*s\u202f» de la "
     "trame %u, et de nouveau leur nonce «\u202f%.*s\u202f»\u202f: ce n’est pas lui qui est "
     "refusé"},
    {"%u %.*s to nonce \"%.*s\" of \"%.*s\" in frame %u, and a new one without stale=true",
     "%u %.*s au nonce «\u202f%.*s\u202f» de «\u202f%.*s\u202f» dans la trame %u, et un nouveau "
     "nonce sans stale=true"},
    {"%s refuses nonce \"%.*s\" of \"%.*s\", which it accepted in frame %u, %.0f s before, and "
     "gives a new one without stale=true",
     "%s refuse le nonce «\u202f%.*s\u202f» de «\u202f%.*s\u202f», accepté dans la trame %u, %.0f "
     "s plus tôt, et en donne un nouveau sans stale=true"},
    {"%u %.*s from %s to the credentials of \"%.*s\" for realm \"%.*s\" in frame %u, which respond "
     "to the newest challenge (frame %u)",
     "%u %.*s de %s aux identifiants de «\u202f%.*s\u202f» pour le realm «\u202f%.*s\u202f» de la "
     "trame %u, qui répondent au dernier défi (trame %u)"},
    /* rules/subjects/credentials_fit.c */
    {"no credentials for realm \"%.*s\", which frame %u asked for and frame %u had; the %u in "
     "frame %u comes from another one",
     "aucun identifiant pour le realm «\u202f%.*s\u202f», que la trame %u demandait et que la "
     "trame %u portait\u202f; le %u de la trame %u vient d’un autre"},
    {"%s is %s; with this nonce frame %u gave %s",
     "%s vaut %s\u202f; avec ce nonce la trame %u donnait %s"},
    {"nonce is \"%.*s\"; the challenge for realm \"%.*s\" in frame %u gave \"%.*s\"",
     "nonce «\u202f%.*s\u202f»\u202f; le défi pour le realm «\u202f%.*s\u202f» de la trame %u "
     "donnait «\u202f%.*s\u202f»"},
    {"credentials for realm \"%.*s\"; frame %u asked for \"%.*s\"",
     "identifiants pour le realm «\u202f%.*s\u202f»\u202f; la trame %u demandait "
     "«\u202f%.*s\u202f»"},
    {"%s absent, though the challenge in frame %u has qop",
     "%s absent, alors que le défi de la trame %u contient qop"},
    {"the nonce in %s is that of %s in frame %u",
     "le nonce de %s est celui de %s dans la trame %u"},
    /* rules/subjects/digest.c */
    {"nc is %.*s, as in frame %u with the same nonce",
     "nc vaut %.*s, comme dans la trame %u avec le même nonce"},
    {"nc is %.*s, as in frame %u with the same nonce; refused with %u in frame %u",
     "nc vaut %.*s, comme dans la trame %u avec le même nonce\u202f; refusé par %u dans la trame "
     "%u"},
    {"nc is %.*s with the nonce that has just come; the refused request had %08x with another",
     "nc vaut %.*s avec le nonce qui vient d’arriver\u202f; la requête refusée avait %08x avec un "
     "autre"},
    {"%u to credentials with uri=\"%.*s\" in frame %u, whose Request-URI is %.*s",
     "%u aux identifiants avec uri=\"%.*s\" de la trame %u, dont la Request-URI est %.*s"},
    {"%u to credentials that share a header line with others in frame %u",
     "%u aux identifiants qui partagent une ligne d’en-tête avec d’autres dans la trame %u"},
    {"%u to credentials with %s in quotes in frame %u",
     "%u aux identifiants avec %s entre guillemets dans la trame %u"},
    /* rules/subjects/hold.c */
    {"a=%s, as in the answer to the hold in frame %u, though the INVITE in frame %u left the "
     "offer to this side; no later description changed it",
     "a=%s, comme dans la réponse SDP à la mise en garde de la trame %u, alors que l’INVITE de la "
     "trame %u laissait l’offre à ce côté\u202f; aucune description ultérieure n’y a rien changé"},
    /* rules/subjects/interval.c */
    {"Min-Expires: %.*s; frame %u asked for %u s",
     "Min-Expires: %.*s\u202f; la trame %u demandait %u s"},
    {"frame %u asked for removal: 0 s", "la trame %u demandait la suppression\u202f: 0 s"},
    {"frame %u asked for %u s, an hour or more",
     "la trame %u demandait %u s, soit une heure ou plus"},
    {"expiry is %u; Min-Expires in frame %u asks for %u",
     "durée de %u\u202f; Min-Expires de la trame %u exige %u"},
    {"Expires: %u; frame %u asked for %u", "Expires: %u\u202f; la trame %u demandait %u"},
    /* rules/subjects/service_route.c */
    {"Route has <%.*s> behind the Service-Route: in frame %u this is Path; refused with %u in "
     "frame %u",
     "Route contient <%.*s> après la Service-Route\u202f: dans la trame %u, c’est Path\u202f; "
     "refusée avec %u dans la trame %u"},
    {"Route ends with the Service-Route of frame %u, %s; the newer 2xx in frame %u brought %s; "
     "refused with %u in frame %u",
     "Route se termine par la Service-Route de la trame %u, %s\u202f; le 2xx plus récent de la "
     "trame %u apportait\u202f: %s\u202f; refusée avec %u dans la trame %u"},
    {"Route is %.*s; the Service-Route of frame %u is %s; refused with \"%u %.*s\" in frame %u",
     "Route\u202f: %.*s\u202f; la Service-Route de la trame %u est %s\u202f; refusée avec "
     "«\u202f%u %.*s\u202f» dans la trame %u"},
    /* rules/subjects/lapse.c */
    {"%s granted %u s%s in frame %u; %s registers again %.0f s after that, so for %.0f s it was "
     "not registered",
     "%s a accordé %u s%s dans la trame %u\u202f; %s se réenregistre %.0f s après, et n’a donc pas "
     "été enregistré pendant %.0f s"},
    {"the refresh in frame %u was challenged, but not sent again; %s registers %.0f s after the %u "
     "s granted in frame %u were over",
     "le rafraîchissement de la trame %u a reçu un défi, mais n’a pas été renvoyé\u202f; %s "
     "s’enregistre %.0f s après la fin des %u s accordées dans la trame %u"},
    {" of the %u s asked for", " sur les %u s demandées"},
    {"%u s granted to %s for %s; %.0f s later it still sends to %s, but sent no REGISTER for that "
     "Contact after frame %u",
     "%u s accordées à %s pour %s\u202f; %.0f s plus tard il envoie encore à %s, mais sans "
     "REGISTER pour ce Contact après la trame %u"},
    {"a long Contact", "un long Contact"},
    /* rules/subjects/media_address.c */
    {"%s asks for %.*s at %.*s (%s), which %s cannot reach from outside that network",
     "%s demande %.*s à %.*s (%s), que %s ne peut pas joindre de l’extérieur de ce réseau"},
    {"stream %u (%.*s) is wanted at %.*s port %.*s, which is where the offer in frame %u wants its "
     "own",
     "flux %u (%.*s) demandé à %.*s, port %.*s, là même où l’offre de la trame %u demande le sien"},
    /* rules/subjects/media_keys.c */
    {"%s accepts stream %u (%.*s) with %.*s, but gives no key for it; the offer in frame %u has "
     "one",
     "%s accepte le flux %u (%.*s) en %.*s, mais n’en donne aucune clé\u202f; l’offre de la trame "
     "%u en a une"},
    {"%s accepts stream %u (%.*s) with %.*s; frame %u offered %.*s, without a key",
     "%s accepte le flux %u (%.*s) en %.*s\u202f; la trame %u l’offrait en %.*s, sans clé"},
    /* rules/subjects/min_se.c */
    {"Min-SE: %.*s", "Min-SE: %.*s"},
    {"Min-SE: %.*s; %s", "Min-SE: %.*s\u202f; %s"},
    {"%s is %u; Min-SE in frame %u asks for %u",
     "%s vaut %u\u202f; Min-SE de la trame %u exige %u"},
    {"Min-SE absent; Min-SE in frame %u asks for %u",
     "Min-SE absent\u202f; Min-SE de la trame %u exige %u"},
    /* rules/subjects/notify.c */
    {"; the BYE in frame %u had ended the call, not the subscription",
     "\u202f; le BYE de la trame %u avait terminé l’appel, pas l’abonnement"},
    {"%.*s to %s, and no NOTIFY within %.0f s", "%.*s à %s, et pas de NOTIFY en %.0f s"},
    /* rules/engine/exchange.c */
    {"no stream", "aucun flux"},
    /* rules/subjects/answer_streams.c */
    {"%.*s, but port 0 for all that frame %u offered: %s",
     "%.*s, mais le port 0 pour tout ce que la trame %u proposait : %s"},
    {"stream %u (%.*s) had port 0 in frame %u, and is answered with another port",
     "le flux %u (%.*s) avait le port 0 dans la trame %u, et en reçoit un autre"},
    {"frame %u offered %s; answered: %s", "la trame %u proposait %s\u202f; réponse SDP\u202f: %s"},
    {"stream %u was offered as %.*s in frame %u, answered as %.*s",
     "flux n°\u00a0%u proposé comme %.*s dans la trame %u, accepté comme %.*s"},
    {"stream %u (%.*s)%s was offered %s in frame %u, answered %s%s",
     "flux n°\u00a0%u (%.*s)%s proposé %s dans la trame %u, accepté %s%s"},
    {", multicast,", ", multicast,"},
    {" by default", " par défaut"},
    {"t=%.*s; frame %u offered t=%.*s", "t=%.*s\u202f; la trame %u proposait t=%.*s"},
    /* rules/subjects/offer_answer.c */
    {"no SDP, but frame %u offered %s%s", "pas de SDP, alors que la trame %u proposait %s%s"},
    {"a session", "une session"},
    {"; the SDP of the %u in frame %u was not sent reliably",
     "\u202f; le SDP de la réponse %u de la trame %u n’a pas été envoyé de façon fiable"},
    {"no SDP, nor was there any in frame %u", "pas de SDP, ni dans la trame %u"},
    /* rules/subjects/offer_refused.c */
    {"%u to %s in frame %u; all lines of its session description but the version are those that "
     "the 2xx in frame %u agreed on",
     "%u à la requête %s de la trame %u\u202f; toutes les lignes de sa description de session, "
     "hormis la version, sont celles que le 2xx de la trame %u a agréées"},
    {"no body in frame %u, so no offer, but Warning %u is about one",
     "pas de corps dans la trame %u, donc pas d’offre, mais Warning %u en critique une"},
    {"an offer, and %s", "une offre, et %s"},
    {"no body in frame %u, so no offer", "pas de corps dans la trame %u, donc pas d’offre"},
    {"no session description in the body", "pas de description de session dans le corps"},
    {"m=%.*s", "m=%.*s"},
    {"no a=des line with the strength failure or unknown",
     "aucune ligne a=des de force failure ou unknown"},
    {"an offer without a=curr, a=des or a=conf in frame %u",
     "offre sans a=curr, a=des ni a=conf dans la trame %u"},
    /* rules/subjects/outbound.c */
    {"Require: outbound; Contact in frame %u was %s",
     "Require: outbound\u202f; Contact de la trame %u\u202f: %s"},
    {"no Require: outbound; frame %u supports it and registered reg-id %.*s",
     "pas de Require: outbound\u202f; la trame %u le prend en charge et enregistrait reg-id %.*s"},
    {"neither pub-gruu nor temp-gruu for %.*s; frame %u supports gruu",
     "ni pub-gruu ni temp-gruu pour %.*s\u202f; la trame %u prend en charge gruu"},
    {"%.*s of frame %u came back without %s", "%.*s de la trame %u est revenu sans %s"},
    {"%.*s to a bulk Contact with %s: %.*s", "%.*s à un Contact groupé avec %s\u202f: %.*s"},
    {"a user part", "une partie utilisateur"},
    {"a user parameter", "un paramètre user"},
    {"only one Via in frame %u: its sender made the request",
     "un seul Via dans la trame %u\u202f: la requête vient de son émetteur même"},
    {"no reg-id; %s", "pas de reg-id\u202f; %s"},
    {"no pn-provider; %s", "pas de pn-provider\u202f; %s"},
    /* rules/subjects/publication.c */
    {"SIP-ETag is still %.*s, as SIP-If-Match was in frame %u",
     "SIP-ETag est toujours %.*s, comme SIP-If-Match dans la trame %u"},
    {"SIP-If-Match has %.*s again, which frame %u refused",
     "SIP-If-Match contient de nouveau %.*s, refusé par la trame %u"},
    {"SIP-If-Match has %.*s, as in the PUBLISH of frame %u before; the %u in frame %u gave a new "
     "SIP-ETag",
     "SIP-If-Match contient %.*s, comme le PUBLISH précédent, trame %u ; le %u de la trame %u "
     "avait donné un nouveau SIP-ETag"},
    {"\"%.*s\" is the final result, but Subscription-State is %.*s, and no NOTIFY followed within "
     "%.0f s",
     "« %.*s » est le résultat final, mais Subscription-State est %.*s, et aucun NOTIFY n’a "
     "suivi en %.0f s"},
    /* rules/subjects/refer.c */
    {"%u from %s to the NOTIFY of frame %u about its REFER in frame %u; the NOTIFY before, in "
     "frame %u, was accepted%s",
     "%u de %s au NOTIFY de la trame %u sur son REFER de la trame %u\u202f; le NOTIFY précédent, "
     "trame %u, a été accepté%s"},
    {"Content-Type is %.*s", "Content-Type vaut %.*s"},
    {"a body of %zu octets without Content-Type", "un corps de %zu octets sans Content-Type"},
    {"LF alone, without CR, after \"%.*s\"", "LF seul, sans CR, après «\u202f%.*s\u202f»"},
    {"the body begins with \"%.*s\": no space after the status code",
     "le corps commence par «\u202f%.*s\u202f»\u202f: pas d’espace après le code de réponse"},
    {"the body begins with \"%.*s\"", "le corps commence par «\u202f%.*s\u202f»"},
    {"the body begins with an empty line", "le corps commence par une ligne vide"},
    {"no %s in %.*s", "pas de %s dans %.*s"},
    {"%s without a value in %.*s", "%s sans valeur dans %.*s"},
    {"Refer-Events-At absent; Require in frame %u was \"%.*s\"",
     "Refer-Events-At absent\u202f; Require de la trame %u\u202f: «\u202f%.*s\u202f»"},
    {"%.*s to a REFER with %u Refer-To in frame %u",
     "%.*s à un REFER avec %u Refer-To dans la trame %u"},
    /* rules/subjects/registration.c */
    {"Contact absent; frame %u registered %.*s",
     "Contact absent\u202f; la trame %u enregistrait %.*s"},
    {"%.*s is listed with expires=0, though frame %u asks to bind it",
     "%.*s figure avec expires=0, alors que la trame %u demande de l’enregistrer"},
    {"%.*s of frame %u is not among %u Contacts; the first: %.*s",
     "%.*s de la trame %u ne figure pas parmi %u Contact\u202f; le premier\u202f: %.*s"},
    {"no expires parameter for %.*s%s", "pas de paramètre expires pour %.*s%s"},
    {", Expires is %.*s", ", Expires: %.*s"},
    {", Expires absent", ", Expires absent"},
    {"expires=0 for %.*s", "expires=0 pour %.*s"},
    {"%u s granted to %.*s; frame %u asked for %u",
     "%u s accordées à %.*s\u202f; la trame %u demandait %u"},
    {"Path absent; in frame %u it was \"%.*s\"",
     "Path absent\u202f; dans la trame %u\u202f: «\u202f%.*s\u202f»"},
    {"the %s in frame %u was answered only %.3f s later, by %u in frame %u",
     "le %s de la trame %u n’a eu de réponse que %.3f s plus tard, %u dans la trame %u"},
    {"the REGISTER in frame %u was sent %u times without an answer; this one came %.3f s later",
     "le REGISTER de la trame %u a été envoyé %u fois sans réponse\u202f; celui-ci est arrivé %.3f "
     "s plus tard"},
    /* rules/subjects/register_request.c */
    {"%s \"%.*s\" is no number of seconds",
     "%s «\u202f%.*s\u202f» n’est pas un nombre de secondes"},
    {"expires=%u of %.*s counts, not Expires: 0: the binding is kept",
     "c’est expires=%u de %.*s qui vaut, et non Expires: 0\u202f: le contact est conservé"},
    {"beside other Contacts", "à côté d’autres Contacts"},
    {"without Expires", "sans Expires"},
    {"with Expires: %.*s", "avec Expires: %.*s"},
    {"Contact is * %s", "Contact vaut * %s"},
    {"%u to Contact: * %s in frame %u", "%u à Contact: * %s dans la trame %u"},
    {"CSeq is %u; the REGISTER with the same Call-ID in frame %u, which was accepted, had %u",
     "CSeq vaut %u\u202f; le REGISTER de même Call-ID de la trame %u, qui a été accepté, avait %u"},
    /* rules/subjects/sdp_version.c */
    {"m= lines: %u; the description of this side in frame %u, which was agreed on, has %u",
     "lignes m=\u202f: %u\u202f; la description de ce côté dans la trame %u, qui a été acceptée, "
     "en a %u"},
    {"o= is \"%.*s\"; in frame %u its session id was %s, with the same user name and address, and "
     "the first stream goes to the same port",
     "o= vaut «\u202f%.*s\u202f»\u202f; dans la trame %u son identifiant de session était %s, "
     "avec le même nom d’utilisateur et la même adresse, et le premier flux va au même port"},
    {"o= is still \"%.*s\", as in frame %u, but other lines have changed",
     "o= vaut toujours «\u202f%.*s\u202f», comme dans la trame %u, mais d’autres lignes ont "
     "changé"},
    /* rules/subjects/session_timer.c */
    {"Session-Expires: %.*s", "Session-Expires: %.*s"},
    {"Session-Expires: %.*s without refresher", "Session-Expires: %.*s sans refresher"},
    {"Session-Expires: %.*s; Min-SE in frame %u was %u",
     "Session-Expires: %.*s\u202f; Min-SE de la trame %u\u202f: %u"},
    {"Session-Expires: %u; frame %u asked for %u",
     "Session-Expires: %u\u202f; la trame %u demandait %u"},
    {"Session-Expires: %.*s; in frame %u it was \"%.*s\"",
     "Session-Expires: %.*s\u202f; dans la trame %u\u202f: «\u202f%.*s\u202f»"},
    {"Session-Expires: %.*s; Supported in frame %u was %s",
     "Session-Expires: %.*s\u202f; Supported de la trame %u\u202f: %s"},
    {"no Session-Expires in the %u from %s, which lists timer in Supported; frame %u asked for "
     "Session-Expires: %.*s",
     "pas de Session-Expires dans la réponse %u de %s, qui indique timer dans Supported\u202f; la "
     "trame %u demandait Session-Expires: %.*s"},
    /* rules/subjects/session_refresh.c */
    {"BYE %.1f s before the end that frame %u had set; the %u s of the refresh in frame %u end "
     "%.1f s later",
     "BYE %.1f s avant le terme fixé par la trame %u\u202f; les %u s du rafraîchissement de la "
     "trame %u s’achèvent %.1f s plus tard"},
    {"BYE %.1f s after the end that frame %u had set; the %u s of the refresh in frame %u end %.1f "
     "s later",
     "BYE %.1f s après le terme fixé par la trame %u\u202f; les %u s du rafraîchissement de la "
     "trame %u s’achèvent %.1f s plus tard"},
    {"%s only %.1f s after Session-Expires: %u in frame %u, and no refresh in between",
     "%s seulement %.1f s après Session-Expires: %u de la trame %u, sans rafraîchissement "
     "entre-temps"},
    {"BYE %.1f s after Session-Expires: %u in frame %u, and no refresh in between",
     "BYE %.1f s après Session-Expires: %u de la trame %u, sans rafraîchissement entre-temps"},
    {"BYE %.1f s after Session-Expires: %u in frame %u; the refresh in frame %u got %u, and was "
     "not tried again in %.1f s",
     "BYE %.1f s après Session-Expires: %u de la trame %u\u202f; le rafraîchissement de la trame "
     "%u "
     "a reçu %u, sans nouvel essai en %.1f s"},
    {"Reason: %.*s at the end that frame %u had set; the %u s of the refresh in frame %u end %.1f "
     "s later",
     "Reason: %.*s au terme fixé par la trame %u\u202f; les %u s du rafraîchissement de la trame "
     "%u s’achèvent %.1f s plus tard"},
    /* rules/subjects/subscription.c */
    {"no To tag in frame %u, so no dialog",
     "pas de tag de To dans la trame %u, donc pas de dialogue"},
    {"SIP-ETag %.*s is the one that the 204 in frame %u was about",
     "SIP-ETag %.*s est celui du 204 de la trame %u"},
    {"%s sent again %.1f s after the %u in frame %u",
     "%s renvoyé %.1f s après la réponse %u de la trame %u"},
    {"Allow-Events lists %.*s; %s", "Allow-Events indique %.*s\u202f; %s"},
    {"%u from %s to the NOTIFY of frame %u, whose Call-ID, To tag and Event fit the %s sent %.3f s "
     "before in frame %u%s%s",
     "%u de %s au NOTIFY de la trame %u, dont le Call-ID, le tag de To et Event sont ceux de la "
     "requête %s envoyée %.3f s avant dans la trame %u%s%s"},
    {", whose 2xx had not come yet", ", dont le 2xx n’était pas encore arrivé"},
    /* rules/subjects/subscription_state.c */
    {"Event absent from the %s; %u in frame %u", "Event absent du %s\u202f; %u dans la trame %u"},
    {"Event absent from the %s", "Event absent du %s"},
    {"Subscription-State absent from the NOTIFY of the subscription that frame %u accepted",
     "Subscription-State absent du NOTIFY de l’abonnement que la trame %u a accepté"},
    {"%.*s is no state, in the NOTIFY of the subscription that frame %u accepted",
     "%.*s n’est pas un état, dans le NOTIFY de l’abonnement que la trame %u a accepté"},
    {"no body; Subscription-State: %.*s", "pas de corps\u202f; Subscription-State: %.*s"},
    {"sent %.0f s after the subscription that frame %u granted had expired; 481 in frame %u",
     "envoyé %.0f s après l’expiration de l’abonnement accordé par la trame %u\u202f; 481 dans la "
     "trame %u"},
    {"sent in the dialog of the subscription that the NOTIFY in frame %u had ended %.3f s before",
     "envoyé dans le dialogue de l’abonnement que le NOTIFY de la trame %u avait terminé %.3f s "
     "plus tôt"},
    {0},
};
