/* code.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/code.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Choices made where the RFCs leave room:
 * - alt_names has the phrases of other standards and, for 481, 482 and 487, those that common
 *   implementations send. It has none that explain 400, 480 or 484 further.
 * - permanence: conditional is a success, and a failure that a change can cure; permanent is what
 *   this server will not do at all, however the request is put.
 * - scope: a realm, a proxy or a user agent as such is "this server"; what depends on the person,
 *   the device, the dialog or the branch is "this user here".
 * - outcome: unavailable also where the way to the callee failed (430, 440, 482, 483). */
const struct sip_code sip_codes[] = {
    {
        .code = 100,
        .name = "Trying",
        .meaning = "The next hop has the request and works on it; the called side has said "
                   "nothing yet.",
        .meaning_fr = "Le saut suivant a reçu la requête et la traite ; le côté appelé ne s’est "
                      "pas encore manifesté.",
        .advice = "Stop repeating an INVITE and wait for the next response.",
        .advice_fr = "Cesser de retransmettre un INVITE et attendre la réponse suivante.",
        .action = SIP_ACTION_WAIT,
        .scope = SIP_SCOPE_NEXT_HOP,
        .permanence = SIP_TRANSIENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_NONE,
        .reference = "RFC 3261 §21.1.1",
    },
    {
        .code = 180,
        .name = "Ringing",
        .meaning = "The called user's device is alerting: it rings, and nobody has answered yet.",
        .meaning_fr = "Le terminal de l’appelé sonne, et personne n’a encore répondu.",
        .advice = "Play a ringback tone unless early media arrives, send PRACK if the response is "
                  "reliable, and wait.",
        .advice_fr = "Émettre un retour d’appel sauf si un early media arrive, envoyer PRACK si "
                     "la réponse est fiable, et attendre.",
        .action = SIP_ACTION_WAIT,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TRANSIENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_RINGING,
        .reference = "RFC 3261 §21.1.2",
    },
    {
        .code = 181,
        .name = "Call Is Being Forwarded",
        .meaning = "The call is being passed on to destinations other than the one first "
                   "addressed.",
        .meaning_fr = "L’appel est renvoyé vers d’autres destinations que celle demandée au "
                      "départ.",
        .advice = "Wait, and let the caller see the diversion if the user interface can show it.",
        .advice_fr = "Attendre, et signaler le renvoi à l’appelant si l’interface le permet.",
        .action = SIP_ACTION_WAIT,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TRANSIENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_NONE,
        .reference = "RFC 3261 §21.1.3",
    },
    {
        .code = 182,
        .name = "Queued",
        .meaning = "The callee cannot take the call now, and the server queues it instead of "
                   "refusing it.",
        .meaning_fr = "L’appelé ne peut pas prendre l’appel pour l’instant, et le serveur le met "
                      "en file d’attente au lieu de le refuser.",
        .advice = "Wait in the queue, and show the reason phrase of each further 182, which may "
                  "tell how it moves.",
        .advice_fr = "Attendre dans la file, et afficher le libellé de chaque 182 suivant, qui "
                     "peut indiquer comment elle avance.",
        .action = SIP_ACTION_WAIT,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TRANSIENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_NONE,
        .reference = "RFC 3261 §21.1.4",
    },
    {
        .code = 183,
        .name = "Session Progress",
        .meaning = "The call is advancing in a way that no other provisional code names, often "
                   "with early media.",
        .meaning_fr = "L’appel progresse d’une façon qu’aucun autre code provisoire ne désigne, "
                      "souvent avec de l’early media.",
        .advice = "Wait, play early media if there is any, and send PRACK if the response is "
                  "reliable.",
        .advice_fr = "Attendre, restituer l’early media s’il y en a, et envoyer PRACK si la "
                     "réponse est fiable.",
        .action = SIP_ACTION_WAIT,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TRANSIENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_NONE,
        .reference = "RFC 3261 §21.1.5",
    },
    {
        .code = 199,
        .name = "Early Dialog Terminated",
        .meaning = "One early dialog of this INVITE has ended; the INVITE itself goes on and can "
                   "still succeed.",
        .meaning_fr = "Un dialogue précoce de cet INVITE a pris fin ; l’INVITE lui-même se "
                      "poursuit et peut encore aboutir.",
        .advice = "Free what the early dialog with this To tag holds, send nothing more on it, "
                  "and wait for the others.",
        .advice_fr = "Libérer ce que retient le dialogue précoce portant ce tag To, ne plus rien "
                     "y envoyer, et attendre les autres.",
        .action = SIP_ACTION_WAIT,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TRANSIENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_NONE,
        .reference = "RFC 6228 §1",
    },
    {
        .code = 200,
        .name = "OK",
        .meaning = "The request succeeded; what that brings depends on the method and stands in "
                   "headers and body.",
        .meaning_fr = "La requête a réussi ; ce qui en résulte dépend de la méthode et se trouve "
                      "dans les en-têtes et le corps.",
        .advice = "After an INVITE, send ACK for every copy of this response that arrives; "
                  "otherwise just go on.",
        .advice_fr = "Après un INVITE, envoyer un ACK pour chaque copie reçue de cette réponse ; "
                     "sinon, simplement continuer.",
        .action = SIP_ACTION_PROCEED,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_ANSWERED,
        .reference = "RFC 3261 §21.2.1",
    },
    {
        .code = 202,
        .name = "Accepted",
        .meaning = "The request was taken in, but what it asks for may not have been done yet; "
                   "otherwise as 200.",
        .meaning_fr = "La requête a été prise en compte, mais ce qu’elle demande n’est peut-être "
                      "pas encore fait ; pour le reste, comme 200.",
        .advice = "Treat it exactly as 200, and do not take it as proof that the work is finished.",
        .advice_fr = "La traiter exactement comme un 200, sans y voir la preuve que le travail "
                     "est terminé.",
        .action = SIP_ACTION_PROCEED,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_DEPRECATED,
        .outcome = SIP_OUTCOME_OTHER_SUCCESS,
        .reference = "RFC 6665 §8.3.1",
    },
    {
        .code = 204,
        .name = "No Notification",
        .meaning = "The subscription is refreshed, and no NOTIFY follows: the subscriber has the "
                   "current state already.",
        .meaning_fr = "L’abonnement est rafraîchi, et aucun NOTIFY ne suit : l’abonné dispose "
                      "déjà de l’état actuel.",
        .advice = "Keep the state at hand, note the new expiry, and do not wait for a NOTIFY to "
                  "this SUBSCRIBE.",
        .advice_fr = "Garder l’état connu, noter la nouvelle échéance, et ne pas attendre de "
                     "NOTIFY pour ce SUBSCRIBE.",
        .action = SIP_ACTION_PROCEED,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_OTHER_SUCCESS,
        .reference = "RFC 5839 §7.1",
    },
    {
        .code = 300,
        .name = "Multiple Choices",
        .meaning = "The address leads to several places, and the caller is to choose among those "
                   "listed.",
        .meaning_fr = "L’adresse mène à plusieurs endroits, et il revient à l’appelant de choisir "
                      "parmi ceux qui sont énumérés.",
        .advice = "Try the addresses in Contact, the highest q value first and each only once, or "
                  "let the user choose.",
        .advice_fr = "Essayer les adresses de Contact, par valeur q décroissante et chacune une "
                     "seule fois, ou laisser choisir l’utilisateur.",
        .action = SIP_ACTION_REDIRECT,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_REDIRECTED,
        .reference = "RFC 3261 §21.3.1",
    },
    {
        .code = 301,
        .name = "Moved Permanently",
        .meaning = "The user has left this address for good; the new one is the one in Contact.",
        .meaning_fr = "L’utilisateur a quitté cette adresse pour de bon ; la nouvelle est celle "
                      "de Contact.",
        .advice = "Retry at the address in Contact, and put it in place of the old one in address "
                  "books and caches.",
        .advice_fr = "Réessayer à l’adresse de Contact, et l’inscrire à la place de l’ancienne "
                     "dans les carnets d’adresses et les caches.",
        .action = SIP_ACTION_REDIRECT,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_REDIRECTED,
        .reference = "RFC 3261 §21.3.2",
    },
    {
        .code = 302,
        .name = "Moved Temporarily",
        .meaning = "The user can for now be reached at the address in Contact instead of this one.",
        .meaning_fr = "L’utilisateur est pour l’instant joignable à l’adresse de Contact plutôt "
                      "qu’à celle-ci.",
        .advice = "Retry at the address in Contact, and keep that address for later only if an "
                  "expiry time is given.",
        .advice_fr = "Réessayer à l’adresse de Contact, et ne la conserver pour la suite que si "
                     "une durée de validité est donnée.",
        .action = SIP_ACTION_REDIRECT,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_REDIRECTED,
        .reference = "RFC 3261 §21.3.3",
    },
    {
        .code = 305,
        .name = "Use Proxy",
        .meaning = "The called side takes this request only by way of the proxy that Contact "
                   "names.",
        .meaning_fr = "Le côté appelé n’accepte cette requête que par l’intermédiaire du proxy "
                      "désigné par Contact.",
        .advice = "Send this one request again through the proxy in Contact.",
        .advice_fr = "Renvoyer cette seule requête en passant par le proxy de Contact.",
        .action = SIP_ACTION_REDIRECT,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_REDIRECTED,
        .reference = "RFC 3261 §21.3.4",
    },
    {
        .code = 380,
        .name = "Alternative Service",
        .meaning = "The call failed, but the body of this response describes other services that "
                   "may do instead.",
        .meaning_fr = "L’appel a échoué, mais le corps de cette réponse décrit d’autres services "
                      "qui peuvent convenir.",
        .advice = "Use a service that the body describes, or give up if you understand none of "
                  "them.",
        .advice_fr = "Utiliser un service décrit dans le corps, ou renoncer si aucun n’est "
                     "compris.",
        .action = SIP_ACTION_REDIRECT,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_REDIRECTED,
        .reference = "RFC 3261 §21.3.5",
    },
    {
        .code = 400,
        .name = "Bad Request",
        .alt_names = "Invalid Request",
        .meaning = "The server could not make sense of the request, because its syntax is wrong.",
        .meaning_fr = "Le serveur n’a pas pu interpréter la requête, parce que sa syntaxe est "
                      "incorrecte.",
        .advice = "Correct what the reason phrase or Warning points at, and do not repeat the "
                  "request unchanged.",
        .advice_fr = "Corriger ce que signale le libellé ou Warning, et ne pas répéter la requête "
                     "telle quelle.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.1",
    },
    {
        .code = 401,
        .name = "Unauthorized",
        .meaning = "The called server or registrar serves the request only with valid credentials "
                   "for its realm.",
        .meaning_fr = "Le serveur appelé ou le registrar ne traite la requête qu’avec des "
                      "identifiants valides pour son realm.",
        .advice = "Answer WWW-Authenticate: repeat the request with Authorization and the next "
                  "CSeq number.",
        .advice_fr = "Répondre à WWW-Authenticate : répéter la requête avec Authorization et le "
                     "numéro CSeq suivant.",
        .action = SIP_ACTION_AUTHENTICATE,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CHALLENGED,
        .reference = "RFC 3261 §21.4.2",
    },
    {
        .code = 402,
        .name = "Payment Required",
        .meaning = "The code is reserved for later use and has no agreed meaning beyond a failed "
                   "request.",
        .meaning_fr = "Le code est réservé à un usage futur et n’a pas d’autre sens convenu que "
                      "l’échec de la requête.",
        .advice = "Handle it as 400, and do not repeat the request unchanged.",
        .advice_fr = "Le traiter comme un 400, et ne pas répéter la requête telle quelle.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_RESERVED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.3",
    },
    {
        .code = 403,
        .name = "Forbidden",
        .alt_names = "Stale Date",
        .meaning = "The server understood the request and refuses it; credentials would not "
                   "change that.",
        .meaning_fr = "Le serveur a compris la requête et la refuse ; des identifiants n’y "
                      "changeraient rien.",
        .advice = "Do not repeat the request, and ask whoever runs the server which policy "
                  "forbids it.",
        .advice_fr = "Ne pas répéter la requête, et demander à l’exploitant du serveur quelle "
                     "règle l’interdit.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.4",
    },
    {
        .code = 404,
        .name = "Not Found",
        .meaning = "The server is certain that the domain has no such user, or does not serve "
                   "that domain at all.",
        .meaning_fr = "Le serveur est certain que le domaine n’a pas d’utilisateur de ce nom, ou "
                      "ne dessert pas du tout ce domaine.",
        .advice = "Check user and domain of the Request-URI, and do not call the same address "
                  "again unchanged.",
        .advice_fr = "Vérifier l’utilisateur et le domaine de la Request-URI, et ne pas rappeler "
                     "la même adresse sans la modifier.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_UNAVAILABLE,
        .reference = "RFC 3261 §21.4.5",
    },
    {
        .code = 405,
        .name = "Method Not Allowed",
        .meaning = "The server knows the method, but the address called does not permit it.",
        .meaning_fr = "Le serveur connaît la méthode, mais l’adresse appelée ne l’autorise pas.",
        .advice = "Use a method that Allow lists, and do not send this one to the address again.",
        .advice_fr = "Employer une méthode énumérée dans Allow, et ne plus envoyer celle-ci à "
                     "cette adresse.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.6",
    },
    {
        .code = 406,
        .name = "Not Acceptable",
        .meaning = "The server can answer only with body formats that the request's Accept header "
                   "rules out.",
        .meaning_fr = "Le serveur ne peut répondre que par des formats de corps exclus par "
                      "l’en-tête Accept de la requête.",
        .advice = "Add further formats that you can read to Accept, and retry.",
        .advice_fr = "Ajouter à Accept d’autres formats que l’on sait lire, et réessayer.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.7",
    },
    {
        .code = 407,
        .name = "Proxy Authentication Required",
        .alt_names = "Proxy Authorization Required",
        .meaning = "A proxy on the path lets the request pass only with valid credentials for its "
                   "realm.",
        .meaning_fr = "Un proxy sur le trajet ne laisse passer la requête qu’avec des "
                      "identifiants valides pour son realm.",
        .advice = "Answer Proxy-Authenticate: repeat the request with Proxy-Authorization and the "
                  "next CSeq number.",
        .advice_fr = "Répondre à Proxy-Authenticate : répéter la requête avec Proxy-Authorization "
                     "et le numéro CSeq suivant.",
        .action = SIP_ACTION_AUTHENTICATE,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CHALLENGED,
        .reference = "RFC 3261 §21.4.8",
    },
    {
        .code = 408,
        .name = "Request Timeout",
        .alt_names = "Timeout",
        .meaning = "The server got no result in the time it had, for instance because the user "
                   "was not found in time.",
        .meaning_fr = "Le serveur n’a pas obtenu de résultat dans le temps imparti, par exemple "
                      "faute d’avoir trouvé l’utilisateur à temps.",
        .advice = "Repeat the request later if you like; inside a dialog end the call or "
                  "subscription instead.",
        .advice_fr = "Répéter la requête plus tard si on le souhaite ; dans un dialogue, mettre "
                     "plutôt fin à l’appel ou à l’abonnement.",
        .action = SIP_ACTION_RETRY_LATER,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_TIMED_OUT,
        .reference = "RFC 3261 §21.4.9",
    },
    {
        .code = 410,
        .name = "Gone",
        .meaning = "The user or resource is no longer here, for good as far as is known, and left "
                   "no new address.",
        .meaning_fr = "L’utilisateur ou la ressource n’est plus ici, définitivement autant qu’on "
                      "sache, et n’a pas laissé de nouvelle adresse.",
        .advice = "Delete the address wherever it is stored, and do not try it again.",
        .advice_fr = "Effacer l’adresse partout où elle est enregistrée, et ne plus l’essayer.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_UNAVAILABLE,
        .reference = "RFC 3261 §21.4.10",
    },
    {
        .code = 412,
        .name = "Conditional Request Failed",
        .meaning = "The condition in the request is not met: the server has no event state with "
                   "that entity-tag.",
        .meaning_fr = "La condition de la requête n’est pas remplie : le serveur n’a pas d’état "
                      "d’événement pour cet entity-tag.",
        .advice = "Discard the entity-tag, and publish the whole state afresh without "
                  "SIP-If-Match.",
        .advice_fr = "Abandonner l’entity-tag, et republier l’état complet sans SIP-If-Match.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3903 §11.2.1",
    },
    {
        .code = 413,
        .name = "Request Entity Too Large",
        .alt_names = "Request Entity Too Long",
        .meaning = "The body of the request is too big for this server to handle, perhaps only "
                   "for the time being.",
        .meaning_fr = "Le corps de la requête est trop volumineux pour ce serveur, peut-être "
                      "seulement pour l’instant.",
        .advice = "Retry with a smaller body or none, or unchanged after Retry-After if that is "
                  "given.",
        .advice_fr = "Réessayer avec un corps plus petit ou sans corps, ou sans rien changer "
                     "après Retry-After s’il est donné.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.11",
    },
    {
        .code = 414,
        .name = "Request-URI Too Long",
        .alt_names = "Request-URI Too Large",
        .meaning = "The Request-URI, the address in the request line, is too long for this server.",
        .meaning_fr = "La Request-URI, l’adresse de la ligne de requête, est trop longue pour ce "
                      "serveur.",
        .advice = "Retry with a shorter Request-URI, leaving out parameters and headers inside it "
                  "first.",
        .advice_fr = "Réessayer avec une Request-URI plus courte, en commençant par ôter les "
                     "paramètres et les en-têtes qu’elle contient.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.12",
    },
    {
        .code = 415,
        .name = "Unsupported Media Type",
        .meaning = "The server does not support the media type, encoding or language of the "
                   "request's body.",
        .meaning_fr = "Le serveur ne prend pas en charge le type de média, l’encodage ou la "
                      "langue du corps de la requête.",
        .advice = "Retry with a body that fits the Accept, Accept-Encoding or Accept-Language "
                  "given here.",
        .advice_fr = "Réessayer avec un corps conforme à l’Accept, l’Accept-Encoding ou "
                     "l’Accept-Language donné ici.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.13",
    },
    {
        .code = 416,
        .name = "Unsupported URI Scheme",
        .meaning = "The server does not know the scheme of the Request-URI, for instance tel or "
                   "sips.",
        .meaning_fr = "Le serveur ne connaît pas le schéma de la Request-URI, par exemple tel ou "
                      "sips.",
        .advice = "Retry with a SIP URI, but ask the user first if the refused one was a SIPS URI.",
        .advice_fr = "Réessayer avec une URI SIP, mais consulter d’abord l’utilisateur si celle "
                     "qui a été refusée était une URI SIPS.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.14",
    },
    {
        .code = 417,
        .name = "Unknown Resource-Priority",
        .meaning = "The request insists on priority handling, but the server knows none of its "
                   "Resource-Priority values.",
        .meaning_fr = "La requête exige un traitement prioritaire, mais le serveur ne connaît "
                      "aucune de ses valeurs Resource-Priority.",
        .advice = "Retry with a value from Accept-Resource-Priority, or take resource-priority "
                  "out of Require.",
        .advice_fr = "Réessayer avec une valeur d’Accept-Resource-Priority, ou retirer "
                     "resource-priority de Require.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 4412 §4.6.2",
    },
    {
        .code = 420,
        .name = "Bad Extension",
        .meaning = "The request requires a protocol extension that the server does not understand.",
        .meaning_fr = "La requête exige une extension du protocole que le serveur ne comprend pas.",
        .advice = "Retry without the extensions that Unsupported lists.",
        .advice_fr = "Réessayer sans les extensions qu’énumère Unsupported.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.15",
    },
    {
        .code = 421,
        .name = "Extension Required",
        .meaning = "The server needs an extension that the client has not declared in Supported.",
        .meaning_fr = "Le serveur a besoin d’une extension que le client n’a pas annoncée dans "
                      "Supported.",
        .advice = "Retry with the option tags from Require in Supported if you have these "
                  "extensions, else give up.",
        .advice_fr = "Réessayer avec les option tags de Require dans Supported si l’on dispose de "
                     "ces extensions, sinon renoncer.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.16",
    },
    {
        .code = 422,
        .name = "Session Interval Too Small",
        .meaning = "The session timer asked for is shorter than a server on the path permits.",
        .meaning_fr = "Le session timer demandé est plus court que ne l’admet un serveur sur le "
                      "trajet.",
        .advice = "Retry with Session-Expires and Min-SE of at least the Min-SE given here.",
        .advice_fr = "Réessayer avec Session-Expires et Min-SE au moins égaux au Min-SE donné ici.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 4028 §6",
    },
    {
        .code = 423,
        .name = "Interval Too Brief",
        .meaning = "The registration, subscription or publication would expire sooner than the "
                   "server permits.",
        .meaning_fr = "L’enregistrement, l’abonnement ou la publication expirerait plus tôt que "
                      "ne l’admet le serveur.",
        .advice = "Retry with an expiry time of at least the Min-Expires given here.",
        .advice_fr = "Réessayer avec une durée au moins égale au Min-Expires donné ici.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.17",
    },
    {
        .code = 424,
        .name = "Bad Location Information",
        .meaning = "The location in the request is malformed, of no use to its recipient, or "
                   "could not be fetched.",
        .meaning_fr = "La localisation contenue dans la requête est mal formée, inutilisable par "
                      "son destinataire, ou n’a pas pu être obtenue.",
        .advice = "Correct the location as Geolocation-Error says, or take the one in the body, "
                  "and retry.",
        .advice_fr = "Corriger la localisation selon Geolocation-Error, ou prendre celle du "
                     "corps, et réessayer.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 6442 §4.3",
    },
    {
        .code = 425,
        .name = "Bad Alert Message",
        .meaning = "The alert in the request is too malformed for any emergency response to be "
                   "based on it.",
        .meaning_fr = "L’alerte contenue dans la requête est trop mal formée pour qu’une "
                      "intervention d’urgence puisse s’appuyer sur elle.",
        .advice = "Correct the alert as AlertMsg-Error says, and send it again.",
        .advice_fr = "Corriger l’alerte selon AlertMsg-Error, et la renvoyer.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 8876 §5.1",
    },
    {
        .code = 428,
        .name = "Use Identity Header",
        .alt_names = "Use Supported PASSporT Format",
        .meaning = "The verifier insists on a signed caller identity, and the request has no "
                   "Identity header it can use.",
        .meaning_fr = "Le vérificateur exige une identité d’appelant signée, et la requête n’a "
                      "pas d’en-tête Identity qu’il puisse utiliser.",
        .advice = "Have the request signed by an authentication service, and retry with the "
                  "Identity header it adds.",
        .advice_fr = "Faire signer la requête par un service d’authentification, et réessayer "
                     "avec l’en-tête Identity qu’il ajoute.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 8224 §6.2.2",
    },
    {
        .code = 429,
        .name = "Provide Referrer Identity",
        .meaning = "The recipient wants proof of who made the referral, and a valid Referred-By "
                   "token is missing.",
        .meaning_fr = "Le destinataire veut la preuve de qui est à l’origine du renvoi, et il "
                      "manque un jeton Referred-By valide.",
        .advice = "Send a new REFER with a valid Referred-By token, or report this to the "
                  "referrer if that is not you.",
        .advice_fr = "Envoyer un nouveau REFER avec un jeton Referred-By valide, ou en informer "
                     "l’auteur du renvoi si c’est un autre.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3892 §5",
    },
    {
        .code = 430,
        .name = "Flow Failed",
        .meaning = "The connection by which the edge proxy reaches the user's device no longer "
                   "works.",
        .meaning_fr = "La connexion par laquelle l’edge proxy atteint le terminal de "
                      "l’utilisateur ne fonctionne plus.",
        .advice = "Forward the request over another flow to the same device, or handle it as 400 "
                  "if you are no proxy.",
        .advice_fr = "Relayer la requête par un autre flux vers le même terminal, ou traiter le "
                     "code comme un 400 si l’on n’est pas un proxy.",
        .action = SIP_ACTION_TRY_ANOTHER_SERVER,
        .scope = SIP_SCOPE_NEXT_HOP,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_UNAVAILABLE,
        .reference = "RFC 5626 §11.5",
    },
    {
        .code = 433,
        .name = "Anonymity Disallowed",
        .meaning = "The called side does not accept anonymous requests, and this one hides who "
                   "sends it.",
        .meaning_fr = "Le côté appelé n’accepte pas les requêtes anonymes, et celle-ci masque "
                      "l’identité de son émetteur.",
        .advice = "Retry without anonymity only if the user agrees to it, and otherwise give up.",
        .advice_fr = "Réessayer sans anonymat seulement si l’utilisateur y consent, et sinon "
                     "renoncer.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 5079 §5",
    },
    {
        .code = 436,
        .name = "Bad Identity Info",
        .alt_names = "Bad Identity-Info",
        .meaning = "The verifier could not fetch the credential needed to check the Identity "
                   "header.",
        .meaning_fr = "Le vérificateur n’a pas pu se procurer le certificat nécessaire au "
                      "contrôle de l’en-tête Identity.",
        .advice = "Sign again with an info parameter whose URI the verifier can reach, and retry.",
        .advice_fr = "Signer de nouveau avec un paramètre info dont le vérificateur puisse "
                     "joindre l’URI, et réessayer.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 8224 §6.2.2",
    },
    {
        .code = 437,
        .name = "Unsupported Credential",
        .alt_names = "Unsupported Certificate",
        .meaning = "The verifier has the credential behind the Identity header, but does not "
                   "trust or support it.",
        .meaning_fr = "Le vérificateur dispose du certificat auquel renvoie l’en-tête Identity, "
                      "mais ne lui fait pas confiance ou ne le prend pas en charge.",
        .advice = "Retry with a credential from an authority that the verifier trusts, in an "
                  "algorithm it supports.",
        .advice_fr = "Réessayer avec un certificat d’une autorité reconnue par le vérificateur, "
                     "et un algorithme qu’il prend en charge.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 8224 §6.2.2",
    },
    {
        .code = 438,
        .name = "Invalid Identity Header",
        .alt_names = "Invalid PASSporT",
        .meaning = "None of the request's Identity headers holds a token that is both valid and "
                   "supported.",
        .meaning_fr = "Aucun des en-têtes Identity de la requête ne contient de jeton à la fois "
                      "valide et pris en charge.",
        .advice = "Retry once with the full form of the PASSporT, and look for a hop that alters "
                  "signed headers.",
        .advice_fr = "Réessayer une fois avec la forme complète du PASSporT, et chercher un saut "
                     "qui altère les en-têtes signés.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 8224 §6.2.2",
    },
    {
        .code = 439,
        .name = "First Hop Lacks Outbound Support",
        .meaning = "The registrar supports outbound connections, but the first proxy that the "
                   "client uses does not.",
        .meaning_fr = "Le registrar prend en charge les connexions outbound, mais pas le premier "
                      "proxy utilisé par le client.",
        .advice = "Register through another outbound proxy, or without the outbound extension.",
        .advice_fr = "S’enregistrer par un autre outbound proxy, ou sans l’extension outbound.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_NEXT_HOP,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 5626 §11.6",
    },
    {
        .code = 440,
        .name = "Max-Breadth Exceeded",
        .meaning = "A proxy had to try more destinations at once than Max-Breadth permits, so "
                   "some were not reached.",
        .meaning_fr = "Un proxy aurait dû essayer plus de destinations à la fois que Max-Breadth "
                      "n’en permet : certaines n’ont pas été atteintes.",
        .advice = "Narrow the search by a more exact address or by other routing, and retry.",
        .advice_fr = "Restreindre la recherche par une adresse plus précise ou un autre routage, "
                     "et réessayer.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_UNAVAILABLE,
        .reference = "RFC 5393 §5.3.3",
    },
    {
        .code = 469,
        .name = "Bad Info Package",
        .meaning = "The INFO belongs to an Info Package that its recipient has not offered to "
                   "receive.",
        .meaning_fr = "L’INFO relève d’un Info Package que son destinataire n’a pas accepté de "
                      "recevoir.",
        .advice = "Send no more INFO of this package, keep to those in Recv-Info, and leave the "
                  "dialog as it is.",
        .advice_fr = "Ne plus envoyer d’INFO de cet Info Package, s’en tenir à ceux de Recv-Info, "
                     "et laisser le dialogue en l’état.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 6086 §4.2.2",
    },
    {
        .code = 470,
        .name = "Consent Needed",
        .meaning = "The relay has no permission to send to one or more addresses on the request's "
                   "URI list.",
        .meaning_fr = "Le relais n’est pas autorisé à envoyer à une ou plusieurs adresses de la "
                      "liste d’URI de la requête.",
        .advice = "Have the relay ask permission for the addresses in Permission-Missing, and "
                  "retry once it is given.",
        .advice_fr = "Faire demander par le relais l’accord des adresses de Permission-Missing, "
                     "et réessayer quand il est donné.",
        .action = SIP_ACTION_RETRY_LATER,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 5360 §5.9.2",
    },
    {
        .code = 480,
        .name = "Temporarily Unavailable",
        .alt_names = "Temporarily Not Available",
        .meaning = "The user is known, but cannot be reached now: not logged in, for example, or "
                   "not to be disturbed.",
        .meaning_fr = "L’utilisateur est connu, mais injoignable pour l’instant : pas connecté, "
                      "par exemple, ou ne souhaitant pas être dérangé.",
        .advice = "Try again later, after Retry-After if it is given, or try another address of "
                  "the user.",
        .advice_fr = "Réessayer plus tard, après Retry-After s’il est donné, ou essayer une autre "
                     "adresse de l’utilisateur.",
        .action = SIP_ACTION_RETRY_LATER,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_UNAVAILABLE,
        .reference = "RFC 3261 §21.4.18",
    },
    {
        .code = 481,
        .name = "Call/Transaction Does Not Exist",
        .alt_names = "Call Leg/Transaction Does Not Exist|Call Leg Does Not Exist|"
                     "Transaction Does Not Exist|Subscription Does Not Exist",
        .meaning = "The request belongs to no dialog or transaction that its recipient knows.",
        .meaning_fr = "La requête ne relève d’aucun dialogue ni d’aucune transaction que son "
                      "destinataire connaisse.",
        .advice = "End the call or subscription that the request belonged to; after a CANCEL do "
                  "nothing.",
        .advice_fr = "Mettre fin à l’appel ou à l’abonnement dont relevait la requête ; après un "
                     "CANCEL, ne rien faire.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.19",
    },
    {
        .code = 482,
        .name = "Loop Detected",
        .alt_names = "(Loop Detected)|Merged Request|Request Merged",
        .meaning = "The request came again to a server that has it already: in a loop, or as a "
                   "copy by another path.",
        .meaning_fr = "La requête est revenue à un serveur qui l’a déjà : par une boucle, ou en "
                      "copie par un autre chemin.",
        .advice = "Correct the routing that leads in a circle, and for a mere copy go by the "
                  "other branch's answer.",
        .advice_fr = "Corriger le routage qui tourne en rond ; pour une simple copie, se fier à "
                     "la réponse de l’autre branche.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_UNAVAILABLE,
        .reference = "RFC 3261 §21.4.20",
    },
    {
        .code = 483,
        .name = "Too Many Hops",
        .meaning = "Max-Forwards reached zero before the request reached its target, most often "
                   "because of a loop.",
        .meaning_fr = "Max-Forwards est arrivé à zéro avant que la requête n’atteigne sa cible, "
                      "le plus souvent à cause d’une boucle.",
        .advice = "Look for a loop in the routing, or start with a larger Max-Forwards if the "
                  "path is just long.",
        .advice_fr = "Chercher une boucle dans le routage, ou partir d’un Max-Forwards plus grand "
                     "si le trajet est simplement long.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_UNAVAILABLE,
        .reference = "RFC 3261 §21.4.21",
    },
    {
        .code = 484,
        .name = "Address Incomplete",
        .meaning = "The address in the Request-URI, as a rule a dialled number, is not complete.",
        .meaning_fr = "L’adresse de la Request-URI, en général un numéro composé, est incomplète.",
        .advice = "Collect more digits, and retry with the longer number.",
        .advice_fr = "Recueillir d’autres chiffres, et réessayer avec le numéro plus long.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.22",
    },
    {
        .code = 485,
        .name = "Ambiguous",
        .meaning = "The address fits more than one user, and the server does not know which one "
                   "is meant.",
        .meaning_fr = "L’adresse correspond à plusieurs utilisateurs, et le serveur ne sait pas "
                      "duquel il s’agit.",
        .advice = "Let the user choose one of the addresses in Contact, or enter a more exact one.",
        .advice_fr = "Laisser l’utilisateur choisir l’une des adresses de Contact, ou en saisir "
                     "une plus précise.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.23",
    },
    {
        .code = 486,
        .name = "Busy Here",
        .alt_names = "Busy",
        .meaning = "The callee's device was reached, but it cannot or will not take another call "
                   "now.",
        .meaning_fr = "Le terminal de l’appelé a été atteint, mais il ne peut ou ne veut pas "
                      "prendre un autre appel pour l’instant.",
        .advice = "Call again later, after Retry-After if it is given, or try another address of "
                  "the user.",
        .advice_fr = "Rappeler plus tard, après Retry-After s’il est donné, ou essayer une autre "
                     "adresse de l’utilisateur.",
        .action = SIP_ACTION_RETRY_LATER,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_BUSY,
        .reference = "RFC 3261 §21.4.24",
    },
    {
        .code = 487,
        .name = "Request Terminated",
        .alt_names = "Request Cancelled|Request Canceled",
        .meaning = "The request was given up before it was answered: by CANCEL, by BYE, or "
                   "because it expired.",
        .meaning_fr = "La requête a été abandonnée avant d’obtenir une réponse : par CANCEL, par "
                      "BYE, ou parce qu’elle a expiré.",
        .advice = "Do nothing more, since this is how a cancelled request is meant to end.",
        .advice_fr = "Ne rien faire de plus : c’est ainsi que doit se terminer une requête "
                     "annulée.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CANCELLED,
        .reference = "RFC 3261 §21.4.25",
    },
    {
        .code = 488,
        .name = "Not Acceptable Here",
        .meaning = "The session offered does not suit this destination, though another one might "
                   "accept it.",
        .meaning_fr = "La session proposée ne convient pas à cette destination, mais une autre "
                      "pourrait l’accepter.",
        .advice = "Change the offer as Warning or the capabilities in the body suggest, or try "
                  "another destination.",
        .advice_fr = "Modifier l’offre comme le suggèrent Warning ou les capacités données dans "
                     "le corps, ou essayer une autre destination.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.26",
    },
    {
        .code = 489,
        .name = "Bad Event",
        .meaning = "The Event header names an event package that this server does not support.",
        .meaning_fr = "L’en-tête Event désigne un event package que ce serveur ne prend pas en "
                      "charge.",
        .advice = "Stop using this event package here, and choose one from Allow-Events if that "
                  "is given.",
        .advice_fr = "Ne plus employer ici cet event package, et en choisir un dans Allow-Events "
                     "s’il est donné.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 6665 §8.3.2",
    },
    {
        .code = 491,
        .name = "Request Pending",
        .meaning = "Both sides acted at once: the recipient still has a request of its own "
                   "pending in this dialog.",
        .meaning_fr = "Les deux côtés ont agi en même temps : le destinataire a encore sa propre "
                      "requête en cours dans ce dialogue.",
        .advice = "Retry after a random time: 2.1 to 4 s if you chose the Call-ID, up to 2 s if "
                  "the peer did.",
        .advice_fr = "Réessayer après une durée aléatoire : de 2,1 à 4 s si l’on a choisi le "
                     "Call-ID, jusqu’à 2 s si c’est le correspondant.",
        .action = SIP_ACTION_RETRY_LATER,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.27",
    },
    {
        .code = 493,
        .name = "Undecipherable",
        .meaning = "The body is encrypted, and its recipient does not have or will not use the "
                   "key that opens it.",
        .meaning_fr = "Le corps est chiffré, et son destinataire n’a pas la clé qui l’ouvre ou ne "
                      "veut pas s’en servir.",
        .advice = "Encrypt with the certificate in this response; if there is none, decide "
                  "whether to send in clear.",
        .advice_fr = "Chiffrer avec le certificat de cette réponse ; s’il n’y en a pas, décider "
                     "s’il faut envoyer en clair.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.28",
    },
    {
        .code = 494,
        .name = "Security Agreement Required",
        .meaning = "The first hop serves the request only after client and server agree on a "
                   "security mechanism.",
        .meaning_fr = "Le premier saut ne traite la requête qu’une fois client et serveur "
                      "convenus d’un mécanisme de sécurité.",
        .advice = "Start the best common mechanism of Security-Server, and retry with "
                  "Security-Verify.",
        .advice_fr = "Mettre en route le meilleur mécanisme commun de Security-Server, et "
                     "réessayer avec Security-Verify.",
        .action = SIP_ACTION_AUTHENTICATE,
        .scope = SIP_SCOPE_NEXT_HOP,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CHALLENGED,
        .reference = "RFC 3329 §2.3.1",
    },
    {
        .code = 500,
        .name = "Server Internal Error",
        .alt_names = "Internal Server Error|Server Error",
        .meaning = "Something unexpected inside the server kept it from serving the request.",
        .meaning_fr = "Un incident interne au serveur l’a empêché de traiter la requête.",
        .advice = "Retry when Retry-After is over, or after several seconds if it is absent.",
        .advice_fr = "Réessayer une fois Retry-After écoulé, ou après plusieurs secondes s’il est "
                     "absent.",
        .action = SIP_ACTION_RETRY_LATER,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 3261 §21.5.1",
    },
    {
        .code = 501,
        .name = "Not Implemented",
        .meaning = "The server lacks what the request needs: it does not know the method, for any "
                   "user at all.",
        .meaning_fr = "Le serveur n’a pas ce qu’il faut pour traiter la requête : il ne connaît "
                      "la méthode pour aucun utilisateur.",
        .advice = "Stop sending this method to this server.",
        .advice_fr = "Ne plus envoyer cette méthode à ce serveur.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 3261 §21.5.2",
    },
    {
        .code = 502,
        .name = "Bad Gateway",
        .meaning = "A gateway or proxy got an invalid response from the server behind it.",
        .meaning_fr = "Une passerelle ou un proxy a reçu une réponse invalide du serveur placé "
                      "derrière.",
        .advice = "Try another server or route, and look for the fault behind this one.",
        .advice_fr = "Essayer un autre serveur ou une autre route, et chercher la panne derrière "
                     "celui-ci.",
        .action = SIP_ACTION_TRY_ANOTHER_SERVER,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 3261 §21.5.3",
    },
    {
        .code = 503,
        .name = "Service Unavailable",
        .meaning = "The server is overloaded or under maintenance, and can process no request for "
                   "the moment.",
        .meaning_fr = "Le serveur est surchargé ou en maintenance, et ne peut traiter aucune "
                      "requête pour le moment.",
        .advice = "Try another server, and spare this one until Retry-After is over; if that is "
                  "absent, act as for 500.",
        .advice_fr = "Essayer un autre serveur, et ménager celui-ci jusqu’à la fin de "
                     "Retry-After ; si ce dernier est absent, agir comme pour un 500.",
        .action = SIP_ACTION_TRY_ANOTHER_SERVER,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 3261 §21.5.4",
    },
    {
        .code = 504,
        .name = "Server Time-out",
        .alt_names = "Server Timeout|Gateway Time-out|Gateway Timeout",
        .meaning = "The server asked another one in order to serve the request, and got no answer "
                   "in time.",
        .meaning_fr = "Pour traiter la requête, le serveur en a sollicité un autre, sans obtenir "
                      "de réponse à temps.",
        .advice = "Try another server or route, or repeat the request later.",
        .advice_fr = "Essayer un autre serveur ou une autre route, ou répéter la requête plus "
                     "tard.",
        .action = SIP_ACTION_TRY_ANOTHER_SERVER,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 3261 §21.5.5",
    },
    {
        .code = 505,
        .name = "Version Not Supported",
        .alt_names = "SIP Version Not Supported",
        .meaning = "The server cannot or will not work with the SIP version in which the request "
                   "is written.",
        .meaning_fr = "Le serveur ne peut ou ne veut pas employer la version de SIP dans laquelle "
                      "la requête est écrite.",
        .advice = "Retry in a version that the server supports, in practice SIP/2.0, or give up.",
        .advice_fr = "Réessayer dans une version que le serveur prend en charge, en pratique "
                     "SIP/2.0, ou renoncer.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 3261 §21.5.6",
    },
    {
        .code = 513,
        .name = "Message Too Large",
        .meaning = "The message as a whole is longer than the server is able to process.",
        .meaning_fr = "Le message dans son ensemble est plus long que ce que le serveur peut "
                      "traiter.",
        .advice = "Retry with a shorter message: fewer or shorter headers, or a smaller body.",
        .advice_fr = "Réessayer avec un message plus court : des en-têtes moins nombreux ou plus "
                     "courts, ou un corps plus petit.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 3261 §21.5.7",
    },
    {
        .code = 555,
        .name = "Push Notification Service Not Supported",
        .meaning = "The network does not support the push notification service that the REGISTER "
                   "asks for.",
        .meaning_fr = "Le réseau ne prend pas en charge le service de notification push demandé "
                      "par le REGISTER.",
        .advice = "Register without this push service, and keep the client reachable in another "
                  "way.",
        .advice_fr = "S’enregistrer sans ce service push, et maintenir le client joignable d’une "
                     "autre façon.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 8599 §8.1",
    },
    {
        .code = 580,
        .name = "Precondition Failure",
        .alt_names = "Precondition-Failure",
        .meaning = "The called side cannot or will not meet a precondition of the offer, such as "
                   "reserved bandwidth.",
        .meaning_fr = "Le côté appelé ne peut ou ne veut pas remplir une précondition de l’offre, "
                      "telle qu’une réservation de bande passante.",
        .advice = "Relax or drop the precondition that the body marks as failed, and retry.",
        .advice_fr = "Assouplir ou retirer la précondition que le corps signale en échec, et "
                     "réessayer.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 3312 §8",
    },
    {
        .code = 600,
        .name = "Busy Everywhere",
        .alt_names = "Busy",
        .meaning = "The callee is busy, and no other device or voice mail of the callee will take "
                   "the call.",
        .meaning_fr = "L’appelé est occupé, et ni un autre de ses terminaux ni sa messagerie "
                      "vocale ne prendra l’appel.",
        .advice = "Stop trying addresses of this user, and call again only later, after "
                  "Retry-After if it is given.",
        .advice_fr = "Ne plus essayer d’adresses de cet utilisateur, et ne rappeler que plus "
                     "tard, après Retry-After s’il est donné.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_EVERYWHERE,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_BUSY,
        .reference = "RFC 3261 §21.6.1",
    },
    {
        .code = 603,
        .name = "Decline",
        .alt_names = "Declined|Network Blocked",
        .meaning = "The user was reached and will not or cannot take part, neither here nor at "
                   "any other device.",
        .meaning_fr = "L’utilisateur a été joint et ne veut ou ne peut pas participer, ni ici ni "
                      "depuis un autre terminal.",
        .advice = "Stop, and do not try again by yourself unless Retry-After names a better time.",
        .advice_fr = "S’arrêter, et ne pas réessayer de soi-même à moins que Retry-After "
                     "n’indique un meilleur moment.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_EVERYWHERE,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_DECLINED,
        .reference = "RFC 3261 §21.6.2",
    },
    {
        .code = 604,
        .name = "Does Not Exist Anywhere",
        .meaning = "No server anywhere has such a user, and the one that answered has the "
                   "authority to say so.",
        .meaning_fr = "Aucun serveur, nulle part, ne connaît d’utilisateur de ce nom, et celui "
                      "qui a répondu a autorité pour l’affirmer.",
        .advice = "Stop, and correct the address before you call again.",
        .advice_fr = "S’arrêter, et corriger l’adresse avant de rappeler.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_EVERYWHERE,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_UNAVAILABLE,
        .reference = "RFC 3261 §21.6.3",
    },
    {
        .code = 606,
        .name = "Not Acceptable",
        .meaning = "The user is willing to talk, but the media, bandwidth or addressing offered "
                   "suits no device.",
        .meaning_fr = "L’utilisateur accepte l’échange, mais le média, le débit ou l’adressage "
                      "proposé ne convient à aucun terminal.",
        .advice = "Change media, bandwidth or addressing as Warning says, or leave it at that.",
        .advice_fr = "Changer de média, de débit ou d’adressage selon Warning, ou en rester là.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_EVERYWHERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.6.4",
    },
    {
        .code = 607,
        .name = "Unwanted",
        .meaning = "The called user rejects this caller as unwanted, in the way of marking mail "
                   "as spam.",
        .meaning_fr = "L’utilisateur appelé rejette cet appelant comme indésirable, un peu comme "
                      "on signale un courriel comme spam.",
        .advice = "Stop, and expect the provider of the called user to act on it, for instance by "
                  "blocking.",
        .advice_fr = "S’arrêter, et s’attendre à ce que le fournisseur de l’appelé en tienne "
                     "compte, par exemple par un blocage.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_EVERYWHERE,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_DECLINED,
        .reference = "RFC 8197 §4",
    },
    {
        .code = 608,
        .name = "Rejected",
        .meaning = "A service in the network, not the user, rejected the request as unwanted, as "
                   "call analytics do.",
        .meaning_fr = "Un service du réseau, et non l’utilisateur, a rejeté la requête comme "
                      "indésirable, à la façon d’une analyse d’appels.",
        .advice = "Stop, and appeal to the service through the signed contact card in Call-Info "
                  "if it is wrong.",
        .advice_fr = "S’arrêter, et en cas d’erreur contester auprès du service par la carte de "
                     "contact signée de Call-Info.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_EVERYWHERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_DECLINED,
        .reference = "RFC 8688 §3.1",
    },
};

const size_t sip_codes_count = COUNT(sip_codes);

const struct sip_code *sip_code_find(unsigned code)
{
    static const struct sip_code *by_code[700]; /* filled on first use */

    if (by_code[sip_codes[0].code] == NULL) {
        for (size_t i = 0; i < COUNT(sip_codes); i++) {
            by_code[sip_codes[i].code] = &sip_codes[i];
        }
    }
    return code < COUNT(by_code) ? by_code[code] : NULL;
}

unsigned sip_code_effective(unsigned code)
{
    if (code < 100 || code > 699) {
        return 0;
    }
    if (sip_code_find(code) != NULL) {
        return code;
    }
    return code < 200 ? 183 : code / 100 * 100;
}

const struct sip_code *sip_code_describe(unsigned code)
{
    return sip_code_find(sip_code_effective(code));
}

/* A 2xx answers a call only if the request was an INVITE; without the method nobody can tell. */
static enum sip_outcome outcome_of_success(enum sip_method method)
{
    if (method == SIP_METHOD_UNKNOWN) {
        return SIP_OUTCOME_NONE;
    }
    return method == SIP_METHOD_INVITE ? SIP_OUTCOME_ANSWERED : SIP_OUTCOME_OTHER_SUCCESS;
}

enum sip_outcome sip_code_outcome(unsigned code, enum sip_method method)
{
    const struct sip_code *entry = sip_code_describe(code);

    if (entry == NULL) {
        return SIP_OUTCOME_NONE;
    }
    if (code >= 200 && code <= 299) {
        return outcome_of_success(method);
    }
    if (entry->outcome == SIP_OUTCOME_RINGING && method != SIP_METHOD_INVITE &&
        method != SIP_METHOD_UNKNOWN) {
        return SIP_OUTCOME_NONE;
    }
    return entry->outcome;
}

static struct sip_slice slice_of(const char *text)
{
    return (struct sip_slice){text, text != NULL ? strlen(text) : 0};
}

bool sip_code_has_phrase(const struct sip_code *code, struct sip_slice phrase)
{
    struct sip_slice rest = slice_of(code->alt_names);
    struct sip_slice name = slice_of(code->name);

    while (!sip_slice_equal_nocase(phrase, name)) {
        if (rest.p == NULL) {
            return false;
        }
        rest = sip_slice_cut(rest, '|', &name);
    }
    return true;
}

const char *sip_code_meaning(const struct sip_code *code, enum sip_language language)
{
    return sip_text(code->meaning, code->meaning_fr, language);
}

const char *sip_code_advice(const struct sip_code *code, enum sip_language language)
{
    return sip_text(code->advice, code->advice_fr, language);
}

struct name {
    const char *english;
    const char *french;
};

/* The name of a value, also of one that the enumeration does not have. */
static const char *name_of(const struct name *names, size_t count, unsigned value,
                           enum sip_language language)
{
    static const struct name unknown = {"unknown", "inconnu"};
    const struct name *name =
        value < count && names[value].english != NULL ? &names[value] : &unknown;

    return sip_text(name->english, name->french, language);
}

const char *sip_class_text(unsigned class_digit, enum sip_language language)
{
    static const struct name names[] = {
        [1] = {"Provisional", "Provisoire"},
        [2] = {"Success", "Succès"},
        [3] = {"Redirection", "Redirection"},
        [4] = {"Request Failure", "Échec de la requête"},
        [5] = {"Server Failure", "Échec du serveur"},
        [6] = {"Global Failure", "Échec global"},
    };
    return name_of(names, COUNT(names), class_digit, language);
}

const char *sip_class_name(unsigned class_digit)
{
    return sip_class_text(class_digit, SIP_ENGLISH);
}

const char *sip_action_text(unsigned action, enum sip_language language)
{
    static const struct name names[] = {
        [SIP_ACTION_WAIT] = {"wait", "attendre"},
        [SIP_ACTION_PROCEED] = {"proceed", "poursuivre"},
        [SIP_ACTION_REDIRECT] = {"redirect", "suivre la redirection"},
        [SIP_ACTION_AUTHENTICATE] = {"authenticate", "s’authentifier"},
        [SIP_ACTION_CHANGE_REQUEST] = {"change the request", "modifier la requête"},
        [SIP_ACTION_RETRY_LATER] = {"retry later", "réessayer plus tard"},
        [SIP_ACTION_TRY_ANOTHER_SERVER] = {"try another server", "essayer un autre serveur"},
        [SIP_ACTION_STOP] = {"stop", "s’arrêter"},
    };
    return name_of(names, COUNT(names), action, language);
}

const char *sip_action_name(enum sip_action action)
{
    return sip_action_text(action, SIP_ENGLISH);
}

const char *sip_scope_text(unsigned scope, enum sip_language language)
{
    static const struct name names[] = {
        [SIP_SCOPE_NEXT_HOP] = {"next hop", "saut suivant"},
        [SIP_SCOPE_THIS_SERVER] = {"this server", "ce serveur"},
        [SIP_SCOPE_THIS_USER_HERE] = {"this user here", "cet utilisateur ici"},
        [SIP_SCOPE_EVERYWHERE] = {"everywhere", "partout"},
    };
    return name_of(names, COUNT(names), scope, language);
}

const char *sip_scope_name(enum sip_scope scope)
{
    return sip_scope_text(scope, SIP_ENGLISH);
}

const char *sip_permanence_text(unsigned permanence, enum sip_language language)
{
    static const struct name names[] = {
        [SIP_TRANSIENT] = {"transient", "transitoire"},
        [SIP_TEMPORARY] = {"temporary", "temporaire"},
        [SIP_PERMANENT] = {"permanent", "définitive"},
        [SIP_CONDITIONAL] = {"conditional", "conditionnelle"},
    };
    return name_of(names, COUNT(names), permanence, language);
}

const char *sip_permanence_name(enum sip_permanence permanence)
{
    return sip_permanence_text(permanence, SIP_ENGLISH);
}

const char *sip_code_status_text(unsigned status, enum sip_language language)
{
    static const struct name names[] = {
        [SIP_CODE_REGISTERED] = {"registered", "enregistré"},
        [SIP_CODE_DEPRECATED] = {"deprecated", "obsolète"},
        [SIP_CODE_RESERVED] = {"reserved", "réservé"},
        [SIP_CODE_UNREGISTERED] = {"unregistered", "non enregistré"},
    };
    return name_of(names, COUNT(names), status, language);
}

const char *sip_code_status_name(enum sip_code_status status)
{
    return sip_code_status_text(status, SIP_ENGLISH);
}

const char *sip_outcome_text(unsigned outcome, enum sip_language language)
{
    static const struct name names[] = {
        [SIP_OUTCOME_NONE] = {"none", "aucune"},
        [SIP_OUTCOME_RINGING] = {"ringing", "sonnerie"},
        [SIP_OUTCOME_ANSWERED] = {"answered", "appel établi"},
        [SIP_OUTCOME_CHALLENGED] = {"challenged", "authentification demandée"},
        [SIP_OUTCOME_REDIRECTED] = {"redirected", "redirection"},
        [SIP_OUTCOME_BUSY] = {"busy", "occupation"},
        [SIP_OUTCOME_DECLINED] = {"declined", "refus"},
        [SIP_OUTCOME_UNAVAILABLE] = {"unavailable", "indisponibilité"},
        [SIP_OUTCOME_CANCELLED] = {"cancelled", "annulation"},
        [SIP_OUTCOME_TIMED_OUT] = {"timed out", "délai dépassé"},
        [SIP_OUTCOME_CLIENT_FAULT] = {"rejected by client fault", "rejet dû au client"},
        [SIP_OUTCOME_SERVER_FAULT] = {"rejected by server fault", "rejet dû au serveur"},
        [SIP_OUTCOME_OTHER_SUCCESS] = {"other success", "autre succès"},
    };
    return name_of(names, COUNT(names), outcome, language);
}

const char *sip_outcome_name(enum sip_outcome outcome)
{
    return sip_outcome_text(outcome, SIP_ENGLISH);
}
