/* rules.c
 * The texts of rules in French, by id in alphabetical order.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "texts/fr/french.h"

const struct sip_rule_texts sip_french_rules[] = {
    {
        .id = "100-bound-to-next-hop",
        .problem = "100 du saut suivant relayé par un proxy",
        .requirement = "Un proxy à état ne relaie pas le 100 du saut suivant",
        .remedy = "Le proxy doit envoyer son propre 100, et supprimer ceux qu’il reçoit.",
        .silence =
            "Signalé uniquement si le tag To, identique des deux côtés, prouve qu’il s’agit du "
            "même 100, et si le proxy s’est montré à état : un proxy sans état peut le relayer.",
    },
    {
        .id = "100-late",
        .problem = "Aucune réponse dans les 200 ms suivant l’INVITE, pas même un 100",
        .requirement = "Un INVITE sans autre réponse dans les 200 ms reçoit immédiatement un 100",
        .remedy = "Le serveur doit envoyer un 100 dès qu’il reçoit un INVITE auquel il ne peut "
                  "répondre dans les 200 ms.",
        .silence = "Non signalé si la réponse arrive dans les 200 ms plus un aller-retour (évalué "
                   "à T1) après la dernière copie de l’INVITE : les copies précédentes ont pu se "
                   "perdre en chemin. Non signalé non plus sur UDP si le client n’a pas retransmis "
                   "son INVITE à temps : il a reçu une réponse qui n’a pas été capturée.",
    },
    {
        .id = "100-non-invite-missing",
        .problem = "Pas de 100 à une requête lente autre qu’INVITE",
        .requirement =
            "Une requête autre qu’INVITE, sans réponse quand le Timer E atteint T2, reçoit un 100",
        .remedy = "Le serveur doit envoyer un 100 après 3,5 s, quel que soit le transport, s’il "
                  "n’a pas encore de réponse finale.",
        .silence = "Non signalé si la réponse finale est arrivée dans les 5 s sur UDP : deux "
                   "copies de la requête ont pu se perdre.",
    },
    {
        .id = "100-non-invite-too-early",
        .problem = "100 à une requête autre qu’INVITE envoyé trop tôt",
        .requirement = "Sur UDP, le 100 à une requête autre qu’INVITE n’est pas envoyé avant que "
                       "le Timer E atteigne T2",
        .remedy = "Le serveur ne doit pas envoyer de 100 au début. Le client ne retransmettrait "
                  "alors sa requête que tous les T2, et remarquerait tard la perte d’une réponse.",
        .silence = "Non signalé si le transport n’est pas UDP, où un 100 peut venir à tout moment, "
                   "ou dans le dernier T1 avant l’instant permis : la première copie de la requête "
                   "peut ne pas avoir été capturée.",
    },
    {
        .id = "100-reliable",
        .problem = "100 marqué comme fiable (RSeq, ou 100rel dans Require)",
        .requirement = "Un 100 n’est jamais envoyé de façon fiable",
        .remedy =
            "Le serveur doit retirer d’un 100 l’en-tête RSeq et l’option 100rel de Require. Un 100 "
            "ne va pas au-delà du saut suivant, alors que PRACK fonctionne de bout en bout.",
    },
    {
        .id = "100-timestamp-not-copied",
        .problem = "Timestamp de la requête non recopié dans le 100",
        .requirement = "Un 100 reprend le Timestamp de sa requête",
        .remedy =
            "Le serveur doit recopier Timestamp dans son 100. Il peut y ajouter son propre délai.",
    },
    {
        .id = "100-via-count-mismatch",
        .problem = "Nombre de valeurs Via du 100 différent de la requête",
        .requirement = "Sur un même saut, un 100 a autant de valeurs Via que sa requête",
        .remedy = "Le serveur doit recopier toutes les valeurs Via. Ce 100 ne va pas plus loin que "
                  "le saut suivant, qui n’a besoin que de son propre Via.",
        .silence = "Non signalé si la requête n’avait qu’un Via (via-extra-at-uac le signale), ou "
                   "si le premier Via diffère : les messages d’autres sauts ne sont pas comparés.",
    },
    {
        .id = "180-183-order-info",
        .problem = "Sonnerie et early media dans le même dialogue",
        .requirement = "P-Early-Media indique ce qu’entend l’appelant en présence d’un 180 et d’un "
                       "183 avec SDP",
        .remedy = "Le serveur peut envoyer les deux, dans un ordre ou dans l’autre. Si les "
                  "appelants n’entendent rien ou entendent deux tonalités, il devrait indiquer par "
                  "P-Early-Media s’il émet un média.",
        .silence = "Non signalé si P-Early-Media est présent, ou si un 180 porte du SDP : "
                   "ringing-with-sdp-no-media-auth le signale. Chaque branche de forking est "
                   "vérifiée séparément.",
    },
    {
        .id = "199-not-supported",
        .problem = "199 envoyé à un client qui ne le prend pas en charge",
        .requirement = "Un 199 n’est envoyé que si la requête annonce 199 dans Supported",
        .remedy = "Le serveur ou le proxy de forking ne doit pas envoyer de 199 à ce client. Un "
                  "proxy qui a lui-même ajouté l’option tag ne doit pas relayer le 199.",
    },
    {
        .id = "199-option-tag",
        .problem = "Option tag 199 dans une réponse 199",
        .requirement = "Un 199 ne contient l’option tag 199 ni dans Supported, ni dans Require, ni "
                       "dans Proxy-Require",
        .remedy = "Le serveur ou le proxy qui a créé le 199 doit retirer l’option tag 199 de ces "
                  "en-têtes.",
    },
    {
        .id = "199-reason-missing",
        .problem = "199 sans code de réponse SIP dans Reason",
        .requirement =
            "Un 199 donne dans Reason le code de réponse qui a mis fin au dialogue précoce",
        .remedy = "Le serveur ou le proxy qui a créé le 199 doit ajouter un Reason avec le "
                  "protocole SIP et ce code dans le paramètre cause.",
    },
    {
        .id = "199-sdp",
        .problem = "SDP dans un 199",
        .requirement = "Un 199 ne porte pas de SDP, sauf si un 199 fiable doit faire l’offre",
        .remedy = "Le serveur ou le proxy qui a créé le 199 devrait retirer le SDP. Si un 199 "
                  "fiable doit porter une offre, celle-ci ne devrait avoir aucune ligne m=.",
        .silence = "Non signalé si un 199 fiable porte une offre sans ligne m= : un INVITE sans "
                   "offre l’y oblige.",
    },
    {
        .id = "199-unknown-early-dialog",
        .problem = "199 pour un dialogue précoce inconnu",
        .requirement =
            "Le client ignore un 199 non fiable qui concerne un dialogue précoce inconnu de lui",
        .remedy = "Le serveur ou le proxy qui a créé le 199 doit y mettre le tag To du dialogue "
                  "précoce terminé. Le client ignore celui-ci.",
        .silence =
            "Non signalé si le 199 porte RSeq, car il doit être acquitté dans tous les cas, ou si "
            "l’INVITE ne prend pas en charge 199 (199-not-supported le signale). La capture peut "
            "avoir perdu la réponse qui a créé le dialogue précoce ; cela ne se voit pas.",
    },
    {
        .id = "1xx-invite-contact-missing",
        .problem = "Réponse provisoire avec tag To, mais sans Contact",
        .requirement =
            "Une réponse provisoire avec tag To indique dans Contact où envoyer PRACK et UPDATE",
        .remedy = "L’UA de l’appelé doit ajouter un Contact avec une URI SIP ou SIPS qui permette "
                  "de le joindre.",
        .silence =
            "Non signalé si la réponse est fiable (rel1xx-contact-missing le signale) ; si "
            "elle est un 199, qui termine un dialogue précoce et ne "
            "devrait pas avoir de Contact s’il vient d’un proxy ; si elle n’a pas de tag "
            "To, donc pas de dialogue ; pour un re-INVITE, qui ne crée pas de dialogue, ou si "
            "ni l’INVITE ni un 100 sans tag To n’ont été capturés, car c’en est peut-être "
            "un ; ou si le branch n’a pas z9hG4bK, l’appelant étant alors un équipement "
            "RFC 2543.",
    },
    {
        .id = "1xx-multiple-early-dialogs",
        .problem = "Plusieurs dialogues précoces pour un même INVITE",
        .requirement =
            "Un même agent utilisateur emploie un seul tag To dans ses réponses provisoires",
        .remedy = "Vérifiez d’abord si l’appel a subi un forking, un renvoi ou une annonce : tout "
                  "est alors normal. Un même agent utilisateur doit employer un seul tag To.",
    },
    {
        .id = "1xx-non-100-to-non-invite",
        .problem = "Réponse provisoire autre que 100 à une requête autre qu’INVITE",
        .requirement = "La seule réponse provisoire à une requête autre qu’INVITE est 100",
        .remedy = "Le serveur doit envoyer tout de suite sa réponse finale, ou un 100 s’il lui "
                  "faut plus de temps.",
        .silence =
            "Non signalé si la méthode n’est pas enregistrée, car elle peut définir ses propres "
            "réponses provisoires, ou si la réponse est fiable : rel1xx-non-invite la signale.",
    },
    {
        .id = "202-deprecated",
        .problem = "202 obsolète envoyé à SUBSCRIBE, NOTIFY ou REFER",
        .requirement = "SUBSCRIBE, NOTIFY et REFER sont acceptés par un 200 et non par un 202",
        .remedy = "Le serveur devrait envoyer un 200 au lieu du 202 ; les clients traitent les "
                  "deux de la même façon.",
    },
    {
        .id = "202-other-method",
        .problem = "202 envoyé à une méthode pour laquelle il n’a aucun sens",
        .requirement = "Un 202 n’est envoyé qu’aux méthodes pour lesquelles une norme le définit, "
                       "comme MESSAGE",
        .remedy = "Le serveur devrait envoyer un 200, car aucune norme ne définit le 202 pour "
                  "cette méthode.",
        .silence = "Non signalé lorsque la méthode est REGISTER, dont l’enregistrement peut être "
                   "en attente (RFC 5360), PUBLISH ou une méthode absente du registre IANA, qui "
                   "peuvent donner au 202 un usage propre.",
    },
    {
        .id = "204-context",
        .problem = "204 à autre chose qu’un SUBSCRIBE conditionnel dans un dialogue",
        .requirement = "Un 204 n’est envoyé qu’à un SUBSCRIBE émis dans un dialogue et porteur de "
                       "Suppress-If-Match",
        .remedy = "Le notifieur doit répondre 200 et envoyer le NOTIFY qu’un 204 supprime.",
    },
    {
        .id = "204-then-notify",
        .problem = "NOTIFY sans changement d’état envoyé après un 204 à SUBSCRIBE",
        .requirement = "Après un 204 à SUBSCRIBE, aucun NOTIFY n’est envoyé pour le même état",
        .remedy =
            "Le notifieur doit envoyer soit un 204 sans NOTIFY, soit un 200 suivi d’un NOTIFY.",
        .silence =
            "Non signalé lorsque la capture ne contient pas les messages qui ont créé le dialogue "
            "sur ce saut, ou que deux sauts relient les mêmes adresses. Signalé uniquement "
            "pour un NOTIFY dans les 2 s, à l’état active, dont le SIP-ETag est celui de "
            "Suppress-If-Match : tout autre NOTIFY annonce un changement.",
    },
    {
        .id = "2xx-after-481-to-update",
        .problem = "Appel accepté dans un dialogue que l’appelant a nié",
        .requirement = "Après un 481 à son UPDATE dans un dialogue précoce, l’appelé met fin à ce "
                       "dialogue : il refuse l’INVITE",
        .remedy = "Cherchez d’abord la raison du 481, qui est la faute de l’appelant ou d’un proxy "
                  "intermédiaire. L’appelé devrait terminer l’INVITE par un échec : un 2xx avec ce "
                  "tag arrive chez un appelant qui ne connaît pas le dialogue.",
        .silence =
            "Non signalé si le 2xx a pu croiser le 481, ou si deux sauts relient les mêmes "
            "adresses. Ce qu’un client envoie après un tel échec relève de dialog-gone-481-408.",
    },
    {
        .id = "2xx-after-non-2xx-final",
        .problem = "2xx à un INVITE qui avait déjà échoué",
        .requirement = "Aucun 2xx ne suit une réponse d’échec finale à l’INVITE",
        .remedy = "Le proxy ne doit pas relayer un échec avant la fin de toutes les branches, et "
                  "un agent utilisateur ne doit pas envoyer les deux. Le client devrait acquitter "
                  "ce 2xx, puis envoyer BYE.",
        .silence = "Non signalé si les copies de l’INVITE diffèrent : le client emploie alors un "
                   "seul branch pour plusieurs requêtes.",
    },
    {
        .id = "2xx-before-prack-of-sdp",
        .problem = "2xx avant le PRACK d’un 1xx fiable avec SDP",
        .requirement = "Aucun 2xx n’est envoyé tant qu’une réponse provisoire fiable avec SDP "
                       "n’est pas acquittée",
        .remedy = "Le serveur ne doit pas envoyer son 2xx avant l’arrivée du PRACK : le client n’a "
                  "peut-être pas encore le SDP de la réponse provisoire.",
        .silence =
            "Signalé uniquement si le PRACK est venu après le 2xx, ou si la réponse provisoire a "
            "été renvoyée après lui. Chaque branche de forking est vérifiée séparément.",
    },
    {
        .id = "2xx-contact-of-client",
        .problem = "Contact de la réponse : celui du client",
        .requirement =
            "Le Contact d’une réponse qui crée ou rafraîchit un dialogue est celui du serveur",
        .remedy = "Le serveur doit mettre sa propre adresse dans Contact. Le client envoie à ce "
                  "Contact l’ACK, le BYE et les autres requêtes du dialogue : à lui-même.",
        .silence = "Non signalé si les deux extrémités ont la même adresse, si le client s’appelle "
                   "lui-même, ou s’abonne à lui-même et que l’on voit la requête lui revenir, pour "
                   "un GRUU, ni pour un Contact sans utilisateur avec un nom "
                   "d’hôte, que les serveurs d’un domaine peuvent partager.",
    },
    {
        .id = "2xx-forked-multiple",
        .problem = "Plusieurs 2xx à un même INVITE (forking)",
        .requirement =
            "Après le forking d’un INVITE, le client acquitte chaque 2xx et met fin par BYE aux "
            "dialogues non voulus",
        .remedy = "Le client doit acquitter chaque dialogue, et mettre fin par BYE à ceux dont il "
                  "ne veut pas.",
    },
    {
        .id = "2xx-invite-allow-supported",
        .problem = "Allow ou Supported absent du 2xx à INVITE",
        .requirement =
            "Un 2xx à INVITE indique dans Allow et Supported les méthodes et extensions de l’UAS",
        .remedy = "L’UAS devrait ajouter Allow et Supported à son 2xx : le client connaît ainsi "
                  "ses capacités sans avoir à les tester.",
    },
    {
        .id = "2xx-invite-answer-missing",
        .problem = "Pas de réponse SDP dans le 2xx à un INVITE avec offre",
        .requirement = "Un 2xx à un INVITE avec offre contient la réponse SDP, sauf si un 1xx "
                       "fiable l’a déjà portée",
        .remedy = "L’UAS doit mettre sa réponse SDP dans le 2xx, ou auparavant dans un 1xx fiable. "
                  "Le SDP d’un 1xx non fiable ne suffit pas.",
        .silence =
            "Non signalé si un 1xx antérieur, peut-être fiable, est tronqué, si un PRACK en "
            "acquitte un qui n’a pas été capturé, ou si un corps est encodé, chiffré ou "
            "seulement référencé. Chaque branche (fork) est examinée séparément. Si l’INVITE "
            "indique 100rel, l’examen a lieu à la fin : non signalé s’il manque un "
            "numéro CSeq de l’appelant, peut-être celui d’un PRACK, ou si l’appel se "
            "poursuit.",
    },
    {
        .id = "2xx-invite-contact-missing",
        .problem = "2xx à INVITE sans Contact",
        .requirement = "Un 2xx à INVITE indique dans Contact où envoyer ACK et BYE",
        .remedy = "L’UA de l’appelé doit ajouter un Contact avec une URI SIP ou SIPS qui permette "
                  "de le joindre.",
    },
    {
        .id = "2xx-invite-no-stream",
        .problem = "Appel accepté, mais aucun de ses flux",
        .requirement = "Un appelé qui ne peut utiliser aucun des flux proposés par un INVITE le "
                       "refuse par 488",
        .remedy =
            "L’appelé devrait répondre 488 avec un Warning plutôt qu’un 2xx qui refuse tous "
            "les flux par le port 0 : l’appel est établi, et personne n’entend rien. "
            "Vérifier d’abord pourquoi il n’en accepte aucun : codecs, chiffrement, adresses.",
        .silence = "Signalé uniquement pour l’INVITE qui crée l’appel. Non signalé si rien n’était "
                   "proposé (aucun flux, ou le port 0), si un re-INVITE ou un UPDATE suit, comme "
                   "dans le contrôle d’appel par un tiers, ni si la capture s’arrête avant 64*T1 "
                   "et avant un BYE. Un re-INVITE, par exemple un passage au fax, n’est pas jugé.",
    },
    {
        .id = "2xx-invite-offer-missing",
        .problem = "Pas d’offre SDP dans la réponse à un INVITE sans offre",
        .requirement =
            "La première réponse fiable (1xx ou 2xx) à un INVITE sans offre contient une offre SDP",
        .remedy = "L’UAS doit mettre une offre SDP dans sa première réponse fiable autre qu’un "
                  "échec : le premier 1xx fiable, sinon le 2xx.",
        .silence =
            "Non signalé si une description de session peut être dans un autre format, chiffrée, "
            "seulement référencée, ou dans une réponse fiable antérieure tronquée, ou non capturée"
            " : il manque un numéro CSeq de l’appelant, peut-être celui de son PRACK.",
    },
    {
        .id = "2xx-late",
        .problem = "Nouveau 2xx plus de 64*T1 après le premier",
        .requirement = "Après le forking d’un INVITE, tous les 2xx arrivent dans les 64*T1 qui "
                       "suivent le premier",
        .remedy = "Le proxy devrait annuler ses autres branches dès que l’une a fourni un 2xx : le "
                  "client ne peut plus rattacher ce 2xx à son INVITE.",
    },
    {
        .id = "2xx-message-body-or-contact",
        .problem = "Corps ou Contact dans le 2xx à MESSAGE",
        .requirement = "Un 2xx à MESSAGE ne contient ni corps ni Contact",
        .remedy = "Le serveur doit envoyer son 2xx sans corps ni Contact. Une réponse rédigée "
                  "s’envoie dans une nouvelle requête MESSAGE.",
        .silence = "Non signalé si seules des fins de ligne suivent les en-têtes d’un datagramme "
                   "sans Content-Length : c’est du remplissage, pas un corps.",
    },
    {
        .id = "2xx-not-acked",
        .problem = "2xx à INVITE jamais acquitté",
        .requirement = "Le client acquitte chaque 2xx à son INVITE",
        .remedy = "Le client doit envoyer un ACK : vérifiez d’abord que le 2xx lui parvient et que "
                  "son ACK va à l’adresse donnée par le Contact ou le Record-Route du 2xx. Le "
                  "serveur met fin par BYE à un tel appel.",
        .silence =
            "Non signalé si le serveur cesse de répéter son 2xx avant que 64*T1 soient presque "
            "écoulés : il a alors reçu l’ACK, qui a suivi un autre chemin que l’INVITE ou a été "
            "perdu par la capture. Si la capture se termine plus tôt, ou si l’un des deux "
            "raccroche, il doit avoir retransmis le 2xx pendant 7 s jusque-là. Un serveur qui "
            "renonce plus tôt le prouve aussi si son BYE dit dans Reason qu’aucun ACK n’est venu, "
            "si le client répond 481 à ce BYE, ou si l’ACK était attendu sur une connexion "
            "capturée sans lacune. "
            "Non signalé non plus pour un re-INVITE dont le client a disparu (RFC 6141 §5.4).",
    },
    {
        .id = "2xx-not-repeated",
        .problem = "2xx à INVITE non retransmis, alors qu’aucun ACK n’arrive",
        .requirement = "Le serveur retransmet son 2xx à INVITE jusqu’à l’arrivée de l’ACK",
        .remedy =
            "L’UAS doit retransmettre lui-même son 2xx, d’abord après T1, puis à intervalles "
            "doublés jusqu’à T2. Sa couche transaction ne répond plus aux copies de l’INVITE.",
        .silence = "Signalé uniquement sur UDP, et si le client montre par deux copies de son "
                   "INVITE qu’il n’a pas le 2xx : après un seul 2xx, ou après plusieurs quand "
                   "deux autres étaient dus. Non signalé pour un proxy dont le saut suivant a "
                   "été capturé aussi.",
    },
    {
        .id = "2xx-options-capabilities",
        .problem = "En-têtes de capacités absents du 200 à OPTIONS",
        .requirement = "Un 200 à OPTIONS contient Allow, Accept, Accept-Encoding, Accept-Language "
                       "et Supported",
        .remedy = "Le serveur devrait ajouter à son 200 les en-têtes absents.",
        .silence = "Non signalé si seul Allow manque dans une réponse sans corps ni Contact : elle "
                   "peut venir d’un proxy, qui devrait omettre Allow.",
    },
    {
        .id = "2xx-prack-answer-missing",
        .problem = "Pas de réponse SDP dans le 2xx à un PRACK avec offre",
        .requirement = "Un 2xx à un PRACK avec offre contient la réponse SDP",
        .remedy = "L’UAS doit répondre à l’offre du PRACK dans son 2xx.",
        .silence = "Signalé uniquement si l’INVITE a été capturé et contenait une offre : sinon le "
                   "SDP du PRACK peut être lui-même la réponse.",
    },
    {
        .id = "2xx-publish-contact",
        .problem = "Contact présent dans le 2xx à PUBLISH",
        .requirement =
            "Un 2xx à PUBLISH ne contient pas de Contact, car PUBLISH ne crée pas de dialogue",
        .remedy = "Le serveur de publication (ESC) devrait supprimer Contact de son 2xx.",
    },
    {
        .id = "2xx-publish-etag-missing",
        .problem = "SIP-ETag absent du 2xx à PUBLISH",
        .requirement = "Un 2xx à PUBLISH contient un SIP-ETag qui identifie la publication",
        .remedy = "Le serveur de publication (ESC) doit ajouter SIP-ETag à chaque 2xx, même en cas "
                  "de suppression.",
    },
    {
        .id = "2xx-publish-etag-reused",
        .problem = "SIP-ETag d’un PUBLISH antérieur réutilisé",
        .requirement = "Chaque PUBLISH accepté reçoit dans SIP-ETag un nouvel entity-tag",
        .remedy = "Le serveur de publication (ESC) doit générer un nouveau SIP-ETag pour chaque "
                  "PUBLISH accepté, rafraîchissements compris.",
        .silence = "Non signalé si le PUBLISH supprimait la publication (Expires à 0), car il ne "
                   "reste rien à identifier.",
    },
    {
        .id = "2xx-publish-expires-increased",
        .problem = "Publication acceptée pour une durée supérieure à la demande",
        .requirement =
            "La durée accordée à une publication est celle demandée ou une durée plus courte",
        .remedy = "Le serveur de publication (ESC) devrait accorder la durée demandée ou moins.",
        .silence = "Non signalé si aucune durée n’était demandée. La RFC 3903 permet seulement de "
                   "réduire la durée ; que l’allonger soit une faute en est déduit.",
    },
    {
        .id = "2xx-publish-expires-missing",
        .problem = "Expires absent du 2xx à PUBLISH",
        .requirement = "Un 2xx à PUBLISH contient Expires avec la durée de vie de la publication",
        .remedy =
            "Le serveur de publication (ESC) doit ajouter Expires avec la durée qu’il a retenue.",
    },
    {
        .id = "2xx-refer-contact-missing",
        .problem = "Contact absent du 2xx à REFER",
        .requirement = "Un 2xx à REFER contient le Contact de l’agent utilisateur qui l’a accepté",
        .remedy = "L’agent utilisateur qui accepte le REFER doit ajouter son Contact au 2xx.",
        .silence = "Non signalé si la réponse montre qu’aucun abonnement n’a été créé : Refer-Sub "
                   "à false, Refer-Events-At présent, ou explicitsub ou nosub dans Require. Non "
                   "signalé non plus pour un 202, que signale 202-deprecated : son émetteur suit "
                   "des documents plus anciens.",
    },
    {
        .id = "2xx-register-contact-missing",
        .problem = "Contact absent du 2xx à un REGISTER qui enregistre un contact",
        .requirement = "Un 2xx à REGISTER liste dans Contact tous les contacts en vigueur",
        .remedy = "Le registrar doit lister dans son 2xx tous les contacts en vigueur, chacun avec "
                  "un paramètre expires.",
        .silence = "Non signalé si le REGISTER ne faisait qu’interroger ou supprimer : il peut "
                   "alors ne rester aucun contact.",
    },
    {
        .id = "2xx-register-date",
        .problem = "Date absent du 2xx à REGISTER",
        .requirement = "Un 2xx à REGISTER contient Date",
        .remedy = "Le registrar devrait ajouter Date à son 2xx ; les clients peuvent y régler leur "
                  "horloge.",
    },
    {
        .id = "2xx-register-expires-increased",
        .problem = "Durée accordée par le registrar supérieure à la durée demandée",
        .requirement =
            "La durée d’enregistrement d’un contact ne dépasse pas celle que le client a demandée",
        .remedy = "Le registrar devrait accorder la durée demandée ou moins, ou refuser le "
                  "REGISTER par un 423 si elle est trop courte.",
        .silence = "Non signalé si le Contact est celui d’un autre client, si aucune durée n’était "
                   "demandée, ou dans les réseaux IMS, dont les registrars fixent des minimums. La "
                   "RFC 3261 permet seulement de réduire la durée ; l’interdiction de l’allonger "
                   "vient de la lecture qu’en fait la RFC 6665.",
    },
    {
        .id = "2xx-register-expires-param-missing",
        .problem = "Contact sans paramètre expires dans le 2xx à REGISTER",
        .requirement = "Chaque Contact d’un 2xx à REGISTER a un paramètre expires",
        .remedy = "Le registrar doit ajouter un paramètre expires à chaque Contact de son 2xx ; "
                  "l’en-tête Expires ne le remplace pas.",
        .silence = "Non signalé si la valeur de Contact est * : ce n’est pas un contact "
                   "enregistré, et contact-star-in-response traite ce cas.",
    },
    {
        .id = "2xx-register-expires-zero",
        .problem = "Contact supprimé (expires=0) encore listé dans le 2xx à REGISTER",
        .requirement = "Un 2xx à REGISTER ne liste que les contacts en vigueur, sans ceux qui "
                       "viennent d’être supprimés",
        .remedy = "Le registrar ne devrait pas lister un contact qu’il a supprimé.",
    },
    {
        .id = "2xx-register-own-binding-missing",
        .problem = "Contact qui vient d’être enregistré non listé dans le 2xx",
        .requirement =
            "Un 2xx à REGISTER liste le Contact que ce REGISTER vient d’enregistrer, avec sa durée",
        .remedy =
            "Le registrar doit renvoyer le Contact tel que le client l’a envoyé. Si un équipement "
            "intermédiaire réécrit Contact dans le REGISTER, il doit le rétablir dans la réponse.",
        .silence = "Non signalé s’il s’agit d’un enregistrement en bloc. Un flux (flow) est "
                   "reconnu à son instance et à son reg-id, quelle que soit son URI ; un client "
                   "derrière un NAT, à son utilisateur et à l’adresse d’où vient son REGISTER, si "
                   "ce n’est pas l’hôte de son Contact.",
    },
    {
        .id = "2xx-register-path-not-echoed",
        .problem = "Path du REGISTER non renvoyé dans le 2xx",
        .requirement = "Un registrar recopie dans son 2xx le Path du REGISTER",
        .remedy = "Le registrar devrait mémoriser le Path avec le contact et le renvoyer dans son "
                  "2xx. S’il ne prend pas en charge Path, les appels vers ce client risquent de ne "
                  "pas passer par l’edge proxy.",
        .silence = "Non signalé si le REGISTER ne faisait qu’interroger ou supprimer. La RFC 3327 "
                   "décrit ce comportement sans l’exiger.",
    },
    {
        .id = "2xx-register-star-not-zero",
        .problem = "2xx à un REGISTER dont le Contact: * n’est pas valable",
        .requirement = "Un REGISTER dont le Contact: * n’est pas seul, ou sans Expires: 0, est "
                       "refusé par 400",
        .remedy = "Le registrar doit répondre 400 et laisser les contacts enregistrés tels "
                  "quels : rien ne dit s’ils sont à supprimer.",
    },
    {
        .id = "2xx-repeated-despite-ack",
        .problem = "2xx toujours retransmis malgré des ACK",
        .requirement = "Le serveur cesse de retransmettre son 2xx dès que l’ACK arrive",
        .remedy = "Vérifiez d’abord si l’ACK parvient au serveur : suivez sa Request-URI et son "
                  "Route au-delà de ce point de capture. S’il arrive, le serveur doit le rattacher "
                  "au dialogue et cesser de retransmettre le 2xx.",
        .silence =
            "Non signalé si un ACK conforme (numéro CSeq, tag To, cible et route) n’a pas suivi "
            "chaque copie sur ce saut, à moins que sa Request-URI ne soit pas le Contact du 2xx, "
            "si moins de 3 copies ont suivi le premier ACK, ou si elles ont duré moins de 10 s "
            "sans que le serveur envoie ensuite BYE : une ou deux copies tardives ne font que "
            "croiser l’ACK. Les paquets capturés deux fois sont ignorés, et les branches d’un fork "
            "sont distinguées par leur tag To. Si les ACK vont à une autre adresse que l’INVITE, "
            "un seul suffit : tous n’ont peut-être pas été capturés. Non signalé non plus lorsque "
            "2xx-repetition-not-acked, ack-cseq-mismatch ou ack-2xx-wrong-target en donne la "
            "raison.",
    },
    {
        .id = "2xx-repetition-not-acked",
        .problem = "2xx retransmis sans nouvel ACK du client",
        .requirement = "Le client renvoie l’ACK à chaque retransmission du 2xx",
        .remedy = "Le client doit renvoyer son ACK à chaque copie du 2xx. Tant qu’aucun ACK ne lui "
                  "parvient, le serveur retransmet le 2xx et finit par couper l’appel.",
        .silence = "Non signalé si aucun ACK à ce 2xx n’a été vu sur ce même saut, ou s’il manque "
                   "moins de deux ACK par rapport au nombre de copies ; deux ACK envoyés ensemble "
                   "en font deux. Les copies capturées deux fois et celles du dernier intervalle "
                   "T2 de la capture ne sont pas comptées. Avec des proxys, seul le saut où l’ACK "
                   "est passé est jugé, car l’ACK va de bout en bout.",
    },
    {
        .id = "2xx-retransmitted",
        .problem = "2xx à INVITE retransmis",
        .requirement = "Un 2xx à INVITE est retransmis jusqu’à l’arrivée de son ACK",
        .remedy = "Vérifiez d’abord que le client envoie son ACK, et que celui-ci parvient à "
                  "l’adresse donnée par le Contact ou le Record-Route du 2xx. Une retransmission "
                  "isolée est sans gravité.",
        .silence = "Signalé uniquement pour la première retransmission.",
    },
    {
        .id = "2xx-subscribe-contact-missing",
        .problem = "Contact absent du 2xx à SUBSCRIBE",
        .requirement = "Un 2xx à SUBSCRIBE qui crée un dialogue contient le Contact du notifieur",
        .remedy = "Le notifieur doit ajouter un Contact avec une URI SIP ou SIPS à laquelle il est "
                  "joignable.",
        .silence =
            "Non signalé si Expires vaut 0, ni pour un 204 : aucun des deux ne crée de dialogue.",
    },
    {
        .id = "2xx-subscribe-expires-increased",
        .problem = "Abonnement accordé pour une durée supérieure à la demande",
        .requirement =
            "La durée accordée à un abonnement ne dépasse pas celle que l’abonné a demandée",
        .remedy = "Le notifieur doit accorder la durée demandée ou moins, ou refuser le SUBSCRIBE "
                  "par un 423 si elle est trop courte.",
        .silence = "Non signalé si aucune durée n’était demandée : la valeur par défaut de l’event "
                   "package s’applique alors.",
    },
    {
        .id = "2xx-subscribe-expires-missing",
        .problem = "Expires absent du 2xx à SUBSCRIBE",
        .requirement = "Un 2xx à SUBSCRIBE contient Expires avec la durée accordée",
        .remedy = "Le notifieur doit ajouter Expires avec la durée de l’abonnement.",
    },
    {
        .id = "2xx-update-answer-missing",
        .problem = "Pas de réponse SDP dans le 2xx à un UPDATE avec offre",
        .requirement = "Un 2xx à un UPDATE avec offre contient la réponse SDP",
        .remedy = "L’UAS doit mettre une réponse SDP dans son 2xx, ou refuser l’UPDATE par un 488 "
                  "si l’offre n’est pas acceptable.",
        .silence = "Non signalé si un corps est tronqué, encodé, chiffré ou seulement référencé.",
    },
    {
        .id = "2xx-update-contact-missing",
        .problem = "Contact absent du 2xx à UPDATE",
        .requirement =
            "Un 2xx à UPDATE contient un Contact, cible des requêtes suivantes du dialogue",
        .remedy = "L’agent utilisateur qui accepte l’UPDATE doit ajouter son Contact au 2xx.",
    },
    {
        .id = "305-by-non-uas",
        .problem = "305 désignant le proxy qui l’a envoyé",
        .requirement = "Seul un UAS envoie un 305, et non le proxy que celui-ci désigne",
        .remedy = "Le proxy ne doit pas envoyer de 305. Il devrait relayer la requête, ou la "
                  "refuser par un autre code.",
        .silence = "Non signalé si Contact n’est pas exactement l’adresse d’où vient la réponse : "
                   "le rôle de l’émetteur ne se voit alors pas.",
    },
    {
        .id = "305-contact-missing",
        .problem = "305 sans Contact",
        .requirement = "Un 305 indique dans Contact le proxy à utiliser",
        .remedy = "Le serveur doit mettre l’URI du proxy dans Contact, ou envoyer un autre code.",
    },
    {
        .id = "380-body-missing",
        .problem = "380 sans corps ni Contact",
        .requirement = "Un 380 décrit les services de remplacement dans son corps",
        .remedy = "Le serveur devrait décrire les services de remplacement dans le corps, ou "
                  "envoyer un autre code.",
        .silence = "Non signalé si Contact donne une alternative : certains réseaux la mettent là.",
    },
    {
        .id = "3xx-contact-equals-request-uri",
        .problem = "Redirection vers l’URI même de la requête",
        .requirement =
            "Un serveur de redirection ne redirige jamais vers une URI égale à la Request-URI",
        .remedy =
            "Le serveur de redirection doit retirer la Request-URI de Contact ; il peut relayer la "
            "requête ou la refuser par un 404. En l’état, le client y reviendrait sans fin.",
        .silence =
            "Non signalé si les URI diffèrent par transport, port, maddr, ttl, user ou method. Non "
            "signalé si le code est 305 ou 380, qui ne donnent pas de nouvelle cible en ce sens.",
    },
    {
        .id = "3xx-contact-missing",
        .problem = "300, 301 ou 302 sans Contact",
        .requirement = "Un 300, 301 ou 302 donne les nouvelles adresses dans Contact",
        .remedy = "Le serveur devrait indiquer dans Contact où essayer ensuite, ou envoyer une "
                  "réponse d’échec. Un proxy qui a lui-même essayé toutes les adresses ne devrait "
                  "pas relayer ce qui reste.",
    },
    {
        .id = "401-by-proxy",
        .problem = "401 au lieu de 407 de la part d’un proxy",
        .requirement = "Un proxy demande l’authentification par 407, jamais par 401",
        .remedy = "Le proxy qui a demandé l’authentification par 407 ne doit pas le faire par 401 "
                  "pour le même realm : le client envoie déjà ses identifiants dans "
                  "Proxy-Authorization. Vérifiez si un UA derrière lui utilise aussi ce realm.",
        .silence =
            "Signalé uniquement si la requête contenait Proxy-Authorization, et non Authorization, "
            "pour le même realm, ou si le serveur a relayé la requête suivante du client, mais pas "
            "celle-ci : rien d’autre ne distingue un proxy d’un UA. Non signalé si le 401 contient "
            "aussi Proxy-Authenticate, car il peut réunir plusieurs branches, ni pour REGISTER, "
            "SUBSCRIBE et PUBLISH, car registrars, notifieurs et serveurs de publication partagent "
            "souvent un realm avec le proxy.",
    },
    {
        .id = "401-stale-missing",
        .problem = "Nonce expiré refusé sans stale=true",
        .requirement =
            "Un serveur qui refuse un nonce trop ancien ajoute stale=true au nouveau défi",
        .remedy = "Le serveur doit ajouter stale=true au défi si seul le nonce a expiré : sans "
                  "cela, le client croit son mot de passe erroné et abandonne. Vérifiez d’abord si "
                  "le mot de passe a changé ou si l’utilisateur a été supprimé.",
        .silence = "Non signalé si ce serveur n’a pas accepté ce nonce auparavant, si le nom "
                   "d’utilisateur, le realm ou l’algorithme diffère, ou si response n’a pas été "
                   "calculé avec l’ancien nonce, à moins que son libellé ne mette le nonce en "
                   "cause. Non signalé non plus lorsque la valeur nc du nonce a déjà servi, ce "
                   "qui est un autre motif de refus.",
    },
    {
        .id = "401-www-authenticate-missing",
        .problem = "401 sans WWW-Authenticate",
        .requirement = "Un 401 contient un défi d’authentification dans WWW-Authenticate",
        .remedy = "Le serveur qui a émis le 401 doit ajouter WWW-Authenticate. Sans lui, aucun "
                  "client ne peut s’authentifier.",
        .silence = "Non signalé si le 401 répond à un CANCEL : il ne devrait pas exister, et "
                   "challenge-to-cancel le signale.",
    },
    {
        .id = "403-retried",
        .problem = "Requête répétée après un 403",
        .requirement =
            "Une requête refusée par 403 n’est pas répétée, même avec d’autres identifiants",
        .remedy = "Le client devrait s’arrêter et informer son utilisateur. L’exploitant du "
                  "serveur devrait indiquer dans le libellé ce qui est interdit.",
        .silence = "Non signalé si le Call-ID ou autre chose que les identifiants a changé, ou "
                   "s’il s’agit d’une première répétition après plus de cinq secondes, qui peut "
                   "venir d’une personne.",
    },
    {
        .id = "405-allow-lists-method",
        .problem = "405, mais Allow contient la méthode refusée",
        .requirement = "Dans un 405, Allow ne contient pas la méthode refusée",
        .remedy = "Le serveur ne doit indiquer dans Allow que ce qu’il accepte pour cette adresse. "
                  "S’il refuse la méthode pour une autre raison, un autre code convient mieux "
                  "(403, 481, 491…).",
        .silence = "Non signalé si la méthode est BYE, CANCEL ou OPTIONS, qui ne doivent jamais "
                   "être refusés ainsi : voir 501-baseline-method.",
    },
    {
        .id = "405-allow-missing",
        .problem = "405 sans Allow",
        .requirement = "Un 405 indique dans Allow les méthodes valides pour l’adresse",
        .remedy =
            "Le serveur doit ajouter Allow avec les méthodes qu’il accepte pour cette adresse.",
        .silence = "Non signalé si Allow est présent mais vide, ce qui est autorisé : aucune "
                   "méthode n’est acceptée. Non signalé si la requête est un CANCEL, pour lequel "
                   "Allow n’est pas exigé (RFC 3261, table 2).",
    },
    {
        .id = "405-vs-501",
        .problem = "405 au lieu de 501 pour une méthode non enregistrée",
        .requirement = "Un serveur qui ne reconnaît pas la méthode répond 501 ; 405 s’applique à "
                       "une méthode connue, mais non autorisée ici",
        .remedy = "Le serveur devrait répondre 501 s’il ne connaît pas la méthode. Un 405 signifie "
                  "qu’il la connaît, mais ne l’autorise pas pour cette adresse.",
        .silence = "Non signalé si le serveur peut connaître la méthode : méthodes propres à "
                   "certains constructeurs (SERVICE, BENOTIFY, NEGOTIATE, KDMQ, PING) ou présentes "
                   "dans Allow. Un 501 à une méthode enregistrée n’est pas signalé non plus, car "
                   "il est correct si le serveur ne connaît pas la méthode.",
    },
    {
        .id = "406-for-offer",
        .problem = "Offre SDP refusée par 406 au lieu de 488 ou 606",
        .requirement = "Une offre SDP inacceptable est refusée par 488 ou 606 ; 406 concerne un "
                       "Accept impossible à satisfaire",
        .remedy = "Le serveur devrait répondre 488 avec un Warning. Un 406 signifie qu’il ne peut "
                  "produire aucun des types de corps indiqués dans Accept.",
        .silence = "Non signalé si Accept exclut SDP, ou si Accept-Encoding ou Accept-Language "
                   "peut être en cause.",
    },
    {
        .id = "407-by-uas-or-registrar",
        .problem = "407 au lieu de 401 de la part d’un registrar ou d’un notifieur",
        .requirement = "Registrars et notifieurs demandent l’authentification par 401 ; 407 est "
                       "réservé aux proxies",
        .remedy = "Le registrar ou le notifieur devrait envoyer un 401 avec WWW-Authenticate.",
        .silence = "Non signalé si la Request-URI n’est pas l’adresse même à laquelle la requête a "
                   "été envoyée ou, pour SUBSCRIBE, s’il n’y a pas de dialogue : un proxy placé "
                   "devant peut très bien envoyer 407.",
    },
    {
        .id = "407-proxy-authenticate-missing",
        .problem = "407 sans Proxy-Authenticate",
        .requirement = "Un 407 contient un défi d’authentification dans Proxy-Authenticate",
        .remedy = "Le proxy qui a émis le 407 doit ajouter Proxy-Authenticate. WWW-Authenticate "
                  "est l’en-tête du 401.",
        .silence = "Non signalé si le 407 répond à un CANCEL : il ne devrait pas exister, et "
                   "challenge-to-cancel le signale.",
    },
    {
        .id = "408-non-invite",
        .problem = "408 en réponse à une requête autre qu’INVITE",
        .requirement = "Un élément avec état de transaction n’envoie 408 qu’à un INVITE",
        .remedy = "Le serveur ou le proxy doit laisser expirer la transaction sans réponse finale. "
                  "Au moment du 408, le client a déjà renoncé.",
        .silence = "Non signalé si un REGISTER reçoit 408 dans un réseau IMS, dont le profil le "
                   "prévoit. La règle ne s’impose pas aux éléments sans état, mais ceux-ci "
                   "n’attendent pas non plus de réponse.",
    },
    {
        .id = "410-vs-404",
        .problem = "410 : l’adresse est déclarée définitivement supprimée",
        .requirement = "410 est réservé à une adresse dont la disparition est connue comme "
                       "définitive ; sinon, le serveur utilise 404",
        .remedy = "Le serveur devrait utiliser 404, sauf s’il sait que l’adresse a définitivement "
                  "disparu. Dans ce cas, il n’y a rien à corriger.",
    },
    {
        .id = "412-publish-repeated",
        .problem = "Entity-tag réutilisé après un 412",
        .requirement =
            "Un PUBLISH refusé par 412 n’est pas répété, et son entity-tag est abandonné",
        .remedy = "Le client doit abandonner cet entity-tag. Il devrait refaire une publication "
                  "initiale, sans SIP-If-Match.",
    },
    {
        .id = "412-without-condition",
        .problem = "412 à une requête sans SIP-If-Match",
        .requirement = "Un 412 n’est envoyé qu’à une requête portant SIP-If-Match",
        .remedy = "Le serveur devrait employer le code correspondant à la vraie raison : aucune "
                  "condition ne pouvait échouer.",
    },
    {
        .id = "413-retry-after",
        .problem = "413 sans Retry-After",
        .requirement = "Si la limite de taille est temporaire, un 413 indique dans Retry-After le "
                       "délai à respecter",
        .remedy = "Le serveur devrait ajouter Retry-After si la limite est temporaire. Si elle est "
                  "permanente, il n’y a rien à corriger.",
    },
    {
        .id = "415-accept-lists-refused-type",
        .problem = "415, mais Accept contient le type de média refusé",
        .requirement = "Dans un 415, Accept ne contient pas le type de média refusé",
        .remedy = "Le serveur devrait n’indiquer dans Accept que ce qu’il admet dans cette "
                  "requête. En l’état, le client ne voit pas quoi modifier.",
        .silence = "Non signalé si autre chose que le type de média peut être en cause : encodage, "
                   "langue, disposition, partie d’un corps multipart, Info Package. La RFC 5621 "
                   "autorise le même type lorsque le contexte n’est pas pris en charge.",
    },
    {
        .id = "415-accept-missing",
        .problem = "415 sans Accept, Accept-Encoding ni Accept-Language",
        .requirement = "Un 415 indique les types de média, encodages ou langues acceptables",
        .remedy =
            "Le serveur doit ajouter Accept, Accept-Encoding ou Accept-Language, selon ce qui ne "
            "convenait pas dans le corps. Sinon, le client ne peut pas corriger sa requête.",
        .silence = "Non signalé si la requête est un INFO, pour lequel la RFC 6086 (§6.1) rend "
                   "Accept facultatif. Un seul des trois champs suffit, car seule la requête "
                   "montre lequel est nécessaire ; chacun d’eux peut être vide.",
    },
    {
        .id = "415-retry-same-type",
        .problem = "Nouvel essai après 415 avec un format de corps non accepté",
        .requirement = "Une nouvelle tentative après 415 a un corps dont le type, l’encodage et la "
                       "langue sont acceptés",
        .remedy = "Le client devrait choisir parmi ce que le 415 indique dans Accept, "
                  "Accept-Encoding et Accept-Language, ou omettre le corps.",
        .silence =
            "Non signalé si le 415 n’indique rien, ou indique ce qu’il a refusé (RFC 5621 §8.4). "
            "Non signalé si le corps est multipart, car ses parties peuvent être facultatives.",
    },
    {
        .id = "415-without-body",
        .problem = "415 à une requête sans corps",
        .requirement = "415 ne répond qu’à une requête qui a un corps",
        .remedy = "Le serveur devrait utiliser le code qui correspond à la vraie raison : il n’y "
                  "avait pas de corps à refuser.",
    },
    {
        .id = "416-sips-downgrade-retry",
        .problem = "Requête SIPS refusée, puis renvoyée aussitôt en SIP",
        .requirement = "Une requête SIPS refusée n’est pas renvoyée automatiquement en SIP",
        .remedy = "Le client ne doit pas remplacer sips par sip de lui-même. Il devrait consulter "
                  "son utilisateur avant de renoncer à la protection de SIPS.",
        .silence = "Non signalé si plus d’une seconde s’est écoulée, car l’utilisateur a pu donner "
                   "son accord, ou si un 480 n’a pas de Warning 380.",
    },
    {
        .id = "416-with-sip-uri",
        .problem = "416 à une requête vers une URI sip",
        .requirement = "416 n’est envoyé que si le schéma de la Request-URI n’est pas sip",
        .remedy =
            "Le serveur devrait répondre 404 s’il ne connaît pas l’adresse. Un proxy qui a changé "
            "le schéma sip de l’URI devrait réessayer avec sip, et non relayer le 416.",
        .silence =
            "Non signalé si la Request-URI est une URI sips, qui peut être refusée (RFC 5630).",
    },
    {
        .id = "417-accept-resource-priority",
        .problem = "417 sans Accept-Resource-Priority",
        .requirement =
            "Un 417 ne masque pas les priorités acceptées : Accept-Resource-Priority les indique",
        .remedy =
            "Le serveur devrait indiquer les priorités acceptées dans Accept-Resource-Priority. La "
            "politique locale peut les masquer, mais le diagnostic devient alors plus difficile.",
    },
    {
        .id = "417-without-require",
        .problem = "417 alors que resource-priority n’était pas exigé",
        .requirement =
            "Un 417 n’est envoyé qu’à une requête qui exige resource-priority dans Require",
        .remedy = "Le serveur doit traiter la requête avec la priorité par défaut si cet option "
                  "tag est absent.",
    },
    {
        .id = "420-retry-same-require",
        .problem = "Nouvel essai après 420 exigeant toujours l’extension non reconnue",
        .requirement =
            "Une nouvelle tentative après 420 omet les extensions indiquées dans Unsupported",
        .remedy =
            "Le client devrait retirer ces extensions de Require et de Proxy-Require, ou renoncer.",
        .silence = "Non signalé si la nouvelle tentative s’adresse à un autre serveur.",
    },
    {
        .id = "420-to-cancel",
        .problem = "420 en réponse à un CANCEL",
        .requirement = "Require est ignoré dans un CANCEL, qui ne reçoit donc jamais de 420",
        .remedy = "Le serveur doit ignorer Require et Proxy-Require dans un CANCEL, et répondre "
                  "200 ou 481.",
    },
    {
        .id = "420-unsupported-missing",
        .problem = "420 sans Unsupported",
        .requirement = "Un 420 indique dans Unsupported les extensions non reconnues (option tags)",
        .remedy = "Le serveur doit indiquer dans Unsupported les option tags de Require ou de "
                  "Proxy-Require qu’il ne reconnaît pas. Sans cette liste, le client ne peut pas "
                  "faire de nouvelle tentative.",
        .silence = "Non signalé si la requête est un CANCEL : voir 420-to-cancel.",
    },
    {
        .id = "420-unsupported-not-requested",
        .problem = "Unsupported contient un option tag que la requête n’exigeait pas",
        .requirement = "Unsupported ne contient que des option tags du Require ou du Proxy-Require "
                       "de la requête",
        .remedy = "Le serveur ne doit indiquer que les option tags exigés par la requête. Une "
                  "extension simplement prise en charge par le client n’est pas un motif de rejet.",
        .silence = "Non signalé si un proxy a pu ajouter l’option tag : path dans un REGISTER (RFC "
                   "3327), timer dans un INVITE ou un UPDATE dont le client ne le prend pas en "
                   "charge (RFC 4028). Non signalé non plus si la requête n’exige rien : "
                   "420-without-require le signale.",
    },
    {
        .id = "420-without-require",
        .problem = "420 à une requête qui n’exige aucune extension",
        .requirement = "Un 420 n’est envoyé qu’à une requête portant Require ou Proxy-Require",
        .remedy = "Le serveur doit ignorer les extensions qu’il ne connaît pas, sauf si la requête "
                  "les exige.",
        .silence = "Non signalé si Unsupported ne contient que ce qu’un proxy a pu ajouter : path "
                   "dans un REGISTER (RFC 3327), timer dans un INVITE ou un UPDATE dont le client "
                   "ne le prend pas en charge (RFC 4028).",
    },
    {
        .id = "421-already-supported",
        .problem = "421 pour une extension que le client prend en charge",
        .requirement = "Un 421 réclame une extension absente du Supported de la requête",
        .remedy = "Le serveur devrait utiliser l’extension, puisque le client la prend en charge. "
                  "S’il s’agit de sec-agree, il doit répondre 494.",
        .silence = "Non signalé s’il manque au moins un des option tags dans la requête : un 421 "
                   "donne toutes les extensions nécessaires.",
    },
    {
        .id = "421-require-missing",
        .problem = "421 sans Require",
        .requirement =
            "Un 421 indique dans Require les extensions que le client doit prendre en charge",
        .remedy = "Le serveur doit indiquer dans Require les option tags dont il a besoin. Sinon, "
                  "le client ne peut pas savoir quelle extension manque.",
    },
    {
        .id = "421-secagree-security-server",
        .problem = "421 exigeant sec-agree sans Security-Server",
        .requirement = "Un 421 qui exige sec-agree indique dans Security-Server les mécanismes de "
                       "sécurité du serveur",
        .remedy = "Le serveur du premier saut doit indiquer ses mécanismes de sécurité dans "
                  "Security-Server.",
        .silence = "Non signalé si le réseau est un réseau IMS, où les mécanismes figurent dans le "
                   "401 au REGISTER.",
    },
    {
        .id = "422-asked-below-90",
        .problem = "422 à une demande de moins de 90 secondes",
        .requirement = "Un client demande un intervalle de session de 90 secondes au moins",
        .remedy = "Le client devrait demander 1800 secondes, et au moins 90 : aucun serveur n’est "
                  "tenu d’accepter moins. Il peut aussi réessayer avec le Min-SE du 422.",
        .silence = "Signalé uniquement si la requête a été refusée par 422.",
    },
    {
        .id = "422-context",
        .problem = "422 à une requête qui ne peut pas utiliser les session timers",
        .requirement =
            "Un 422 n’est envoyé qu’à un INVITE ou UPDATE dont l’émetteur gère les session timers",
        .remedy = "Le serveur doit accepter la requête : un client sans session timers ne sait que "
                  "faire d’un 422.",
        .silence =
            "Non signalé si seul Session-Expires manque : un proxy plus loin a pu l’ajouter.",
    },
    {
        .id = "422-min-se-below-90",
        .problem = "422 avec un Min-SE inférieur à 90 secondes",
        .requirement = "Min-SE n’est jamais inférieur à 90 secondes",
        .remedy = "Le serveur ou le proxy qui a envoyé le 422 doit porter son intervalle de "
                  "session minimal à 90 secondes au moins.",
        .silence = "Non signalé si la réponse n’est pas un 422 : Min-SE n’y a pas sa place, voir "
                   "min-se-outside-422.",
    },
    {
        .id = "422-min-se-missing",
        .problem = "422 sans Min-SE valide",
        .requirement = "Un 422 indique dans Min-SE le plus court intervalle de session accepté",
        .remedy = "Le serveur ou le proxy qui a envoyé le 422 doit ajouter Min-SE avec son minimum "
                  "en secondes. Sinon, le client ne sait pas quel intervalle demander.",
    },
    {
        .id = "422-min-se-not-greater",
        .problem = "422 alors que Session-Expires n’est pas inférieur à son Min-SE",
        .requirement = "Le Min-SE d’un 422 est supérieur au Session-Expires rejeté",
        .remedy = "Le serveur ne doit pas rejeter un intervalle que son propre Min-SE autorise. "
                  "Vérifiez d’abord qu’aucun proxy intermédiaire ne l’a réduit.",
    },
    {
        .id = "422-retry-too-small",
        .problem = "Nouvel essai après 422 avec un intervalle trop court ou sans Min-SE",
        .requirement = "Une nouvelle tentative après 422 porte Min-SE, et ni Min-SE ni "
                       "Session-Expires n’est inférieur au minimum du 422",
        .remedy = "Le client doit reprendre le Min-SE du 422 et porter Session-Expires au moins à "
                  "cette valeur.",
        .silence = "Non signalé si la nouvelle tentative n’utilise pas le session timer, ou s’il "
                   "s’agit d’une branche créée par un proxy.",
    },
    {
        .id = "423-min-expires-missing",
        .problem = "423 sans Min-Expires valide",
        .requirement = "Un 423 indique dans Min-Expires la plus courte durée acceptée",
        .remedy = "Le serveur doit ajouter Min-Expires avec son minimum en secondes. Sinon, le "
                  "client ne sait pas quelle durée demander.",
        .silence = "Non signalé si aucune RFC ne définit le 423 pour la méthode.",
    },
    {
        .id = "423-min-expires-not-greater",
        .problem = "423, mais la durée demandée respecte Min-Expires",
        .requirement = "Une durée n’est pas refusée par 423 si elle atteint le minimum du serveur "
                       "donné par Min-Expires",
        .remedy = "Le serveur ne doit pas refuser une durée que son propre Min-Expires autorise.",
        .silence = "Non signalé si une durée était laissée au choix du serveur, ou n’est pas "
                   "lisible. S’il y a plusieurs contacts, la durée la plus courte est comparée, et "
                   "celle de Contact prime sur Expires.",
    },
    {
        .id = "423-requested-hour-or-zero",
        .problem = "423 à une suppression, ou à une durée d’une heure ou plus",
        .requirement = "Un 423 ne refuse ni une suppression ni (sauf pour PUBLISH) une durée d’une "
                       "heure ou plus",
        .remedy = "Le serveur doit accepter les suppressions, ainsi que les durées d’une heure ou "
                  "plus, qu’il peut réduire.",
        .silence =
            "Non signalé si une durée était laissée au choix du serveur, ou si le client demande "
            "des notifications push, pour lesquelles la RFC 8599 fixe d’autres limites.",
    },
    {
        .id = "423-retry-too-small",
        .problem = "Nouvel essai après 423 avec une durée inférieure à Min-Expires",
        .requirement = "Un client peut réessayer après un 423 s’il demande au moins Min-Expires",
        .remedy = "Le client doit porter sa durée au moins à Min-Expires avant de réessayer.",
        .silence = "Non signalé si la durée est 0, ce qui met fin à quelque chose, ou si aucune "
                   "n’est demandée. Un REGISTER avec un autre Call-ID compte s’il vient dans les "
                   "64*T1 des mêmes adresse et port, avec le même Contact.",
    },
    {
        .id = "424-geolocation-error-missing",
        .problem = "424 sans Geolocation-Error",
        .requirement =
            "Un 424 indique dans Geolocation-Error ce qui ne va pas dans la localisation",
        .remedy = "Le serveur ou le proxy qui a refusé la localisation doit ajouter "
                  "Geolocation-Error avec un code d’erreur.",
    },
    {
        .id = "424-without-geolocation",
        .problem = "424 à une requête sans Geolocation",
        .requirement = "Un 424 n’est envoyé qu’à une requête portant Geolocation",
        .remedy = "Le serveur ne doit pas envoyer de 424 à un client qui n’a pas donné de "
                  "localisation. Un proxy qui en a ajouté une doit traiter lui-même le 424.",
    },
    {
        .id = "425-alertmsg-error-missing",
        .problem = "425 sans AlertMsg-Error",
        .requirement = "Un 425 indique dans AlertMsg-Error ce qui ne va pas dans l’alerte",
        .remedy = "Le serveur ou le proxy qui a refusé l’alerte doit ajouter AlertMsg-Error avec "
                  "un code d’erreur.",
    },
    {
        .id = "425-without-alert",
        .problem = "425 à une requête sans alerte (CAP)",
        .requirement = "Un 425 n’est envoyé qu’à une requête contenant une alerte (CAP)",
        .remedy = "Le serveur doit employer le code correspondant à la vraie raison.",
        .silence = "Non signalé si Call-Info renvoie à une alerte stockée ailleurs, ou si une "
                   "partie du corps est chiffrée ou encodée.",
    },
    {
        .id = "428-identity-present",
        .problem = "428 alors que la requête porte une Identity utilisable",
        .requirement = "Un 428 n’est envoyé qu’à une requête sans Identity utilisable",
        .remedy =
            "Le service de vérification devrait répondre 436, 437 ou 438 s’il ne peut accepter "
            "l’Identity. Vérifiez d’abord que l’en-tête n’a pas été retiré en chemin.",
        .silence = "Non signalé si chaque Identity porte un paramètre ppt, que le service de "
                   "vérification peut ne pas connaître, ou relève de la RFC 4474.",
    },
    {
        .id = "429-context",
        .problem = "429 à une requête sans Referred-By",
        .requirement = "Un 429 n’est envoyé qu’à un REFER ou à une requête portant Referred-By",
        .remedy = "Le serveur devrait employer le code correspondant à la vraie raison : cette "
                  "requête ne résulte d’aucun REFER.",
    },
    {
        .id = "430-reaches-endpoint",
        .problem = "430 parvenu jusqu’à un terminal",
        .requirement = "Un 430 va de l’edge proxy au proxy faisant autorité, et pas plus loin",
        .remedy = "Le proxy faisant autorité devrait essayer un autre flux, ou relayer une autre "
                  "réponse d’échec.",
        .silence = "Non signalé si la requête est émise dans un dialogue, où l’edge proxy peut "
                   "répondre directement à un terminal, ou si le client route sur le flux comme le "
                   "fait un proxy faisant autorité.",
    },
    {
        .id = "433-deanonymised-retry",
        .problem = "Le client lève de lui-même l’anonymat après un 433",
        .requirement =
            "Après un 433, le client demande à l’utilisateur avant de réessayer sans anonymat",
        .remedy =
            "Le client doit demander à l’utilisateur, ou disposer d’un réglage qui l’y autorise. "
            "Sinon, l’appelé apprend une identité que l’appelant voulait cacher.",
        .silence =
            "Signalé uniquement pour un nouvel essai avec le même Call-ID en moins de 1 s, dont "
            "aucun en-tête relatif à l’émetteur n’évoque l’anonymat. Un réglage de l’utilisateur "
            "peut l’autoriser : la capture ne le dit pas.",
    },
    {
        .id = "433-not-anonymous",
        .problem = "433 à une requête qui n’est pas anonyme",
        .requirement = "Un 433 n’est envoyé qu’à une requête dont l’émetteur masque son identité",
        .remedy = "Le serveur ne devrait pas traiter une identité absente ou non vérifiée comme de "
                  "l’anonymat.",
        .silence = "Non signalé si un en-tête relatif à l’émetteur évoque de quelque façon la "
                   "confidentialité, ou si la requête n’avait pas encore atteint l’adresse de sa "
                   "Request-URI : un service de confidentialité plus loin a pu masquer l’émetteur.",
    },
    {
        .id = "436-437-438-without-identity",
        .problem = "436, 437 ou 438 à une requête sans Identity",
        .requirement = "Un 436, 437 ou 438 n’est envoyé qu’à une requête portant Identity",
        .remedy =
            "Le service de vérification devrait répondre 428 s’il exige une Identity absente.",
        .silence = "Non signalé si la requête n’avait pas encore atteint l’adresse de sa "
                   "Request-URI : un service d’authentification plus loin a pu ajouter Identity. "
                   "Non signalé pour un 437 à une requête dont le corps n’est pas du SDP : la RFC "
                   "6072 a son propre 437 pour les corps.",
    },
    {
        .id = "438-retry-limit",
        .problem = "Deuxième nouvelle tentative après un 438",
        .requirement = "Une requête refusée par 438 est retentée une fois au plus",
        .remedy = "Le service d’authentification devrait renoncer une fois que la forme complète "
                  "du PASSporT a elle aussi été refusée.",
        .silence = "Non signalé si la requête appartient à un dialogue, ou si plus de cinq "
                   "secondes séparent les tentatives.",
    },
    {
        .id = "439-context",
        .problem = "439 à une requête sans reg-id et outbound",
        .requirement =
            "Un 439 n’est envoyé qu’à un REGISTER avec reg-id et outbound dans Supported",
        .remedy = "Le registrar doit ignorer reg-id si outbound est absent de Supported.",
    },
    {
        .id = "440-context",
        .problem = "440 alors que Max-Breadth valait au moins 60",
        .requirement = "Un 440 est envoyé quand il reste peu de Max-Breadth",
        .remedy = "Les proxies situés plus loin épuisent Max-Breadth : vérifiez combien de "
                  "branches ils ouvrent à la fois. Ils peuvent les essayer l’une après l’autre.",
        .silence = "Non signalé si Max-Breadth est inférieur à 60, la valeur initiale recommandée.",
    },
    {
        .id = "469-context",
        .problem = "469 à autre chose qu’un INFO avec Info-Package",
        .requirement = "Un 469 n’est envoyé qu’à un INFO portant Info-Package",
        .remedy = "Le serveur doit traiter un INFO sans Info-Package comme un INFO d’ancien usage "
                  "(legacy), ou employer le code correspondant à la vraie raison.",
    },
    {
        .id = "469-recv-info-missing",
        .problem = "469 sans Recv-Info",
        .requirement =
            "Un 469 indique dans Recv-Info les Info Packages que l’UA accepte de recevoir",
        .remedy = "L’UA qui a reçu l’INFO doit ajouter Recv-Info, vide s’il n’accepte aucun Info "
                  "Package.",
        .silence = "Non signalé si Recv-Info est présent mais vide, ce qui est autorisé : aucun "
                   "Info Package n’est accepté.",
    },
    {
        .id = "470-permission-missing",
        .problem = "470 sans Permission-Missing",
        .requirement = "Un 470 indique dans Permission-Missing les URI pour lesquelles le relais "
                       "n’a pas d’autorisation",
        .remedy = "Le relais devrait indiquer ces URI dans Permission-Missing. Sinon, le client "
                  "doit les trouver par un autre moyen.",
    },
    {
        .id = "480-sips-warning",
        .problem = "480 dû à SIPS sans Warning 380 ni 381",
        .requirement = "Un 480 dû à SIPS contient un Warning 380 ou 381",
        .remedy =
            "Le serveur devrait ajouter Warning 380 (SIPS Not Allowed) ou 381 (SIPS Required).",
        .silence = "Non signalé si le libellé ne mentionne pas SIPS : une URI sips seule ne prouve "
                   "pas la cause.",
    },
    {
        .id = "481-to-bye",
        .problem = "BYE refusé par 481 : le pair ne connaît plus le dialogue",
        .requirement = "Un BYE dans un dialogue existant reçoit un 2xx ; après un 481, le client "
                       "considère le dialogue comme terminé",
        .remedy = "Vérifiez d’abord que les tags, la Request-URI, Route et CSeq du BYE sont "
                  "corrects. S’ils le sont, cherchez pourquoi le serveur a perdu l’appel "
                  "(redémarrage, temporisateur, bascule vers un autre serveur) ; le client doit "
                  "considérer le dialogue comme terminé.",
        .silence =
            "Non signalé lorsque la capture ne contient pas les messages qui ont créé le dialogue "
            "sur ce saut, ou que deux sauts relient les mêmes adresses. Non signalé si les "
            "deux côtés ont envoyé BYE : les deux requêtes ont pu se croiser. Ni si la capture a "
            "tronqué un message du dialogue : la raison pourrait s’y trouver.",
    },
    {
        .id = "482-after-end",
        .problem = "482, mais la requête précédente était terminée",
        .requirement = "Seule une requête qui correspond à une transaction en cours, par un autre "
                       "branch, passe pour un doublon",
        .remedy = "Le serveur doit traiter la requête comme nouvelle : il ne lui reste aucune "
                  "transaction pour la précédente. Le client devrait augmenter CSeq lorsqu’il "
                  "renvoie une requête, ou prendre un autre Call-ID.",
        .silence =
            "Non signalé dans un dialogue, ni si la requête montre une boucle. Signalé seulement 6 "
            "s après l’ACK à l’échec de l’INVITE précédent (1 s sur un transport fiable), ou sinon "
            "plus de 64*T1 après sa dernière réponse. Jusque-là, voir 482-request-came-before. Une "
            "autre copie a pu venir par un chemin qui n’a pas été capturé.",
    },
    {
        .id = "482-no-loop-visible",
        .problem = "482, mais aucune boucle n’est visible dans la requête",
        .requirement = "482 ne répond qu’à une requête qui a bouclé ou qui est arrivée deux fois",
        .remedy = "Le serveur devrait utiliser le code qui correspond à la vraie raison ; un 482 "
                  "met fin au dialogue.",
        .silence = "Non signalé si la requête est hors dialogue, car l’autre copie peut ne pas "
                   "avoir été capturée, ni si elle n’avait pas atteint l’adresse de sa "
                   "Request-URI, car la boucle peut se trouver plus loin.",
    },
    {
        .id = "482-request-came-before",
        .problem = "482 : la requête était déjà arrivée à ce serveur",
        .requirement = "Un 482 répond à une requête qui revient dans une boucle, ou par un autre "
                       "branch tant que la première est en cours",
        .remedy = "En cas de boucle, corriger le routage du serveur ou de celui qui le précède. "
                  "Si deux branches mènent au même agent utilisateur, supprimer l’un de ses "
                  "contacts : l’autre branche continue. Si la requête précédente est terminée, "
                  "le serveur devrait traiter la nouvelle comme telle.",
        .silence = "Non signalé dans un dialogue (voir 482-no-loop-visible), ni si la copie "
                   "précédente est venue d’un autre client ou n’a pas été capturée. Le libellé "
                   "n’importe pas : « Request Merged » est aussi un 482.",
    },
    {
        .id = "483-after-loop",
        .problem = "483 : la requête est revenue plusieurs fois à son proxy",
        .requirement =
            "Une requête ne passe qu’une fois par un proxy, sinon avec une autre Request-URI",
        .remedy = "Corriger le routage de ce proxy, ou de celui auquel il relaie : comparez la "
                  "Request-URI et Route de la requête quand elle le quitte et quand elle revient. "
                  "Un proxy qui détecte les boucles aurait répondu 482.",
        .silence = "Signalé uniquement si au moins deux valeurs de Via sous la première portent "
                   "l’adresse et le port du serveur : une seule peut être une spirale, qui est "
                   "correcte. Les noms ne sont pas résolus.",
    },
    {
        .id = "483-max-forwards-positive",
        .problem = "483, mais Max-Forwards était loin de 0",
        .requirement = "483 ne répond qu’à une requête dont Max-Forwards est arrivé à 0",
        .remedy = "Vérifiez d’abord le temps de réponse. Un 483 immédiat signifie que le pair "
                  "décompte mal Max-Forwards ; un 483 tardif, qu’il y a une boucle plus loin : "
                  "vérifiez-y le routage.",
        .silence = "Non signalé s’il restait moins de dix sauts, qui peuvent être consommés sans "
                   "aucune faute.",
    },
    {
        .id = "483-without-max-forwards",
        .problem = "Requête sans Max-Forwards refusée par 483 ou 400",
        .requirement = "Chaque requête porte Max-Forwards, qui devrait valoir 70",
        .remedy = "Le client doit ajouter Max-Forwards à cette requête, avec la valeur 70, comme à "
                  "toutes les autres. Un serveur qui prend son absence pour 0, ou qui refuse la "
                  "requête, est strict : un proxy l’aurait ajouté.",
        .silence = "Signalé uniquement si la requête a été refusée par 483, ou par 400 avec une "
                   "phrase qui nomme Max-Forwards, ou si c’est un ACK refusé par 400 dont l’INVITE "
                   "le portait. Non signalé si l’en-tête a pu être coupé, ni, pour un 400, pour un "
                   "client de la RFC 2543 (branch sans z9hG4bK).",
    },
    {
        .id = "485-contact-missing",
        .problem = "485 sans Contact",
        .requirement = "Un 485 indique dans Contact les adresses possibles",
        .remedy = "Le serveur ou le proxy devrait indiquer les adresses possibles dans Contact, "
                  "sauf si la protection de la vie privée s’y oppose.",
    },
    {
        .id = "487-non-invite",
        .problem = "487 à un REGISTER, SUBSCRIBE, PUBLISH ou BYE",
        .requirement = "487 répond aux requêtes interrompues par CANCEL ou BYE, en pratique "
                       "presque uniquement à INVITE",
        .remedy =
            "Le serveur doit mener la requête à son terme même s’il reçoit un CANCEL, sans effet "
            "sur les méthodes autres qu’INVITE. Vérifiez d’abord s’il y a eu un CANCEL.",
        .silence = "Non signalé si la méthode, hormis BYE, est courante au cours d’un appel : un "
                   "BYE met fin aux requêtes en attente du dialogue, et 487 est alors recommandé.",
    },
    {
        .id = "487-to-cancel",
        .problem = "487 en réponse au CANCEL lui-même",
        .requirement = "487 répond à la requête annulée, jamais au CANCEL lui-même",
        .remedy = "Le serveur doit répondre 200 au CANCEL, ou 481 si aucune transaction ne "
                  "correspond. Le 487 est destiné à l’INVITE.",
    },
    {
        .id = "487-without-cancel",
        .problem = "487 sans CANCEL, ni BYE, ni expiration",
        .requirement = "Un 487 fait suite à un CANCEL, à un BYE ou à la fin d’Expires",
        .remedy = "Le serveur qui renonce de lui-même devrait répondre 480 ou 408, ou en donner la "
                  "cause dans Reason. Vérifiez d’abord quel élément a renoncé.",
        .silence = "Non signalé si un en-tête Reason est présent, après le Timer C (180 s), quand "
                   "un proxy renonce, ou si un CANCEL avec un autre branch ou un BYE de l’un des "
                   "deux côtés explique le 487.",
    },
    {
        .id = "488-to-agreed-offer",
        .problem = "Offre refusée qui est celle dont on était convenu",
        .requirement = "Une offre qui ne change rien reçoit une réponse SDP valable ; avec la même "
                       "version dans o=, elle est sans effet",
        .remedy = "Le serveur doit répondre à une telle offre, avec sa dernière description de "
                  "session ou une autre. Cherchez une requête qui a croisé celle-ci peu avant : un "
                  "491 ou un re-INVITE échoué a pu laisser sa session dans un mauvais état.",
        .silence =
            "Signalé seulement si toutes les lignes hormis o= sont celles de la description "
            "que le même côté avait lors du dernier accord, et si ce 2xx a été capturé sur "
            "ce chemin. Non signalé si les numéros CSeq ou les versions montrent qu’il manque "
            "des requêtes ou des offres. Si l’offre en chevauche une autre, voir "
            "glare-wrong-code.",
    },
    {
        .id = "488-warning-missing",
        .problem = "488 sans Warning",
        .requirement = "Un 488 explique dans Warning pourquoi l’offre SDP a été refusée",
        .remedy = "L’UA qui a refusé l’offre devrait ajouter un Warning qui en donne la raison. "
                  "Une description de session seule n’explique pas le refus.",
        .silence = "Non signalé si Policy-Contact est présent : il renvoie le client vers un "
                   "serveur de politiques (RFC 6794).",
    },
    {
        .id = "488-without-offer",
        .problem = "488 ou 606 à une requête sans offre SDP",
        .requirement =
            "488 et 606 refusent une description de session : la requête doit donc en contenir une",
        .remedy = "Le serveur devrait faire lui-même une offre SDP, ou utiliser le code qui "
                  "correspond à la vraie raison.",
        .silence = "Non signalé si la requête contient Join (la RFC 3911 exige 488), ou hors "
                   "dialogue si 100rel n’est pas pris en charge : la RFC 4497 permet à une "
                   "passerelle de refuser un INVITE sans offre. Signalé quand même si un Warning "
                   "de 301 à 307 conteste une description de session, ou si un message antérieur "
                   "montre que le serveur est un téléphone.",
    },
    {
        .id = "489-allow-events-missing",
        .problem = "489 à un SUBSCRIBE sans Allow-Events",
        .requirement =
            "Un 489 à un SUBSCRIBE indique dans Allow-Events les event packages pris en charge",
        .remedy = "Le notifieur devrait indiquer ses event packages dans Allow-Events, afin que "
                  "l’abonné puisse en choisir un autre.",
        .silence =
            "Non signalé si la requête est un NOTIFY : son destinataire n’est pas forcément un "
            "notifieur, et seule la RFC 3265, désormais obsolète, y exigeait Allow-Events.",
    },
    {
        .id = "489-context",
        .problem = "489 à une méthode qui ne porte pas d’event package",
        .requirement = "489 ne répond qu’aux requêtes qui portent un event package : SUBSCRIBE, "
                       "NOTIFY et PUBLISH",
        .remedy = "Le serveur devrait utiliser un code adapté à la méthode. Un client ne peut "
                  "traiter ce 489 que comme un 400.",
        .silence = "Non signalé si la requête est un REFER, qui crée un abonnement implicite, ou "
                   "si la méthode n’est pas enregistrée.",
    },
    {
        .id = "489-lists-refused-package",
        .problem = "489, mais Allow-Events contient l’event package refusé",
        .requirement = "L’Allow-Events d’un 489 ne contient pas l’event package refusé",
        .remedy = "Le notifieur devrait employer le code correspondant à la vraie raison (403, "
                  "404…), puisqu’il connaît cet event package.",
        .silence = "Non signalé si un template les distingue : presence.winfo est un autre package "
                   "que presence. Non signalé pour NOTIFY et PUBLISH, qui peuvent être refusés, "
                   "car Allow-Events donne ce à quoi on peut s’abonner.",
    },
    {
        .id = "489-publish-allow-events-missing",
        .problem = "489 à un PUBLISH sans Allow-Events",
        .requirement =
            "Un 489 à un PUBLISH indique dans Allow-Events les event packages publiables",
        .remedy = "Le compositeur d’état (ESC) doit indiquer ses event packages dans Allow-Events.",
    },
    {
        .id = "491-again",
        .problem = "Second 491 de suite sans requête en cours",
        .requirement = "Un serveur n’envoie 491 que tant que son propre INVITE ou sa propre offre "
                       "est en cours",
        .remedy = "Le serveur doit clore sa transaction terminée, pour que le prochain re-INVITE "
                  "ou UPDATE puisse aboutir. Vérifiez d’abord s’il a une requête en cours sur un "
                  "autre chemin.",
        .silence = "Non signalé si moins de 2 s ou plus de 64*T1 séparent les deux 491 envoyés au "
                   "même côté ; remplace 491-without-glare. Non signalé non plus lorsque des "
                   "requêtes de l’autre côté ont pu prendre un autre chemin ou croisent celle-ci, "
                   "ou lorsqu’une requête de l’un des côtés a réussi entre-temps.",
    },
    {
        .id = "491-backoff",
        .problem = "INVITE retenté trop tôt après un 491",
        .requirement = "Après un 491, le propriétaire du Call-ID attend de 2,1 à 4 secondes avant "
                       "de réessayer",
        .remedy =
            "Le client devrait attendre une durée aléatoire entre 2,1 et 4 secondes s’il a envoyé "
            "le premier INVITE du dialogue. Sinon, il risque d’y avoir de nouveau collision.",
        .silence = "Non signalé si c’est l’autre côté qui réessaie, ce qu’il peut faire aussitôt, "
                   "ou si le premier INVITE du dialogue n’a pas été capturé. Une tentative tardive "
                   "n’est pas signalée, car elle peut être une nouvelle action de l’utilisateur. "
                   "Une tolérance d’un dixième de seconde est accordée.",
    },
    {
        .id = "491-without-glare",
        .problem = "491 alors qu’aucun autre INVITE ni offre n’était en cours ici",
        .requirement = "Un 491 n’est envoyé que si une requête entre en collision avec un autre "
                       "INVITE ou une autre offre",
        .remedy = "Cherchez d’abord la requête en cours dans l’appel de l’autre côté du serveur, "
                  "qui peut seulement relayer le 491. S’il n’y en a pas, le serveur n’a pas clos "
                  "une transaction.",
        .silence = "Non signalé lorsque la capture ne contient pas les messages qui ont créé le "
                   "dialogue sur ce saut, ou que deux sauts relient les mêmes adresses. "
                   "Signalé uniquement si le dialogue a été capturé depuis son début et si tous "
                   "ses INVITE et UPDATE étaient terminés depuis un certain temps.",
    },
    {
        .id = "493-cert-missing",
        .problem = "493 sans certificat",
        .requirement = "Un 493 contient le certificat à utiliser pour le chiffrement",
        .remedy = "L’UA de l’appelé devrait fournir son certificat dans un corps certs-only. "
                  "Sinon, le client en conclut que les corps chiffrés sont impossibles.",
        .silence = "Non signalé si la réponse a un corps S/MIME, quel qu’en soit le contenu.",
    },
    {
        .id = "493-plain-request",
        .problem = "493 à une requête sans corps chiffré",
        .requirement = "493 ne répond qu’à une requête dont le corps est chiffré",
        .remedy = "Le serveur devrait utiliser le code qui correspond à la vraie raison : il n’y "
                  "avait rien à déchiffrer.",
        .silence = "Non signalé si une partie du corps est encodée, trop imbriquée ou est "
                   "elle-même un message : elle peut contenir des parties chiffrées.",
    },
    {
        .id = "494-require-missing",
        .problem = "494 sans sec-agree dans Require",
        .requirement = "Un 494 émis à l’initiative du serveur contient sec-agree dans Require",
        .remedy = "Le serveur du premier saut doit ajouter sec-agree à Require.",
        .silence = "Non signalé si le client exigeait lui-même sec-agree, ou si la réponse n’a pas "
                   "de Require et que la requête n’a pas été capturée.",
    },
    {
        .id = "494-security-server-missing",
        .problem = "494 sans Security-Server",
        .requirement = "Un 494 indique dans Security-Server les mécanismes de sécurité du serveur",
        .remedy = "Le serveur du premier saut doit indiquer ses mécanismes dans Security-Server, "
                  "quoi que le client ait proposé.",
    },
    {
        .id = "494-without-sec-agree",
        .problem = "494 à un client qui n’a pas proposé sec-agree",
        .requirement =
            "Un 494 n’est envoyé qu’à une requête qui prend en charge ou exige sec-agree",
        .remedy = "Le serveur doit répondre plutôt 421, avec sec-agree dans Require.",
    },
    {
        .id = "500-cseq-in-order",
        .problem = "500 pour CSeq hors séquence, alors que le CSeq est correct",
        .requirement = "Une requête dont le numéro CSeq dépasse tous les précédents est dans "
                       "l’ordre, même après un trou",
        .remedy = "Le serveur ne doit comparer CSeq qu’aux requêtes précédentes du même côté dans "
                  "le même dialogue, et accepter les trous dans la numérotation. Vérifiez d’abord "
                  "si une requête de ce côté lui est parvenue par un autre chemin.",
        .silence = "Non signalé si ni le libellé, ni Warning, ni Reason ne contient « out of "
                   "order » ou « CSeq », car un 500 a bien d’autres causes, ou si le début du "
                   "dialogue n’a pas été capturé sur ce saut. Non signalé non plus lorsque des "
                   "requêtes de ce côté n’ont pas été capturées.",
    },
    {
        .id = "500-glare-retry-after-missing",
        .problem = "Retry-After absent ou supérieur à 10 s dans le 500 pour chevauchement",
        .requirement = "Un 500 à un INVITE ou UPDATE qui en chevauche un autre contient "
                       "Retry-After avec une valeur aléatoire de 0 à 10 secondes",
        .remedy =
            "Le serveur doit ajouter Retry-After avec une valeur aléatoire de 0 à 10 secondes.",
        .silence = "Non signalé lorsque la capture ne contient pas les messages qui ont créé le "
                   "dialogue sur ce saut, ou que deux sauts relient les mêmes adresses. Non "
                   "signalé si la requête antérieure du client avait déjà reçu sa réponse finale à "
                   "l’arrivée du 500 : il peut alors avoir une autre raison.",
    },
    {
        .id = "500-low-cseq",
        .problem = "Requête au CSeq inférieur au précédent acceptée dans un dialogue",
        .requirement = "Dans un dialogue, une requête dont le CSeq est inférieur au précédent est "
                       "refusée par un 500",
        .remedy = "Le client doit augmenter CSeq à chaque requête d’un dialogue. Le serveur doit "
                  "refuser par un 500 une requête qui n’est pas dans l’ordre.",
        .silence = "Non signalé lorsque la capture ne contient pas les messages qui ont créé le "
                   "dialogue sur ce saut, ou que deux sauts relient les mêmes adresses. "
                   "Signalé uniquement si le serveur avait accepté le numéro supérieur par un 2xx "
                   "avant le passage du numéro inférieur : une requête refusée par un proxy a pu "
                   "ne pas atteindre le serveur, et des paquets peuvent s’intervertir.",
    },
    {
        .id = "501-baseline-method",
        .problem = "OPTIONS, BYE ou CANCEL refusé comme non pris en charge",
        .requirement = "Tout UA prend en charge OPTIONS ; s’il accepte INVITE, il prend aussi en "
                       "charge BYE et CANCEL",
        .remedy = "Le serveur doit prendre en charge OPTIONS. S’il accepte INVITE, il doit aussi "
                  "prendre en charge BYE et CANCEL.",
        .silence = "Non signalé si Allow, dans la réponse, ne contient pas INVITE : un registrar "
                   "ou un serveur de présence n’a pas d’appel à terminer, et traite OPTIONS comme "
                   "il traiterait INVITE.",
    },
    {
        .id = "503-forwarded-upstream",
        .problem = "503 d’un autre serveur relayé par un proxy",
        .requirement = "Un proxy à état remplace par un 500 le 503 reçu d’un autre serveur",
        .remedy = "Le proxy devrait répondre 500, car un 503 conduit le client à éviter le proxy "
                  "lui-même, pour tous les appels. Le 503 peut rester si le proxy ne peut traiter "
                  "aucune requête.",
        .silence =
            "Signalé uniquement si le tag To, identique des deux côtés, prouve qu’il s’agit du "
            "même 503, et si le proxy s’est montré à état : un proxy sans état peut le relayer.",
    },
    {
        .id = "503-without-retry-after",
        .problem = "503 sans Retry-After",
        .requirement =
            "Un 503 peut indiquer un délai dans Retry-After ; sinon, il est traité comme un 500",
        .remedy =
            "Le serveur devrait ajouter Retry-After s’il veut que les clients attendent. Sinon, "
            "le 503 est traité comme un 500 et aucun client n’attend.",
        .silence = "Non signalé si un Via porte le paramètre oc : avec le contrôle de surcharge, "
                   "Retry-After est omis à dessein (RFC 7339).",
    },
    {
        .id = "505-for-sip20",
        .problem = "505 à une requête SIP/2.0",
        .requirement = "505 ne répond qu’à une requête d’une version autre que SIP/2.0",
        .remedy = "Le serveur devrait utiliser le code qui correspond à la vraie raison : sa "
                  "propre réponse est elle aussi en SIP/2.0.",
    },
    {
        .id = "513-small-message",
        .problem = "513 à un message de petite taille",
        .requirement = "513 ne répond qu’à un message de grande taille",
        .remedy = "Le serveur devrait accepter les messages de cette taille, ou utiliser le code "
                  "qui correspond à la vraie raison.",
        .silence = "Non signalé si la requête fait 1 000 octets ou plus : des proxies peuvent "
                   "l’avoir agrandie au-delà de la taille d’un paquet.",
    },
    {
        .id = "555-context",
        .problem = "555 à autre chose qu’un REGISTER avec pn-provider",
        .requirement = "Un 555 n’est envoyé qu’à un REGISTER avec pn-provider dans son Contact",
        .remedy = "Le serveur doit employer le code correspondant à la vraie raison.",
    },
    {
        .id = "580-no-preconditions",
        .problem = "580 à une offre sans préconditions",
        .requirement = "Un 580 n’est envoyé qu’à une offre avec préconditions",
        .remedy = "Le serveur devrait répondre 488 si c’est l’offre qu’il ne peut accepter.",
        .silence = "Non signalé si le réseau est un IMS, où 580 signale aussi des supports "
                   "(bearers) impossibles à établir, si l’option tag precondition est présent, ou "
                   "après le renvoi d’un SDP qui pouvait contenir ses propres préconditions.",
    },
    {
        .id = "580-sdp",
        .problem = "SDP absent d’un 580, ou non conforme",
        .requirement =
            "Le SDP d’un 580 signale la précondition en échec, et tous ses ports valent 0",
        .remedy =
            "L’UA qui refuse l’offre devrait renvoyer les lignes m= de celle-ci avec le port 0. Il "
            "devrait signaler la précondition en échec par une ligne a=des avec la valeur failure.",
        .silence = "Non signalé si seul le nombre de lignes m= diffère de l’offre, ce que la "
                   "réponse seule ne montre pas. L’exemple de la RFC 3312 contient par erreur un "
                   "port différent de 0 (erratum 3117).",
    },
    {
        .id = "600-instead-of-486",
        .problem = "600 au lieu de 486 de la part d’un simple téléphone occupé",
        .requirement = "Un téléphone occupé répond 486 ; il ne peut pas savoir si tous les autres "
                       "terminaux le sont aussi",
        .remedy = "Le téléphone de l’appelé devrait répondre 486, afin que les proxies essaient "
                  "les autres terminaux de l’appelé et la messagerie vocale.",
        .silence =
            "Non signalé si rien n’indique un téléphone, ni dans la réponse ni dans un "
            "message antérieur de son émetteur : +sip.instance dans Contact, ou talk, hold "
            "ou check-sync dans Allow-Events, sans message-summary ni presence.winfo, propres "
            "aux serveurs. Un proxy ou un serveur d’applications peut "
            "savoir que tous les terminaux sont occupés. Non signalé non plus si Reason ou "
            "History-Info indique une autre cause.",
    },
    {
        .id = "603-plus-incomplete",
        .problem = "603 Network Blocked sans les informations 603+ dans Reason",
        .requirement =
            "Un 603 Network Blocked indique dans Reason qui a bloqué l’appel et comment réclamer",
        .remedy = "Le réseau qui a bloqué l’appel doit ajouter un Reason dont le texte commence "
                  "par v=analytics1 et contient url, tel ou email.",
        .silence = "Non signalé si le libellé n’est pas Network Blocked. La règle vient d’un "
                   "profil des États-Unis (USA), et non de l’IETF.",
    },
    {
        .id = "606-warning-missing",
        .problem = "606 sans Warning",
        .requirement = "Un 606 peut indiquer dans Warning ce que l’appelé n’a pas pu accepter",
        .remedy = "L’UA de l’appelé pourrait ajouter un Warning, afin que l’appelant sache quoi "
                  "modifier.",
        .silence = "Non signalé si une description de session dans le corps montre ce que l’appelé "
                   "prend en charge.",
    },
    {
        .id = "607-in-dialog",
        .problem = "607 envoyé dans un dialogue",
        .requirement = "Un 607 rejette une requête hors dialogue",
        .remedy = "L’agent utilisateur appelé devrait mettre fin à l’appel par un BYE dont le "
                  "Reason indique 607.",
    },
    {
        .id = "608-call-info-missing",
        .problem = "608 sans Call-Info",
        .requirement = "Un 608 indique dans Call-Info à qui s’adresser pour contester le rejet",
        .remedy = "L’intermédiaire doit ajouter Call-Info avec un lien vers sa jCard signée, sauf "
                  "si des indices laissent craindre un abus de la part de l’appelant.",
    },
    {
        .id = "608-call-info-purpose",
        .problem = "608 dont Call-Info n’a pas purpose=jwscard",
        .requirement = "Dans un 608, Call-Info porte purpose=jwscard",
        .remedy = "L’intermédiaire doit ajouter purpose=jwscard au lien vers sa jCard signée. Les "
                  "clients ne cherchent rien d’autre.",
        .silence = "Non signalé si au moins une valeur de Call-Info porte purpose=jwscard : "
                   "d’autres valeurs, avec un autre purpose, ne gênent pas.",
    },
    {
        .id = "6xx-global-meaning",
        .problem = "Un 6xx a mis fin à la recherche de l’appelé sur toutes les branches",
        .requirement =
            "Un 6xx n’est envoyé que si aucun autre terminal de l’appelé ne peut prendre l’appel",
        .remedy = "L’UA de l’appelé devrait utiliser un 4xx, par exemple 486, si seul ce terminal "
                  "refuse l’appel. Les proxies poursuivent alors la recherche.",
        .silence = "Non signalé si 600-instead-of-486 l’est déjà.",
    },
    {
        .id = "6xx-then-new-branch",
        .problem = "Nouvelle branche créée par un proxy après un 6xx",
        .requirement = "Après un 6xx, un proxy ne crée plus de nouvelle branche pour la requête",
        .remedy = "Le proxy ne doit plus essayer d’autre cible. Il devrait annuler les branches en "
                  "cours, puis transmettre le 6xx.",
        .silence = "Non signalé si les Via inférieurs et le CSeq ne prouvent pas qu’il s’agit de "
                   "la même requête, ou si aucun ACK ne prouve que le proxy avait reçu le 6xx. Non "
                   "signalé pour un groupement d’appels (hunt group) qui émet des appels séparés.",
    },
    {
        .id = "6xx-to-register",
        .problem = "6xx en réponse à un REGISTER",
        .requirement = "Un registrar n’envoie pas de 6xx",
        .remedy = "Le registrar doit refuser un enregistrement par un 4xx ou un 5xx. Il en va de "
                  "même d’un proxy placé devant lui.",
    },
    {
        .id = "ack-2xx-same-branch",
        .problem = "ACK à un 2xx avec le branch de l’INVITE",
        .requirement = "L’ACK à un 2xx est une transaction à part, avec son propre branch",
        .remedy = "Le client doit créer un nouveau branch pour l’ACK à un 2xx.",
        .silence = "Signalé aussi si un proxy a forké et que le branch est celui d’un INVITE qui a "
                   "échoué. Derrière des proxies, c’est le dernier Via qui est comparé, car un "
                   "proxy sans état tire la même branch de la même branch. Non signalé si la "
                   "branch n’a pas le magic cookie de la RFC 3261.",
    },
    {
        .id = "ack-2xx-wrong-target",
        .problem = "ACK qui ne suit pas le Contact ou le Record-Route du 2xx",
        .requirement = "L’ACK d’un 2xx reprend son Contact en Request-URI et son Record-Route "
                       "inversé en Route",
        .remedy = "Le client doit prendre la Request-URI de l’ACK dans le Contact du 2xx, et Route "
                  "dans son Record-Route en ordre inverse, et envoyer l’ACK à la première valeur "
                  "de Route.",
        .silence =
            "Sur un saut derrière des proxies (plusieurs Via, ou Record-Route dans l’INVITE), qui "
            "peuvent réécrire Contact, la Request-URI n’est signalée que si elle est l’URI de To, "
            "un Contact que le pair a abandonné ou le Contact du client lui-même, et Route que si "
            "une valeur enregistrée par les proxies au-delà du saut manque ou diffère. Un "
            "re-INVITE conserve le route set du premier 2xx. Non signalé pour Route si le route "
            "set contient un routeur strict ou si les messages qui ont créé le dialogue n’ont pas "
            "été capturés ; jamais signalé si le correspondant a envoyé une requête depuis le 2xx, "
            "si une seule des deux URI porte un port par défaut, ou un paramètre sans que le "
            "serveur continue de répéter son 2xx, ou si le client emploie l’adresse et le port "
            "source d’un pair derrière un NAT.",
    },
    {
        .id = "ack-answer-missing",
        .problem = "Pas de réponse SDP dans l’ACK à un 2xx avec offre",
        .requirement = "L’ACK à un 2xx qui contient l’offre contient la réponse SDP",
        .remedy = "Le client doit mettre sa réponse SDP dans l’ACK chaque fois que son INVITE "
                  "n’avait pas de SDP, y compris un re-INVITE. S’il ne peut pas accepter l’offre, "
                  "il y répond tout de même, puis envoie BYE.",
        .silence = "Non signalé si un 1xx fiable a apporté l’offre, car c’est alors son PRACK qui "
                   "porte la réponse SDP, si un PRACK ou un UPDATE avec SDP a précédé l’ACK, ou si "
                   "le client avait envoyé un CANCEL que le 2xx a croisé. Non signalé non plus si "
                   "un corps est tronqué, chiffré ou seulement référencé, ou si l’ACK vient d’une "
                   "autre adresse que l’INVITE. Seul le premier ACK à chaque 2xx est jugé, et "
                   "seulement si le 2xx n’avait pas encore été retransmis.",
    },
    {
        .id = "ack-cseq-mismatch",
        .problem = "Numéro CSeq de l’ACK différent de celui de l’INVITE",
        .requirement = "Un ACK porte le numéro CSeq de son INVITE",
        .remedy = "Le client doit recopier le numéro de l’INVITE auquel le serveur a répondu, et "
                  "non celui d’une tentative précédente.",
        .silence = "Non signalé si la capture a pu manquer un INVITE antérieur du dialogue.",
    },
    {
        .id = "ack-non-invite",
        .problem = "ACK à la réponse à une autre requête qu’INVITE",
        .requirement = "Seules les réponses finales à INVITE sont acquittées",
        .remedy = "Le client ne doit pas envoyer d’ACK pour BYE ni pour une autre requête "
                  "qu’INVITE : le pair peut le compter comme requête du dialogue, ou y voir une "
                  "attaque.",
        .silence = "Signalé uniquement si la requête de ce numéro CSeq est la dernière que le "
                   "client a envoyée dans le dialogue.",
    },
    {
        .id = "ack-non2xx-new-branch",
        .problem = "ACK à une réponse autre que 2xx avec un nouveau branch",
        .requirement = "L’ACK à un 3xx-6xx porte le premier Via de son INVITE, branch compris",
        .remedy = "Le client doit mettre dans l’ACK le premier Via de l’INVITE. Sinon, le serveur "
                  "continue de retransmettre sa réponse.",
        .silence = "Non signalé si le tag To ne montre pas quelle réponse est acquittée, ou si le "
                   "branch n’a pas le magic cookie de la RFC 3261. Signalé une fois par INVITE.",
    },
    {
        .id = "ack-non2xx-route-mismatch",
        .problem = "L’ACK à un non-2xx ne reprend pas le Route de son INVITE",
        .requirement = "L’ACK à une réponse finale non-2xx porte les en-têtes Route de son INVITE",
        .remedy = "Le client doit recopier dans l’ACK toutes les valeurs Route de l’INVITE, dans "
                  "le même ordre et avec leurs paramètres. Sans elles, un proxy sans état ne peut "
                  "pas acheminer l’ACK.",
        .silence = "Non signalé si l’INVITE ou l’ACK est tronqué dans la capture.",
    },
    {
        .id = "ack-non2xx-to-mismatch",
        .problem = "Tag To de l’ACK différent de celui de la réponse",
        .requirement = "L’ACK à un 3xx-6xx porte le To de la réponse, tag compris",
        .remedy = "Le client doit recopier le To de la réponse qu’il acquitte.",
        .silence = "Non signalé si la réponse n’avait pas de tag To : le serveur suit la RFC 2543.",
    },
    {
        .id = "ack-non2xx-uri-mismatch",
        .problem = "L’ACK à un non-2xx ne correspond pas à son INVITE",
        .requirement = "L’ACK à une réponse finale non-2xx porte la Request-URI, le From, le "
                       "Call-ID et le premier Via de son INVITE",
        .remedy = "Le client doit recopier dans l’ACK la Request-URI, le From, le Call-ID et le "
                  "premier Via de l’INVITE ; le Contact d’un 3xx ne sert qu’au prochain INVITE. "
                  "Sinon, le serveur continue de retransmettre sa réponse.",
        .silence =
            "Non signalé si les deux URI sont identiques une fois les lignes dépliées ou égales "
            "selon le §19.1.4 de la RFC 3261, ou si seul branch diffère (voir "
            "ack-non2xx-new-branch). L’ACK d’un proxy est comparé à l’INVITE de son propre saut ; "
            "plus loin, il peut avoir moins de Via que lui.",
    },
    {
        .id = "address-malformed",
        .problem = "Adresse illisible dans un en-tête",
        .requirement = "Une adresse est un URI avec schéma et hôte, ou un nom affiché suivi d’un "
                       "tel URI entre < et >",
        .remedy = "L’émetteur du message doit écrire l’adresse selon la grammaire. Les analyseurs "
                  "refusent le message ou ignorent l’en-tête : la réponse est alors perdue, ou "
                  "aucune requête ne peut être envoyée à cette adresse.",
        .silence = "Porte sur Contact, From, To, Record-Route, Path, Service-Route, "
                   "P-Asserted-Identity et P-Associated-URI. From et To ne sont examinés que dans "
                   "une requête hors dialogue, car les messages suivants les répètent. "
                   "Record-Route, Path et les Contact d’un 2xx à REGISTER ne le sont que si la "
                   "requête a été capturée et n’a pas le même défaut.",
    },
    {
        .id = "allow-incomplete",
        .problem = "Allow avec INVITE, mais sans ACK, BYE, CANCEL ou OPTIONS",
        .requirement = "Allow liste toutes les méthodes comprises : avec INVITE, aussi ACK, BYE, "
                       "CANCEL et OPTIONS",
        .remedy = "L’UA qui a émis la réponse doit lister toutes les méthodes qu’il comprend, y "
                  "compris ACK et CANCEL.",
        .silence = "Non signalé si Allow ne contient pas INVITE : l’élément ne traite peut-être "
                   "pas d’appels. OPTIONS peut manquer dans un 405, dont la liste porte sur une "
                   "seule adresse, qui n’est pas tenue de répondre à OPTIONS.",
    },
    {
        .id = "answer-differs-from-preview",
        .problem = "SDP différent du premier dans le même dialogue",
        .requirement =
            "Dans un dialogue, toutes les réponses à un INVITE portent la même réponse SDP",
        .remedy =
            "Le serveur doit répéter sa première réponse SDP et modifier la session par UPDATE ou "
            "re-INVITE, ou employer un autre tag To pour un autre serveur de média. Le client s’en "
            "tient au premier SDP, et l’audio peut ne passer que dans un sens.",
        .silence = "Non signalé si un PRACK ou un UPDATE portait du SDP, ou si seuls diffèrent "
                   "l’origine, les temps ou des attributs autres que la direction : ports, "
                   "formats, adresses et directions sont comparés.",
    },
    {
        .id = "answer-direction",
        .problem = "Direction du média dans la réponse SDP incompatible avec l’offre",
        .requirement = "À sendonly répond recvonly, à recvonly répond sendonly, ou inactive dans "
                       "les deux cas ; à inactive répond inactive",
        .remedy = "L’UAS doit donner au flux la direction symétrique de celle de l’offre, ou "
                  "inactive. Un flux multicast garde la direction de l’offre.",
        .silence = "Non signalé si l’un des deux côtés a refusé le flux avec le port 0, ou si le "
                   "flux n’est pas RTP. Pour un flux multicast, toute direction autre que celle de "
                   "l’offre est signalée.",
    },
    {
        .id = "answer-echoes-offer",
        .problem = "Réponse SDP avec l’adresse média de l’auteur de l’offre",
        .requirement =
            "Une réponse SDP donne l’adresse et le port où celui qui répond reçoit le média",
        .remedy = "L’agent utilisateur qui répond doit écrire sa propre description. Il a renvoyé "
                  "l’offre, ou gardé la description du mauvais côté de l’appel : l’auteur de "
                  "l’offre s’envoie maintenant son média à lui-même.",
        .silence =
            "Signalé uniquement pour RTP, si l’adresse IP et le port sont identiques ; pour une "
            "adresse privée, seulement avec la même ligne o=, car deux réseaux peuvent l’employer. "
            "Non signalé si les deux côtés sont sur la même machine, pour le multicast, le "
            "bouclage, 0.0.0.0 et le port 9 (discard), ou si un côté a refusé le flux.",
    },
    {
        .id = "answer-formats-not-offered",
        .problem = "La réponse SDP contient des formats non offerts",
        .requirement =
            "Une réponse SDP peut ajouter des formats non offerts à au moins un format offert",
        .remedy = "L’agent utilisateur qui a envoyé la réponse SDP en a le droit, mais devrait "
                  "placer d’abord les formats offerts. En l’absence d’audio, vérifiez d’abord quel "
                  "codec chaque côté envoie.",
        .silence = "Non signalé si le flux est refusé avec le port 0, si le profil n’est pas RTP, "
                   "si un corps est tronqué, si l’offre n’a pas été capturée sur le même saut ou "
                   "si answer-no-common-format est signalé. La réponse SDP portée par un PRACK "
                   "n’est pas comparée.",
    },
    {
        .id = "answer-key-missing",
        .problem = "Réponse SDP qui accepte un média sécurisé sans donner de clé",
        .requirement =
            "Une réponse qui accepte un flux offert en RTP/SAVP ou RTP/SAVPF porte pour lui "
            "a=crypto, ou une autre clé (a=fingerprint, a=key-mgmt)",
        .remedy =
            "L’agent utilisateur qui répond doit garder le profil de l’offre et donner sa clé, ou "
            "refuser le flux par le port 0. Sans elle, l’offrant ne peut ni déchiffrer ce qui "
            "arrive ni chiffrer ce qu’il envoie : il raccroche ou reste muet.",
        .silence = "Signalé seulement si l’offre donne une clé pour le flux. Non signalé si la "
                   "réponse donne une clé pour toute la session ou regroupe ses flux (BUNDLE).",
    },
    {
        .id = "answer-mline-count",
        .problem = "Lignes m= de la réponse SDP différentes de celles de l’offre",
        .requirement = "Une réponse SDP a autant de lignes m= que l’offre, avec les mêmes types de "
                       "média dans le même ordre",
        .remedy = "L’UAS doit répondre à chaque ligne m= de l’offre à la même position. Il refuse "
                  "un flux en mettant le port 0.",
        .silence =
            "Signalé uniquement pour la première réponse SDP fiable de chaque dialogue, et "
            "seulement si chaque message contient exactement une description de session complète.",
    },
    {
        .id = "answer-no-common-format",
        .problem = "Aucun format commun entre l’offre et la réponse SDP",
        .requirement = "Un flux accepté comporte dans la réponse SDP au moins un format de l’offre",
        .remedy = "L’agent utilisateur qui a envoyé la réponse SDP doit indiquer pour ce flux au "
                  "moins un format offert, ou refuser le flux avec le port 0.",
        .silence = "Non signalé si le profil n’est pas RTP, si le flux est refusé avec le port 0, "
                   "si un corps, même dans un multipart, est tronqué, ou si l’offre n’a pas été "
                   "capturée sur le même saut. Un format est commun si le payload type est le "
                   "même, ou si rtpmap donne les mêmes encodage et fréquence d’horloge : la casse "
                   "est ignorée, un canal est la valeur par défaut et un type statique se passe de "
                   "rtpmap. telephone-event, CN, red, rtx et ulpfec ne suffisent pas à faire un "
                   "format commun. La réponse SDP portée par un PRACK n’est pas comparée.",
    },
    {
        .id = "answer-payload-type-changed",
        .problem = "Le codec change de payload type dans la réponse SDP",
        .requirement = "Un codec garde dans la réponse SDP le numéro de payload type de l’offre",
        .remedy = "L’agent utilisateur qui a envoyé la réponse SDP devrait reprendre les numéros "
                  "de payload type de l’offre. Beaucoup de pairs attendent le même numéro dans les "
                  "deux sens.",
        .silence = "Non signalé si le payload type est statique, ou si l’offre présente le codec "
                   "sous plusieurs numéros avec des fmtp différents (H.264, modes AMR, "
                   "telephone-event à plusieurs fréquences) et que la réponse SDP en reprend un ; "
                   "rtx et red suivent leur apt. Ni si answer-no-common-format est signalé pour "
                   "ce flux.",
    },
    {
        .id = "answer-secure-not-offered",
        .problem = "Réponse SDP qui accepte un média sécurisé sans qu’il ait été offert",
        .requirement = "Un flux offert en RTP/AVP ou RTP/AVPF est accepté avec ce même profil, et "
                       "non en RTP/SAVP ou RTP/SAVPF",
        .remedy =
            "L’agent utilisateur qui répond doit garder le profil de l’offre, ou refuser le flux "
            "par le port 0 (l’appel par 488) s’il n’accepte que SRTP. L’offrant n’a aucune clé "
            "pour SRTP et envoie du RTP en clair, que l’autre côté rejette : personne "
            "n’entend rien, ou l’offrant raccroche. Vérifiez que le chiffrement est réglé de la "
            "même façon aux deux bouts.",
        .silence = "Non signalé si l’offre donne une clé, contient un flux en RTP/SAVP ou "
                   "RTP/SAVPF, ou a=tcap (RFC 5939) : elle propose alors plus d’un profil.",
    },
    {
        .id = "answer-t-line",
        .problem = "Ligne t= de la réponse SDP différente de celle de l’offre",
        .requirement = "La ligne t= d’une réponse SDP est identique à celle de l’offre",
        .remedy = "L’UAS doit recopier la ligne t= de l’offre dans sa réponse SDP.",
    },
    {
        .id = "answer-to-port-0",
        .problem = "Flux offert avec le port 0, mais un autre port dans la réponse SDP",
        .requirement = "Un flux offert avec le port 0 a le port 0 dans la réponse SDP",
        .remedy = "L’agent utilisateur qui a émis la réponse SDP doit mettre le port 0 dans la "
                  "ligne m= d’un flux que l’offre supprime ou ne veut pas.",
        .silence = "Non signalé si l’offre contient a=bundle-only (RFC 8843), si un corps est "
                   "coupé, ou si les lignes m= ne correspondent pas (answer-mline-count).",
    },
    {
        .id = "auth-basic-scheme",
        .problem = "Authentification Basic demandée",
        .requirement = "Un serveur n’émet pas de défi Basic",
        .remedy = "Le serveur doit émettre un défi Digest ou Bearer. Basic transmet le mot de "
                  "passe pratiquement en clair.",
    },
    {
        .id = "auth-cseq-not-incremented",
        .problem = "CSeq non incrémenté dans la requête avec identifiants",
        .requirement = "Une requête renvoyée avec des identifiants a un numéro CSeq supérieur",
        .remedy =
            "Le client doit incrémenter CSeq. Un proxy qui ajoute des identifiants à la place de "
            "son client ne le peut pas, et devrait laisser l’authentification au client.",
    },
    {
        .id = "auth-qop-ignored",
        .problem = "qop, nc ou cnonce absent alors que le défi avait qop",
        .requirement = "Les identifiants portent qop, nc et cnonce si le défi contient qop",
        .remedy = "Le client doit choisir l’une des valeurs de qop proposées, et envoyer aussi nc "
                  "et cnonce. Sans cela, ses identifiants peuvent être rejoués.",
        .silence = "Non signalé si l’un des défis de même nonce est arrivé sans qop.",
    },
    {
        .id = "auth-realm-dropped",
        .problem = "Identifiants d’un realm abandonnés pour ceux du suivant",
        .requirement = "Un client qui a reçu un défi d’un realm envoie ses identifiants pour "
                       "celui-ci dans toutes les requêtes suivantes de même Call-ID",
        .remedy =
            "Le client doit envoyer ensemble les identifiants de tous les realms, chacun sur sa "
            "ligne d’en-tête. Le serveur qui les a demandés en premier ne les trouve plus et les "
            "redemande : les deux défient l’appel tour à tour, et il n’aboutit jamais.",
        .silence = "Signalé seulement si le défi et les identifiants ont été capturés, sur le saut "
                   "du client (un seul Via), pour une requête qui répond au défi suivant en moins "
                   "de cinq secondes auprès du même serveur.",
    },
    {
        .id = "auth-realm-or-nonce-mismatch",
        .problem = "Identifiants qui ne correspondent pas au défi",
        .requirement = "Les identifiants reprennent realm, nonce et opaque du défi, son "
                       "algorithme et un qop qu’il propose",
        .remedy = "Le client devrait utiliser le défi le plus récent, uniquement pour le realm "
                  "dont il provient, et renvoyer sans changement ce qu’il donne.",
        .silence = "Un nonce et un realm qui ne correspondent à aucun défi ne sont pas signalés si "
                   "d’autres identifiants correspondent à l’un d’eux, pour des identifiants que la "
                   "requête rejetée contenait déjà (sauf refus avec stale=true dans le même "
                   "appel), ni après cinq secondes, quand des identifiants en cache peuvent "
                   "servir. Si plusieurs défis de même nonce diffèrent, il suffit de correspondre "
                   "à l’un d’eux. Un qop absent relève de auth-qop-ignored.",
    },
    {
        .id = "auth-rejected-loop",
        .problem = "Identifiants rejetés envoyés de nouveau",
        .requirement =
            "Un client ne réessaie pas avec des identifiants qui viennent d’être rejetés",
        .remedy = "Le client doit s’arrêter et demander un autre nom d’utilisateur ou un autre mot "
                  "de passe. Vérifiez-les, ainsi que le realm, côté client et côté serveur.",
        .silence = "Non signalé si le serveur a indiqué stale=true, si realm, nom d’utilisateur, "
                   "algorithme ou mot de passe diffèrent (avec le même nonce, la réponse prouve "
                   "un autre mot de passe), si AKA se resynchronise, ou si plusieurs identifiants "
                   "partagent un realm. Sauf si les identifiants sont identiques octet par octet, "
                   "non signalé non plus si le nonce rejeté n’était pas récent, car le serveur a "
                   "pu oublier stale=true, ni la première fois si plus de cinq secondes se sont "
                   "écoulées, car un autre mot de passe a pu être essayé.",
    },
    {
        .id = "auth-retry-identity-changed",
        .problem = "Call-ID ou tag de From changé lors du nouvel essai",
        .requirement = "Une requête modifiée et renvoyée garde Call-ID, To et From, tag compris",
        .remedy = "Le client devrait garder Call-ID, To et From, afin que les deux tentatives "
                  "soient reconnues comme un seul appel.",
        .silence = "Non signalé si l’URI de To ou de From diffère, car il peut s’agir d’une autre "
                   "requête, ni après cinq secondes. Une requête avec un autre Call-ID n’est "
                   "reconnue que par le nonce de ses identifiants.",
    },
    {
        .id = "auth-stale-nonce",
        .problem = "Nonce expiré (stale=true)",
        .requirement = "Avec stale=true, seul le nonce est refusé ; le client répète la requête "
                       "avec le nouveau",
        .remedy = "Le client répète la requête avec le nouveau nonce, sans redemander de mot de "
                  "passe. Rien n’est à corriger.",
    },
    {
        .id = "auth-wrong-header",
        .problem = "Identifiants dans le mauvais en-tête",
        .requirement =
            "Authorization répond à WWW-Authenticate, Proxy-Authorization à Proxy-Authenticate",
        .remedy = "Le client doit employer l’en-tête qui correspond au défi. Aucun serveur ne "
                  "cherche ses identifiants dans l’autre.",
        .silence = "Non signalé si le nonce, qui identifie le défi, figure dans les deux "
                   "en-têtes : une même réponse peut contenir les défis de plusieurs serveurs.",
    },
    {
        .id = "bearer-authz-server-missing",
        .problem = "Défi Bearer sans authz_server en https",
        .requirement =
            "Un défi Bearer contient dans authz_server l’URI https du serveur d’autorisation",
        .remedy =
            "Le serveur doit ajouter authz_server avec l’URI https où le client obtient son jeton.",
        .silence = "Non signalé si une chaîne entre guillemets du défi n’est pas fermée : la suite "
                   "est illisible.",
    },
    {
        .id = "best-response-6xx",
        .problem = "Le proxy a reçu un 6xx, mais envoyé un 3xx, 4xx ou 5xx",
        .requirement = "Un proxy qui a reçu un 6xx répond par un 6xx, sauf s’il y a un 2xx",
        .remedy = "Le proxy doit choisir le 6xx : l’appelé a refusé pour tous ses terminaux.",
        .silence = "Non signalé si le 6xx n’était peut-être pas encore parvenu au proxy, ou après "
                   "un CANCEL.",
    },
    {
        .id = "best-response-none-408",
        .problem = "Aucune branche n’a répondu, mais le proxy n’envoie pas 408",
        .requirement = "Un proxy qui n’a aucune réponse finale à choisir envoie 408 à un INVITE",
        .remedy = "Le proxy doit envoyer 408 quand ses branches expirent : tout autre code fait "
                  "chercher la panne au mauvais endroit.",
        .silence =
            "Signalé uniquement si toutes les branches capturées ont attendu 64*T1. Non signalé "
            "après un CANCEL, si le tag To est celui d’une réponse provisoire d’une branche (sa "
            "réponse finale n’a pas été capturée), ou si le proxy est peut-être sans état.",
    },
    {
        .id = "bnc-accepted-with-user",
        .problem = "Enregistrement en bloc accepté malgré un user dans le Contact bnc",
        .requirement = "Un REGISTER dont l’URI de Contact a bnc et une partie user ou un paramètre "
                       "user ne reçoit pas de 2xx",
        .remedy = "Le registrar doit refuser un tel REGISTER, par exemple par un 400. Le PBX doit "
                  "retirer de son Contact la partie user et le paramètre user.",
    },
    {
        .id = "branch-reused",
        .problem = "Branch d’une requête précédente repris",
        .requirement = "Chaque nouvelle requête porte un branch qui lui est propre",
        .remedy = "Le client doit créer un nouveau branch pour chaque requête, même pour celle "
                  "qu’il renvoie avec des identifiants. Son serveur la prend pour une "
                  "retransmission de la précédente : il renvoie l’ancienne réponse, ou aucune. "
                  "Une véritable retransmission doit garder le numéro CSeq de la requête "
                  "qu’elle répète.",
        .silence =
            "Signalé seulement si le même client a utilisé ce branch pour une requête de "
            "même méthode, avec un autre Call-ID ou un autre numéro CSeq, et si une "
            "réponse y a été envoyée moins de 64*T1 plus tôt : le serveur a oublié les "
            "plus anciennes. Une requête encore sans réponse compte si le numéro CSeq "
            "revient à une valeur plus basse. Un branch sans z9hG4bK n’a pas à être unique (voir "
            "via-no-magic-cookie).",
    },
    {
        .id = "bye-after-failed-reinvite",
        .problem = "Appel terminé juste après l’échec de son re-INVITE",
        .requirement = "Après l’échec d’un re-INVITE, la session peut continuer comme si rien "
                       "n’avait été envoyé",
        .remedy = "Chercher pourquoi le re-INVITE a été refusé, d’après sa réponse et la "
                  "différence entre son SDP et le précédent. Le client peut terminer l’appel, "
                  "mais n’y est pas tenu : si l’appel doit continuer, il faut modifier son agent "
                  "utilisateur.",
        .silence = "Signalé seulement si le même côté envoie BYE en moins d’une seconde, et si "
                   "la capture contient le début du dialogue sur ce saut. Non signalé après "
                   "un défi, après un CANCEL, ni après les codes qui terminent l’appel (voir "
                   "dialog-gone-481-408 et dialog-destroying-code) ou que juge "
                   "failure-must-not-kill-dialog.",
    },
    {
        .id = "bye-at-old-session-end",
        .problem = "BYE au moment où la session non rafraîchie aurait expiré",
        .requirement = "Chaque 2xx à un rafraîchissement fixe un nouveau terme à la session",
        .remedy = "Vérifiez si un temporisateur a mis fin à l’appel : celui d’un agent "
                  "utilisateur, du module de dialogues d’un proxy, ou d’un B2BUA de son autre "
                  "côté. Si c’est le cas, il doit être relancé à chaque 2xx à INVITE ou UPDATE. "
                  "Quelqu’un a pu raccrocher par hasard.",
        .silence = "Signalé seulement de 0,5 s avant ce terme à 1,5 s après. Avec un Reason qui "
                   "évoque le session timer, voir bye-though-refreshed, dont les autres conditions "
                   "valent aussi ici.",
    },
    {
        .id = "bye-before-ack",
        .problem = "BYE envoyé avant l’ACK au 2xx de son dialogue",
        .requirement = "Un appel est d’abord acquitté, puis terminé : l’ACK précède le BYE",
        .remedy = "L’appelant doit envoyer l’ACK dès la réception du 2xx, même pour une branche "
                  "dont il ne veut pas, et le BYE ensuite. L’appelé doit attendre l’ACK avant "
                  "d’envoyer un BYE.",
        .silence = "Signalé seulement si l’ACK a été capturé après le BYE, à plus de 50 ms ou "
                   "derrière la réponse au BYE, et si le 2xx n’est venu qu’une fois. Non signalé "
                   "pour un BYE de l’appelant qui a pu croiser le 2xx, car il peut terminer un "
                   "dialogue précoce, ni pour un BYE de l’appelé une fois 64*T1 écoulés. Un 2xx "
                   "sans aucun ACK est signalé par 2xx-not-acked.",
    },
    {
        .id = "bye-challenge-not-answered",
        .problem = "BYE soumis à un défi et jamais renvoyé : l’appel reste ouvert",
        .requirement = "Un client qui reçoit un défi renvoie sa requête avec des identifiants",
        .remedy = "Le client devrait répondre au défi du BYE comme il répond à celui d’un INVITE. "
                  "Son utilisateur a raccroché, mais pour le serveur et pour le correspondant "
                  "l’appel continue, et il peut être facturé.",
        .silence =
            "Signalé seulement dans un dialogue qu’aucun autre BYE n’a terminé, quand 64*T1 se "
            "sont écoulés depuis le défi et que le client a encore été entendu plus de T2 après "
            "celui-ci, ou l’a reçu par une connexion. Non signalé si le BYE portait des "
            "identifiants, qui ont alors été refusés.",
    },
    {
        .id = "bye-not-2xx",
        .problem = "BYE refusé dans un dialogue existant",
        .requirement = "Un BYE qui correspond à un dialogue reçoit un 2xx",
        .remedy = "Le serveur doit accepter un BYE qui correspond à un dialogue : l’appel est "
                  "terminé de toute façon. Un proxy doit reconnaître le Record-Route qu’il a écrit "
                  "lui-même et transmettre le BYE.",
        .silence =
            "Non signalé lorsque la capture ne contient pas les messages qui ont créé le dialogue "
            "sur ce saut, ou que deux sauts relient les mêmes adresses. Non signalé pour les "
            "demandes d’authentification, pour les codes que tout serveur ou proxy peut envoyer à "
            "une requête qu’il ne peut pas traiter (413 à 421, 482, 483, 5xx), pour le 481, "
            "qui relève de 481-to-bye, ni si les deux côtés ont envoyé BYE. Les codes qui nient "
            "l’adresse (404, 484, 485, 604) sont signalés si la Request-URI est le Contact de "
            "l’agent utilisateur même qui répond, ou si la Request-URI et Route sont justes et que "
            "le premier Route est le proxy qui répond.",
    },
    {
        .id = "bye-of-callee-early",
        .problem = "BYE de l’appelé pour un appel auquel il n’a pas répondu",
        .requirement =
            "L’appelé met fin à un dialogue précoce par sa réponse à l’INVITE, non par BYE",
        .remedy = "L’appelé doit refuser l’INVITE par un 4xx, un 5xx ou un 6xx. Dans un dialogue "
                  "précoce, seul l’appelant peut envoyer un BYE : l’INVITE reste en cours.",
        .silence = "Signalé seulement sur le saut de l’appelé, si l’INVITE et l’échec par "
                   "lequel l’appelé y a mis fin ont été capturés : sans cela, son 2xx peut ne pas "
                   "avoir été capturé.",
    },
    {
        .id = "bye-pending-no-487",
        .problem = "re-INVITE resté sans réponse finale après le BYE",
        .requirement = "Les requêtes en cours à l’arrivée du BYE reçoivent une réponse finale, de "
                       "préférence 487",
        .remedy =
            "Le serveur du re-INVITE doit envoyer une réponse finale, de préférence 487, même "
            "si un BYE a mis fin au dialogue. Sinon, les deux côtés et les proxies "
            "intermédiaires gardent la transaction jusqu’à l’échéance de leurs timers.",
        .silence = "Non signalé si la capture s’achève moins de 64*T1 après le 2xx au BYE, si le "
                   "re-INVITE a été annulé (voir cancel-no-487) ou acquitté, ce qui prouve qu’une "
                   "réponse finale est arrivée, ou s’il n’a reçu aucune réponse (voir "
                   "unanswered-request).",
    },
    {
        .id = "bye-right-after-ack",
        .problem = "BYE envoyé juste après l’ACK",
        .requirement = "Un client qui ne veut pas de l’appel acquitte le 2xx, puis envoie BYE",
        .remedy = "Vérifiez d’abord le Reason du BYE, puis le SDP, Allow et Supported du 2xx : "
                  "quelque chose n’y convenait pas au client. Il faut alors changer l’agent "
                  "utilisateur de l’appelé ou les réglages du client.",
        .silence = "Non signalé si le BYE part plus de 250 ms après l’ACK du même émetteur, y "
                   "compris l’ACK à un re-INVITE. Non signalé non plus lorsque plusieurs 2xx sont "
                   "arrivés : un client doit couper ainsi les branches de fork dont il ne veut "
                   "pas. Un client de test qui raccroche toujours aussitôt (SIPp) n’est signalé "
                   "qu’une fois ; cancel-crossed-2xx l’explique lorsqu’un CANCEL a été envoyé.",
    },
    {
        .id = "bye-though-refreshed",
        .problem = "BYE pour session expirée alors qu’elle était rafraîchie",
        .requirement = "Chaque 2xx à un rafraîchissement fixe un nouveau terme à la session ; le "
                       "BYE est destiné à la session qui n’est pas rafraîchie avant son terme",
        .remedy = "L’agent utilisateur qui a envoyé le BYE doit relancer son session timer à "
                  "chaque 2xx à INVITE ou UPDATE, y compris ceux qu’il envoie. S’il s’agit d’un "
                  "B2BUA, examinez d’abord l’appel de l’autre côté : la session a pu y expirer.",
        .silence = "Signalé uniquement si le Reason du BYE évoque le session timer ou la cause SIP "
                   "408, et si le BYE est envoyé au terme qu’un 2xx antérieur avait fixé. Sans ce "
                   "Reason, quelqu’un a pu raccrocher. Non signalé dans les 32 s qui suivent le "
                   "rafraîchissement, dont le 2xx a pu se perdre, si un autre rafraîchissement a "
                   "été tenté depuis, ou s’il reste moins d’un tiers de l’intervalle.",
    },
    {
        .id = "call-failed-summary",
        .problem = "Échec de l’appel",
        .requirement = "Une réponse finale de 300 à 699 met fin à la tentative d’appel ; le code "
                       "en indique la portée et la durée",
        .remedy = "Vérifiez d’abord le code et le libellé. La réponse elle-même n’enfreint ici "
                  "aucune règle.",
        .silence = "Non signalé si le code demande seulement une nouvelle tentative (401, 407, "
                   "421, 422, 491, 494) ou indique que l’appelant a renoncé (487). La réponse ne "
                   "montre pas si l’INVITE était le premier de l’appel.",
    },
    {
        .id = "callid-mismatch",
        .problem = "Call-ID différent de celui de la requête",
        .requirement = "Une réponse reprend le Call-ID de sa requête, sans changement",
        .remedy =
            "Le serveur, ou un équipement intermédiaire qui réécrit les adresses, ne doit pas "
            "modifier Call-ID. Le client ne peut pas rattacher cette réponse à son appel.",
        .silence = "Non signalé si le CSeq ou le tag de From diffère aussi, ou si le branch a déjà "
                   "servi : la réponse concerne alors une autre requête.",
    },
    {
        .id = "cancel-accepted-in-vain",
        .problem = "2xx à un CANCEL qui ne correspond à aucun INVITE",
        .requirement = "Un CANCEL qui ne correspond à aucune transaction du serveur reçoit 481",
        .remedy = "Le serveur devrait répondre 481 : son 2xx dit au client que l’appel est en "
                  "cours d’annulation, alors que l’appelé continue de sonner. Le client doit "
                  "donner au CANCEL le Via de son INVITE (voir cancel-via-mismatch).",
        .silence =
            "Signalé seulement si l’INVITE du client avec ces Call-ID et numéro CSeq a été capturé "
            "sur ce saut, a un autre branch et n’a pas été terminé par un 487. Sans un tel "
            "INVITE, il peut être antérieur à la capture ou être venu par un autre chemin.",
    },
    {
        .id = "cancel-after-final",
        .problem = "CANCEL envoyé après la réponse finale",
        .requirement = "Aucun CANCEL n’est envoyé après la réponse finale : il est sans effet",
        .remedy = "Le client doit mettre fin par BYE à un appel établi, et ne rien faire pour un "
                  "appel échoué. Vérifiez d’abord que la réponse lui est parvenue.",
        .silence = "Non signalé si le CANCEL a pu croiser la réponse : jusqu’à 1,5 fois T1 après "
                   "elle, sauf si le client l’avait acquittée avant.",
    },
    {
        .id = "cancel-before-provisional",
        .problem = "CANCEL envoyé avant toute réponse provisoire",
        .requirement = "Un CANCEL n’est envoyé qu’après une réponse provisoire à son INVITE",
        .remedy = "Le client doit attendre la première réponse avant d’envoyer le CANCEL, qui "
                  "pourrait sinon devancer l’INVITE.",
        .silence = "Non signalé si rien du serveur n’a été capturé, ou si la réponse est arrivée "
                   "moins de 50 ms plus tard. Sur UDP, signalé uniquement si un 100 est venu "
                   "ensuite ou si l’INVITE venait d’être retransmis ; sinon, le client a pu "
                   "recevoir une réponse qui n’a pas été capturée.",
    },
    {
        .id = "cancel-crossed-2xx",
        .problem = "CANCEL croisé avec le 2xx : l’appel est établi",
        .requirement = "Un appel décroché malgré son CANCEL est acquitté, puis terminé par BYE",
        .remedy = "Personne n’est en faute : les deux se sont croisés. Le client doit envoyer ACK "
                  "et BYE, sans quoi l’appelé reste dans un appel sans appelant.",
        .silence = "Non signalé si la requête est un re-INVITE, qui a déjà pu prendre effet (RFC "
                   "6141 §3.8), ni si l’appelant poursuit l’appel.",
    },
    {
        .id = "cancel-differs-from-invite",
        .problem = "Le CANCEL ne reprend pas les valeurs de son INVITE",
        .requirement = "Request-URI, From, To et le numéro CSeq d’un CANCEL sont ceux de l’INVITE, "
                       "tags compris",
        .remedy = "Le client doit construire le CANCEL à partir de l’INVITE tel qu’il l’a envoyé, "
                  "et non du dialogue précoce : sans le tag To ni le Contact des réponses.",
        .silence = "Signalé uniquement si le Via est celui d’un INVITE en cours sur ce saut ; "
                   "sinon, voir cancel-via-mismatch. Non signalé si l’INVITE ou le CANCEL est "
                   "tronqué. Les URI sont comparées selon le RFC 3261 §19.1.4, les tags sans "
                   "tenir compte de la casse.",
    },
    {
        .id = "cancel-no-487",
        .problem = "CANCEL accepté, mais pas de 487 pour l’INVITE",
        .requirement = "Un serveur qui accepte un CANCEL termine l’INVITE par un 487",
        .remedy = "Le serveur doit aussi envoyer une réponse finale à l’INVITE lui-même. Le client "
                  "renonce 64*T1 après son CANCEL.",
        .silence = "Non signalé si un ACK montre qu’une réponse finale est venue, ou si le serveur "
                   "suit la RFC 2543, qui ne connaît pas 487.",
    },
    {
        .id = "cancel-non-invite",
        .problem = "CANCEL d’une requête autre qu’INVITE",
        .requirement = "Seul un INVITE peut être annulé",
        .remedy = "Le client doit attendre la réponse, qui vient vite. CANCEL est ici sans effet.",
    },
    {
        .id = "cancel-not-200",
        .problem = "CANCEL refusé alors que l’INVITE était en cours",
        .requirement = "La réponse au CANCEL d’un INVITE en cours est 200",
        .remedy = "Le serveur doit retrouver l’INVITE par le branch et le sent-by du premier Via. "
                  "Sinon, l’appel continue de sonner.",
        .silence =
            "Non signalé si l’INVITE n’avait pas encore de réponse, auquel cas le serveur peut ne "
            "pas le connaître, ou s’il avait une réponse finale, capturée ou révélée par un ACK. "
            "Certains codes ont leur propre règle : 401 et 407 (challenge-to-cancel), 405 et 501 "
            "(501-baseline-method), 420 (420-to-cancel), 487 (487-to-cancel).",
    },
    {
        .id = "cancel-other-final",
        .problem = "INVITE annulé terminé par un autre code que 487",
        .requirement = "Un INVITE annulé se termine par un 487",
        .remedy = "Le serveur devrait répondre 487. Si c’est un proxy, il a pu choisir la réponse "
                  "d’une autre branche.",
        .silence = "Non signalé si le CANCEL n’a été accepté qu’après la fin de l’INVITE.",
    },
    {
        .id = "cancel-to-tag",
        .problem = "Tags To différents dans les réponses à CANCEL et à INVITE",
        .requirement =
            "Un agent utilisateur emploie le même tag To dans ses réponses à CANCEL et à INVITE",
        .remedy = "L’agent utilisateur appelé devrait employer un seul tag To dans toutes ses "
                  "réponses à un même appel.",
        .silence =
            "Signalé uniquement si le Contact d’une réponse montre que le serveur est l’agent "
            "utilisateur : les proxies répondent eux-mêmes au CANCEL, avec leurs propres tags.",
    },
    {
        .id = "cancel-via-mismatch",
        .problem = "Le Via du CANCEL ne correspond pas à celui de l’INVITE",
        .requirement = "Un CANCEL porte un seul Via, égal au premier Via de l’INVITE qu’il annule",
        .remedy =
            "Le client doit recopier dans le CANCEL le premier Via de l’INVITE, avec les mêmes "
            "branch et sent-by. Sinon, le serveur renvoie 481 et l’appelé continue de sonner.",
        .silence =
            "Non signalé si aucun INVITE du même client, avec les mêmes Call-ID, tag From "
            "et numéro CSeq, n’est en cours sur ce saut, ni aucun, venu d’une autre adresse, "
            "avec le même branch ; si l’un des INVITE d’un proxy qui "
            "duplique l’appel (forking) correspond, ou si l’INVITE est antérieur à la "
            "capture. Une adresse ou un port source qui seuls diffèrent, comme derrière un "
            "NAT, ne sont pas une faute. Un port par défaut omis et la casse des noms d’hôtes sont "
            "sans effet.",
    },
    {
        .id = "challenge-headers-combined",
        .problem = "Plusieurs défis réunis sur une même ligne d’en-tête",
        .requirement = "Chaque défi occupe sa propre ligne d’en-tête",
        .remedy = "Le serveur, ou le proxy qui a fusionné les lignes, doit garder un défi par "
                  "ligne d’en-tête. La virgule sépare aussi les paramètres d’un même défi.",
    },
    {
        .id = "challenge-not-answered",
        .problem = "Défis répétés, mais aucun identifiant envoyé",
        .requirement = "Un client qui reçoit un défi renvoie sa requête avec des identifiants",
        .remedy = "Vérifier le nom d’utilisateur et le mot de passe du client : souvent ils "
                  "manquent, ou ne servent que pour une autre méthode, un autre realm ou un "
                  "autre serveur. Un client qui n’en a pas doit s’arrêter et en informer son "
                  "utilisateur.",
        .silence = "Signalé seulement à partir de la troisième requête, pour une méthode, avec "
                   "les mêmes From, To et Event, depuis une adresse, sur le saut du client "
                   "(un seul Via), vers un serveur, à moins de cinq minutes d’intervalle. Non "
                   "signalé si le défi n’est pas un Digest avec MD5, si des identifiants ont été "
                   "envoyés entre-temps à un serveur quelconque, ni sur UDP si la requête "
                   "dépasse 1 000 octets : avec des identifiants, elle a pu être découpée en "
                   "fragments qui se sont perdus.",
    },
    {
        .id = "challenge-outside-401-407",
        .problem = "Défi dans une réponse autre que 401 ou 407",
        .requirement =
            "Un défi s’envoie dans un 401 ou un 407 ; ailleurs, aucun client ne le traite",
        .remedy = "Le serveur doit envoyer un 401 ou un 407 s’il demande des identifiants. Dans un "
                  "2xx, l’en-tête prévu pour Digest est Authentication-Info.",
        .silence = "Non signalé lorsqu’un 421 ou un 494 contient un défi : il peut faire partie "
                   "d’un accord de sécurité.",
    },
    {
        .id = "challenge-to-cancel",
        .problem = "Authentification exigée pour un CANCEL (401 ou 407)",
        .requirement = "Un serveur n’exige pas d’authentification pour un CANCEL",
        .remedy = "Le serveur doit accepter ou refuser un CANCEL selon le saut dont il provient. "
                  "Un CANCEL ne peut pas être renvoyé avec des identifiants, et entre-temps "
                  "l’appel continue de sonner.",
    },
    {
        .id = "challenges-not-aggregated",
        .problem = "401 ou 407 sans les défis des autres branches",
        .requirement =
            "Un 401 ou un 407 envoyé par un proxy réunit les défis de toutes les branches",
        .remedy = "Le proxy doit ajouter les défis des autres branches. Sans eux, le client ne "
                  "peut pas s’authentifier auprès de ces serveurs.",
        .silence = "Non signalé si un défi de mêmes schéma, realm et algorithme est présent, car "
                   "le client répond de même aux deux, ou si un défi n’était peut-être pas encore "
                   "parvenu au proxy.",
    },
    {
        .id = "chunked-transfer",
        .problem = "Corps envoyé en chunked comme en HTTP",
        .requirement = "SIP n’emploie pas le codage de transfert chunked de HTTP",
        .remedy =
            "L’émetteur doit envoyer le corps tel quel, avec sa longueur dans Content-Length.",
    },
    {
        .id = "contact-loopback",
        .problem = "Contact désigne la boucle locale ou aucune adresse",
        .requirement =
            "Contact donne une adresse où son émetteur est joignable depuis d’autres machines",
        .remedy =
            "L’agent utilisateur qui a envoyé Contact doit y mettre l’adresse de son interface "
            "réseau. Qui utilise celle-ci s’écrit à lui-même : ACK, BYE et appels se perdent.",
        .silence = "Non signalé si les deux extrémités sont la même machine, avec WebSocket, les "
                   "flux outbound et les GRUU, qui ramènent à l’émetteur quel que soit l’hôte, ni "
                   "dans la 2xx à un REGISTER qui a ce Contact : c’est le REGISTER qui est "
                   "signalé. Une fois par dialogue, et en entier une fois par émetteur.",
    },
    {
        .id = "contact-multiple-in-dialog-response",
        .problem = "Plusieurs adresses dans Contact, une seule attendue pour un dialogue",
        .requirement = "Une réponse qui crée ou rafraîchit un dialogue a un seul Contact",
        .remedy = "L’UA qui a émis la réponse doit choisir un seul Contact. Sinon, son pair peut "
                  "envoyer ACK, BYE et les autres requêtes à n’importe lequel.",
    },
    {
        .id = "contact-not-sip-uri",
        .problem = "Contact n’est pas une URI SIP ou SIPS",
        .requirement =
            "Dans une réponse qui crée ou rafraîchit un dialogue, Contact est une URI SIP ou SIPS",
        .remedy = "L’UA qui a émis la réponse doit donner une URI SIP ou SIPS. Aucune requête ne "
                  "peut être envoyée à celle-ci.",
    },
    {
        .id = "contact-sips-required",
        .problem = "Contact sans URI SIPS alors que la requête utilisait SIPS",
        .requirement = "Le Contact d’une réponse qui crée un dialogue est une URI SIPS si la "
                       "requête utilisait SIPS",
        .remedy = "L’UAS doit mettre une URI SIPS dans Contact, ou refuser la requête par un 480 "
                  "avec Warning 380.",
        .silence = "Non signalé si la requête est envoyée dans un dialogue : ce qui l’a créé n’est "
                   "pas connu ici. Record-Route est lu dans la réponse, tel que l’UAS l’a vu ; le "
                   "Contact de la requête ne compte qu’en l’absence de Record-Route.",
    },
    {
        .id = "contact-star-in-response",
        .problem = "Contact avec la valeur * dans une réponse",
        .requirement = "La valeur * de Contact n’est admise que dans les requêtes REGISTER",
        .remedy = "Le serveur doit lister les contacts restants, ou ne mettre aucun Contact.",
    },
    {
        .id = "contact-transport-tls",
        .problem = "Contact avec transport=tls",
        .requirement = "Contact ne doit pas contenir transport=tls",
        .remedy = "L’UA ou le serveur de redirection qui a émis la réponse devrait employer une "
                  "URI SIPS, ou transport=tcp, pour un contact joint par TLS.",
        .silence = "Non signalé lorsqu’il s’agit d’une réponse à REGISTER : le registrar ne fait "
                   "que répéter ce que ses clients ont enregistré.",
    },
    {
        .id = "contact-unroutable",
        .problem = "Hôte du Contact injoignable de l’extérieur",
        .requirement = "Contact désigne un hôte que le pair peut joindre",
        .remedy =
            "L’UA qui a émis la réponse, ou le SBC placé devant lui, doit mettre dans Contact une "
            "adresse joignable de l’extérieur. Sinon, ACK, BYE et les autres requêtes se perdent.",
        .silence = "Signalé uniquement pour les paquets venant d’une adresse publique. Non signalé "
                   "avec Record-Route, WebSocket ou un flux outbound, qui ramènent à l’UA quel que "
                   "soit Contact, ni lorsque l’appelant a une adresse du même bloc privé.",
    },
    {
        .id = "content-encoding-not-offered",
        .problem = "Content-Encoding non proposé par le client",
        .requirement = "Un corps n’est encodé que comme le permet l’Accept-Encoding de la requête",
        .remedy = "Le serveur doit envoyer le corps non encodé, ou dans un encodage proposé par le "
                  "client. Sans Accept-Encoding, seul identity est permis.",
    },
    {
        .id = "content-length-missing-datagram",
        .problem = "Content-Length absent sur UDP",
        .requirement =
            "Une réponse annonce la longueur de son corps dans Content-Length, y compris sur UDP",
        .remedy = "L’émetteur devrait ajouter Content-Length sur UDP aussi.",
    },
    {
        .id = "content-length-missing-stream",
        .problem = "Content-Length absent sur TCP ou TLS",
        .requirement = "Sur TCP et TLS, tout message contient Content-Length",
        .remedy = "L’émetteur doit ajouter Content-Length, à 0 en l’absence de corps. Sans lui, le "
                  "récepteur ne peut pas trouver le message suivant dans le flux.",
        .silence = "Signalé uniquement selon le transport réellement utilisé, quoi qu’indique Via. "
                   "Non signalé sur WebSocket et SCTP, qui délimitent les messages (RFC 7118 §5).",
    },
    {
        .id = "content-length-over-datagram",
        .problem = "Content-Length supérieur à la taille du corps dans le datagramme",
        .requirement = "Sur UDP, le corps a la taille annoncée par Content-Length ; une réponse "
                       "plus courte est rejetée, une requête plus courte refusée par 400",
        .remedy = "Vérifiez d’abord si la fin s’est perdue sur un chemin qui tronque les grands "
                  "datagrammes, ou si l’émetteur, ou le SBC ou l’ALG qui a modifié le corps, a "
                  "annoncé une longueur fausse. Les clients doivent rejeter une telle réponse, les "
                  "serveurs devraient refuser une telle requête par 400.",
        .silence = "Non signalé si la capture a tronqué le paquet, s’il en manque un fragment, ou "
                   "si Content-Length apparaît deux fois.",
    },
    {
        .id = "content-length-under-datagram",
        .problem = "Corps plus long que Content-Length dans le datagramme",
        .requirement =
            "Sur UDP, le corps finit là où l’indique Content-Length ; le récepteur ignore le reste",
        .remedy =
            "L’émetteur, ou le SBC ou l’ALG qui a modifié le corps, doit recalculer "
            "Content-Length. Les récepteurs ignorent l’excédent, et la fin du corps est perdue.",
        .silence = "Non signalé si seuls des fins de ligne, des espaces ou des NUL suivent le "
                   "corps : ce n’est pas du contenu.",
    },
    {
        .id = "content-type-missing",
        .problem = "Corps sans Content-Type",
        .requirement = "Un message qui a un corps en indique le type dans Content-Type",
        .remedy = "L’émetteur doit ajouter Content-Type. Sans lui, le récepteur ne peut pas "
                  "interpréter le corps ; beaucoup de serveurs refusent une telle requête par "
                  "400 ou 415.",
        .silence = "Non signalé si seules des fins de ligne suivent les en-têtes : ce sont des "
                   "keep-alives et non un corps. Non signalé non plus sur un flux sans "
                   "Content-Length : la suite peut être le message suivant.",
    },
    {
        .id = "credentials-malformed",
        .problem = "Identifiants refusés, écrits contre la grammaire",
        .requirement = "qop, nc et algorithm des identifiants n’ont pas de guillemets, et chaque "
                       "jeu d’identifiants a sa propre ligne d’en-tête",
        .remedy = "Le client devrait les écrire selon la grammaire : beaucoup de serveurs s’en "
                  "accommodent, celui-ci peut-être pas. S’ils sont encore refusés ensuite, "
                  "vérifier le nom d’utilisateur et le mot de passe.",
        .silence = "Signalé seulement si des identifiants pour le dernier défi sont refusés, et "
                   "si ce serveur n’a pas accepté l’utilisateur auparavant. Non signalé pour un "
                   "403, qui peut avoir n’importe quelle cause.",
    },
    {
        .id = "credentials-refused",
        .problem = "Identifiants refusés, bien que calculés pour le dernier défi",
        .requirement = "Des identifiants calculés pour le dernier défi d’un realm sont acceptés",
        .remedy = "Vérifiez d’abord le nom d’utilisateur, le mot de passe et le realm des deux "
                  "côtés : c’est l’effet d’un mot de passe erroné. S’ils concordent, le client "
                  "calcule mal response ou une règle du serveur refuse cet utilisateur.",
        .silence = "Non signalé si le nouveau défi porte stale=true, si le libellé met le nonce "
                   "en cause, si le défi concerne un autre realm (proxy et registrar), si le "
                   "nonce est plus ancien que le dernier défi pour cet utilisateur, ce realm et "
                   "ce serveur (quel que soit le Call-ID) ou a déjà servi (voir "
                   "401-stale-missing). Si le défi n’a pas été capturé, signalé seulement si le "
                   "nouveau en reprend le nonce et si nc vaut 1 ou manque. Non signalé à partir "
                   "du second refus (voir auth-rejected-loop). Un 403 à un utilisateur déjà "
                   "accepté, avec un libellé particulier ou avec Reason n’est signalé que si son "
                   "libellé mentionne les identifiants.",
    },
    {
        .id = "cseq-mismatch",
        .problem = "Numéro CSeq différent de celui de la requête",
        .requirement = "Une réponse reprend le CSeq de sa requête",
        .remedy = "Le serveur doit recopier le CSeq de la requête à laquelle il répond.",
        .silence =
            "Non signalé si le Call-ID ou le tag de From diffère aussi, ou si le branch a déjà "
            "servi : la réponse concerne alors une autre requête. Une autre méthode dans CSeq "
            "désigne une autre transaction, car un CANCEL porte le branch de son INVITE.",
    },
    {
        .id = "cseq-out-of-range",
        .problem = "Numéro CSeq supérieur ou égal à 2^31",
        .requirement = "Le numéro CSeq d’une requête est inférieur à 2^31",
        .remedy = "Le client qui a émis la requête doit partir d’un numéro plus petit. Un serveur "
                  "qui lit CSeq comme un entier signé y voit un nombre négatif : il refuse la "
                  "requête, ou la prend pour une ancienne.",
        .silence = "Une fois par client, sur la requête si elle a été capturée. Un numéro de 2^32 "
                   "ou plus n’est pas lu du tout.",
    },
    {
        .id = "denied-without-to-tag",
        .problem = "481 à une requête de dialogue sans tag dans To",
        .requirement = "BYE, PRACK et UPDATE portent le tag du pair dans To",
        .remedy = "L’agent utilisateur qui a envoyé la requête doit mettre le tag du pair dans "
                  "To, tel qu’il figurait dans la réponse ou l’INVITE qui a créé le dialogue. "
                  "Sans lui, le pair ne peut pas trouver le dialogue.",
        .silence =
            "Signalé seulement si aucun dialogue de ce Call-ID n’a été capturé sur ce "
            "saut : sinon, in-dialog-tag-missing le signale, avec le tag attendu. Non "
            "signalé si le 481 n’a pas de tag dans To non plus, car son émetteur peut ne "
            "pas en utiliser, ni pour INFO, que certains envoient comme keep-alive. Des tags "
            "échangés ne se reconnaissent pas sans le dialogue.",
    },
    {
        .id = "dialog-denied",
        .problem = "481 dans un dialogue qui n’a pas pris fin",
        .requirement = "Un serveur conserve un dialogue, précoce ou confirmé, jusqu’à son terme",
        .remedy = "Le serveur qui a envoyé le 481, ou un serveur situé derrière lui, a perdu le "
                  "dialogue. Cherchez d’abord un redémarrage, une bascule vers un nœud sans son "
                  "état ou un temporisateur interne.",
        .silence =
            "Signalé uniquement dans un appel dont les éventuels 2xx ont reçu un ACK, et si l’on "
            "voit que les tags, la Request-URI, Route et CSeq de la requête sont corrects : voir "
            "in-dialog-tag-wrong, in-dialog-wrong-target, in-dialog-wrong-route et "
            "in-dialog-cseq-not-increased. Non signalé si un BYE (même encore sans réponse), un "
            "échec qui met fin au dialogue ou un session timer expiré a terminé l’appel. SUBSCRIBE "
            "et NOTIFY sont évalués si l’on sait que l’abonnement dure encore et que personne n’y "
            "a mis fin ; le premier NOTIFY (early-notify-refused) et PRACK (prack-unmatched-code) "
            "relèvent d’autres règles. Un dialogue précoce compte tant que son INVITE est en cours "
            "et que ni CANCEL ni 199 n’ont été vus, et, pour une requête de l’appelé, seulement si "
            "l’appelant l’a déjà utilisé ou si la requête est venue par la connexion qui avait "
            "apporté le dialogue (sinon, voir early-dialog-denied). Cette règle remplace "
            "481-to-bye.",
    },
    {
        .id = "dialog-destroying-code",
        .problem = "INVITE ou UPDATE en dialogue refusé par un code qui met fin à l’appel",
        .requirement = "Un INVITE ou un UPDATE dans un dialogue atteint encore sa cible",
        .remedy =
            "Vérifiez d’abord Contact et Record-Route dans les messages qui ont créé le dialogue : "
            "ils déterminent où va la requête. Le client devrait considérer l’appel comme terminé.",
        .silence = "Non signalé lorsque la capture ne contient pas les messages qui ont créé le "
                   "dialogue sur ce saut, ou que deux sauts relient les mêmes adresses. Non "
                   "signalé pour le 483, qu’un Max-Forwards plus élevé peut éviter, ni pour 405, "
                   "489 et 501, qui ne concernent le plus souvent que la méthode. Le 482 relève de "
                   "482-no-loop-visible, ce qui suit un 481 de dialog-gone-481-408, et les "
                   "abonnements de subscription-terminated-by-code.",
    },
    {
        .id = "dialog-gone-481-408",
        .problem = "Dialogue poursuivi après 481 ou 408, au lieu d’un BYE",
        .requirement = "Après un 481 ou un 408 à un INVITE ou UPDATE dans un dialogue, le client y "
                       "met fin par BYE",
        .remedy = "Le client devrait mettre fin à l’appel par BYE : son correspondant ne connaît "
                  "plus le dialogue ou n’est plus joignable.",
        .silence =
            "Non signalé lorsque la capture ne contient pas les messages qui ont créé le dialogue "
            "sur ce saut, ou que deux sauts relient les mêmes adresses. Non signalé pour les "
            "requêtes d’autres usages du dialogue, pour un 481 à CANCEL, PRACK, INFO ou NOTIFY, "
            "qui ne concerne que ces requêtes, si le correspondant a envoyé une requête depuis, ou "
            "dans le délai d’un aller-retour. Seule la première requête est signalée.",
    },
    {
        .id = "digest-challenge-incomplete",
        .problem = "Défi Digest sans realm ou sans nonce",
        .requirement = "Un défi Digest contient un realm et un nonce",
        .remedy = "Le serveur doit mettre realm et nonce dans le défi. Sans eux, aucun client ne "
                  "peut calculer ses identifiants, et pour un realm vide beaucoup ne trouvent pas "
                  "d’utilisateur.",
        .silence = "Non signalé si une chaîne entre guillemets du défi n’est pas fermée : la suite "
                   "est illisible.",
    },
    {
        .id = "digest-md5-only",
        .problem = "Défi limité à MD5",
        .requirement = "Un défi propose un algorithme plus fort que MD5",
        .remedy = "Le serveur pourrait proposer SHA-256 dans un défi placé avant celui de MD5. Les "
                  "clients qui ne connaissent que MD5 continueraient comme avant.",
    },
    {
        .id = "digest-qop-missing",
        .problem = "Défi Digest sans qop",
        .requirement = "Un défi Digest propose un niveau de protection dans qop",
        .remedy = "Le serveur doit ajouter qop=\"auth\". Sans lui, les clients se rabattent sur le "
                  "calcul, plus faible, de la RFC 2069.",
        .silence =
            "Non signalé si l’algorithme est AKA, car les réseaux IMS omettent alors qop, ni si "
            "une chaîne entre guillemets du défi n’est pas fermée : la suite est illisible. Non "
            "signalé non plus si realm ou nonce manque aussi : digest-challenge-incomplete le "
            "signale.",
    },
    {
        .id = "digest-same-realm-same-algorithm",
        .problem = "Deux défis Digest de même realm et de même algorithme",
        .requirement =
            "Plusieurs défis d’un serveur pour un même realm diffèrent par leur algorithme",
        .remedy =
            "Le serveur doit envoyer un seul défi par algorithme, en commençant par le préféré.",
        .silence = "Signalé uniquement si un même serveur a émis les deux défis : ils partagent un "
                   "nonce, ou la requête était un REGISTER. Un proxy qui fourche réunit les défis "
                   "de plusieurs serveurs, qui peuvent se ressembler.",
    },
    {
        .id = "digest-uri-mismatch",
        .problem = "Identifiants refusés, calculés pour une autre URI",
        .requirement = "Le paramètre uri des identifiants est la Request-URI",
        .remedy = "Le client doit mettre sa Request-URI dans uri, avec port et paramètres, et "
                  "calculer response à partir d’elle. Si la requête est encore refusée ensuite, "
                  "le mot de passe est faux.",
        .silence = "Signalé seulement si des identifiants pour le dernier défi sont refusés, et "
                   "sur le saut du client lui-même (un seul Via) : plus loin, les proxies "
                   "changent la Request-URI. Un port par défaut ou un paramètre qui manque ne "
                   "fait pas de différence. Non signalé si l’utilisateur a été accepté "
                   "auparavant, ni pour un 403 dont le libellé ne mentionne pas l’URI.",
    },
    {
        .id = "display-name-unquoted",
        .problem = "Nom affiché sans les guillemets nécessaires",
        .requirement = "Un nom affiché sans guillemets se compose de tokens, sans , ( ) @ ni autre "
                       "séparateur",
        .remedy = "L’émetteur du message doit mettre le nom affiché entre guillemets. Un analyseur "
                  "strict refuse le message ou ignore l’en-tête.",
        .silence = "Non signalé pour les octets hors ASCII, que les analyseurs laissent passer. "
                   "From et To ne sont examinés que dans une requête hors dialogue, car les "
                   "messages suivants les répètent. Record-Route, Path et les Contact d’un 2xx à "
                   "REGISTER ne le sont que si la requête a été capturée et n’a pas le même "
                   "défaut.",
    },
    {
        .id = "duplicate-information-header",
        .problem = "User-Agent, Server ou Date présent plusieurs fois",
        .requirement = "User-Agent, Server et Date n’apparaissent chacun qu’une fois",
        .remedy = "L’émetteur, ou le proxy qui a ajouté la seconde ligne d’en-tête, devrait en "
                  "supprimer une. Les appels fonctionnent malgré tout.",
    },
    {
        .id = "duplicate-singleton-header",
        .problem = "En-tête à valeur unique présent plusieurs fois",
        .requirement =
            "Un en-tête qui n’est pas une liste séparée par des virgules n’apparaît qu’une fois",
        .remedy = "L’émetteur, ou le proxy qui a ajouté la seconde ligne d’en-tête, doit en "
                  "supprimer une. Les récepteurs ne s’accordent pas sur celle à retenir.",
        .silence = "Non signalé lorsque plusieurs lignes sont permises (défis et identifiants "
                   "d’authentification), ni pour les en-têtes réservés aux requêtes, que le "
                   "récepteur d’une réponse ignore. User-Agent, Server et Date ont leur propre "
                   "règle.",
    },
    {
        .id = "duplicate-tag-parameter",
        .problem = "Plus d’un tag dans From ou To",
        .requirement = "From et To ont chacun un seul paramètre tag",
        .remedy = "L’émetteur du message doit garder le tag présent, et n’en ajouter un que s’il "
                  "n’y en a pas. Les récepteurs ne s’accordent pas sur celui des deux qui compte : "
                  "le dialogue reste introuvable.",
        .silence = "Non signalé si From ou To revient tel que dans la requête : c’est elle qui est "
                   "signalée. Un tag entre les chevrons est un paramètre de l’URI.",
    },
    {
        .id = "early-dialog-denied",
        .problem = "481 à la requête de l’appelé dans un dialogue précoce",
        .requirement = "Une réponse provisoire avec un tag de To crée chez l’appelant le dialogue "
                       "précoce, dans lequel l’appelé peut envoyer des requêtes",
        .remedy = "L’appelant doit créer le dialogue dès qu’arrive une réponse de 101 à 199 avec "
                  "un tag de To, avant de traiter le message suivant. Vérifiez d’abord que cette "
                  "réponse l’a atteint : si elle s’est perdue, le 481 est juste, et l’appelé "
                  "devrait l’envoyer de façon fiable (RFC 3262).",
        .silence =
            "Non signalé si une réponse a été envoyée de façon fiable : son PRACK montre si "
            "l’appelant a le dialogue. Si l’appelant connaît sûrement le dialogue, dialog-denied "
            "le signale. Sinon, signalé seulement aux conditions de cette règle : l’INVITE est en "
            "cours, et les tags, la Request-URI, Route et CSeq de la requête sont corrects.",
    },
    {
        .id = "early-notify-refused",
        .problem = "NOTIFY refusé, qui correspond à un SUBSCRIBE ou REFER récent",
        .requirement = "Le NOTIFY qu’appelle un SUBSCRIBE ou un REFER est accepté, même avant le "
                       "2xx à celui-ci",
        .remedy = "L’abonné doit prendre en charge NOTIFY pour ce qu’il demande, et le reconnaître "
                  "par Call-ID, tag To et Event, sans attendre le 2xx à son SUBSCRIBE. Si l’échec "
                  "vient d’un proxy, c’est à lui de transmettre le NOTIFY. Après un tel échec, le "
                  "notifieur supprime l’abonnement.",
        .silence =
            "Signalé uniquement si le SUBSCRIBE a été envoyé moins de 64*T1 auparavant et n’a pas "
            "échoué. Non signalé si un NOTIFY ou un 2xx avec un autre tag distant est arrivé "
            "avant : un 481 est alors correct si le package n’admet qu’un dialogue (RFC 6665 "
            "§5.4.9). Non signalé non plus si l’abonné a mis fin à l’abonnement, ni pour un autre "
            "NOTIFY que le premier (voir dialog-denied). Event est comparé "
            "avec son id ; un REFER crée aussi un tel abonnement (Event : refer).",
    },
    {
        .id = "empty-line-missing",
        .problem = "Pas de ligne vide à la fin des en-têtes",
        .requirement = "Une ligne vide termine les en-têtes, même dans un message sans corps",
        .remedy = "L’émetteur doit ajouter un CR LF après son dernier en-tête. Beaucoup de "
                  "récepteurs considèrent un tel datagramme comme tronqué, et l’ignorent.",
        .silence = "Non signalé sur TCP, TLS ou WebSocket, ni si la capture a coupé le datagramme.",
    },
    {
        .id = "event-header-in-response",
        .problem = "Event dans une réponse",
        .requirement = "Event ne doit pas figurer dans une réponse",
        .remedy = "L’UA qui a émis la réponse (le notifieur pour SUBSCRIBE, l’abonné pour NOTIFY) "
                  "ne doit pas recopier Event depuis la requête. L’autre côté sait par sa "
                  "transaction ce qu’il a demandé.",
    },
    {
        .id = "event-missing",
        .problem = "SUBSCRIBE ou NOTIFY sans Event",
        .requirement = "SUBSCRIBE et NOTIFY indiquent l’event package dans Event",
        .remedy = "L’émetteur doit ajouter Event avec l’event package : celui du SUBSCRIBE dans "
                  "chacun de ses NOTIFY. Sans lui, le destinataire ne sait pas de quoi il "
                  "s’agit.",
        .silence = "Pour un NOTIFY, signalé seulement dans un dialogue créé par un SUBSCRIBE du "
                   "destinataire, ou si celui-ci répond 400 ou 489 : ce qui n’a pas été demandé "
                   "ne suit aucune RFC. Non signalé de nouveau quand un proxy transmet la "
                   "requête.",
    },
    {
        .id = "expires-malformed",
        .problem = "Expires, ou expires d’un Contact, n’est pas un nombre",
        .requirement = "Expires et le paramètre expires d’un Contact sont un nombre de secondes, "
                       "sans signe ni décimale",
        .remedy =
            "L’émetteur, ou un proxy qui réécrit la durée, ne doit envoyer que des chiffres, et 0 "
            "pour supprimer un contact enregistré. Un registrar prend toute autre valeur pour "
            "3600 : une suppression avec un nombre négatif laisse le contact en place.",
        .silence = "Non signalé pour un nombre entre guillemets, qui est compris. Le expires d’un "
                   "Contact est évalué dans REGISTER, son 2xx et les redirections : ailleurs, il "
                   "ne signifie rien.",
    },
    {
        .id = "failure-must-not-kill-dialog",
        .problem = "Appel terminé à cause d’un 424, 425, 433 ou 469",
        .requirement =
            "Un 424, 425, 433 ou 469 à une requête dans un dialogue ne met pas fin au dialogue",
        .remedy = "Le client doit maintenir l’appel : seule cette requête a échoué.",
        .silence = "Non signalé lorsque la capture ne contient pas les messages qui ont créé le "
                   "dialogue sur ce saut, ou que deux sauts relient les mêmes adresses. "
                   "Signalé uniquement pour un BYE dans les 0,2 s : plus tard, un utilisateur a pu "
                   "raccrocher. Non signalé après un 488 : la session n’est pas possible telle que "
                   "demandée, et le client est libre d’y mettre fin.",
    },
    {
        .id = "final-after-final-different",
        .problem = "Seconde réponse finale, différente, à une même requête",
        .requirement =
            "Une transaction n’a qu’une réponse finale, hormis les 2xx issus d’un forking",
        .remedy = "Le serveur doit s’en tenir à la première réponse finale envoyée, et n’en "
                  "envoyer aucune autre.",
        .silence = "Non signalé si le code est le même, si les copies de la requête diffèrent (le "
                   "client emploie alors un seul branch pour plusieurs requêtes), ou en multicast.",
    },
    {
        .id = "flow-timer-without-outbound",
        .problem = "Flow-Timer sans outbound dans Require",
        .requirement =
            "Flow-Timer n’est permis que dans un 2xx à REGISTER dont le Require contient outbound",
        .remedy = "L’edge proxy ou le registrar qui a ajouté Flow-Timer ne doit l’envoyer que si "
                  "le Require du 2xx contient outbound.",
    },
    {
        .id = "focus-isfocus-missing",
        .problem = "isfocus absent du Contact d’un focus de conférence",
        .requirement = "Un focus de conférence porte isfocus dans son Contact",
        .remedy = "Le serveur de conférence doit ajouter le paramètre isfocus à son Contact, sauf "
                  "s’il veut cacher son rôle de focus.",
        .silence = "Signalé uniquement si Allow-Events contient le package conference sans talk ni "
                   "hold, et si l’URI de Contact porte un nom de conférence : aucun signe sûr ne "
                   "trahit un focus.",
    },
    {
        .id = "forwarded-at-zero",
        .problem = "Requête relayée alors que Max-Forwards était à 0",
        .requirement = "Une requête dont Max-Forwards est 0 n’est pas relayée",
        .remedy = "Le proxy doit répondre 483, ou répondre lui-même à OPTIONS.",
        .silence = "Signalé seulement si la même requête a été capturée des deux côtés du proxy, "
                   "avec un Via de plus. Non signalé pour ACK et CANCEL, qu’un proxy émet aussi "
                   "de lui-même.",
    },
    {
        .id = "from-mismatch",
        .problem = "From différent de celui de la requête",
        .requirement = "Une réponse reprend le From de sa requête, URI et tag compris",
        .remedy = "Le serveur, ou un équipement intermédiaire qui réécrit les adresses, doit "
                  "renvoyer From tel quel. Son tag fait partie de l’identifiant du dialogue.",
        .silence = "Non signalé si seuls le nom affiché ou les chevrons diffèrent ; les URI sont "
                   "comparées selon la RFC 3261 §19.1.4, sans ce que §19.1.1 n’admet pas ici : "
                   "port, transport, maddr, ttl, lr, method et en-têtes.",
    },
    {
        .id = "from-tag-missing",
        .problem = "Tag absent de From",
        .requirement = "Toute requête porte un tag dans From, et la réponse le reprend",
        .remedy = "Le client qui a émis la requête doit mettre un tag dans son From. Si la requête "
                  "en a un, le serveur doit renvoyer From tel quel.",
        .silence = "Non signalé si le dernier Via n’a pas le magic cookie : un client RFC 2543 "
                   "n’est pas tenu d’envoyer un tag (RFC 3261 §12.1.1). Signalé une seule fois, "
                   "avec la requête, si elle a été capturée. Dans un dialogue capturé, "
                   "in-dialog-tag-missing le signale.",
    },
    {
        .id = "geolocation-error-multiple",
        .problem = "Plusieurs codes Geolocation-Error dans une même réponse",
        .requirement = "Une réponse contient au plus un code Geolocation-Error",
        .remedy = "Le serveur qui a évalué la localisation doit choisir une seule des erreurs.",
    },
    {
        .id = "glare-wrong-code",
        .problem = "Mauvais code pour un INVITE ou une offre en collision",
        .requirement = "Un INVITE ou une offre est refusé par 491 s’il en chevauche un autre du "
                       "serveur, par 500 s’il en chevauche un autre de son client",
        .remedy = "Le serveur doit envoyer un 491 tant que son propre INVITE ou sa propre offre "
                  "est en cours, et un 500 avec Retry-After tant qu’il n’a pas répondu à un "
                  "INVITE, un UPDATE ou une offre antérieurs du client. Pour un UPDATE, voir la "
                  "RFC 3311 §5.2, pour un INVITE la RFC 3261 §14.2.",
        .silence =
            "Non signalé lorsque la capture ne contient pas les messages qui ont créé le dialogue "
            "sur ce saut, ou que deux sauts relient les mêmes adresses. Non signalé si les deux "
            "requêtes sont si proches que leur ordre dans la capture ne prouve rien, ni pour les "
            "codes qui peuvent avoir une autre raison (demandes d’authentification, 481, 4xx de "
            "proxys, autres 5xx). Un 491 n’est signalé que si le serveur n’avait plus rien en "
            "cours depuis un certain temps, un 500 que s’il porte Retry-After ou « overlap » dans "
            "son libellé et si le client n’avait lui-même rien d’autre en cours. Une offre est "
            "considérée comme ayant reçu sa réponse dès qu’une réponse provisoire, fiable ou non, "
            "contient une description de session, qu’elle ait été capturée ou qu’elle puisse "
            "manquer avec son PRACK.",
    },
    {
        .id = "gruu-param-missing",
        .problem = "Ni pub-gruu ni temp-gruu pour un client qui prend en charge gruu",
        .requirement = "Un registrar qui a attribué des GRUU les renvoie à un client qui annonce "
                       "gruu dans Supported",
        .remedy = "Le registrar doit ajouter pub-gruu et temp-gruu au Contact s’il a attribué des "
                  "GRUU à cette instance.",
        .silence = "Non signalé si le registrar ne renvoie même pas l’instance. Ce n’est qu’un "
                   "message de niveau « Chat », car un registrar sans GRUU n’enfreint rien.",
    },
    {
        .id = "header-behind-blank-line",
        .problem = "En-tête placé après la ligne vide",
        .requirement =
            "Tous les en-têtes précèdent la ligne vide qui termine la section d’en-têtes",
        .remedy = "L’émetteur doit écrire cet en-tête avant la ligne vide. Là où il se trouve, il "
                  "fait partie du corps, et les récepteurs ne le voient pas.",
        .silence = "Non signalé si la réponse a un Content-Type, car son corps peut citer des "
                   "en-têtes, ni si la ligne n’est pas un en-tête avec une valeur plausible.",
    },
    {
        .id = "ims-380-emergency",
        .problem = "Appel considéré par le réseau comme un appel d’urgence",
        .requirement = "Le terminal lance un appel d’urgence lorsqu’un 380 indique que le numéro "
                       "est un numéro d’urgence",
        .remedy = "Le terminal doit lancer un appel d’urgence vers le service indiqué. Si le "
                  "numéro n’est pas un numéro d’urgence, l’opérateur doit corriger sa liste.",
        .silence = "Non signalé si le 380 n’a ni le corps XML ni d’URN d’urgence dans Contact.",
    },
    {
        .id = "ims-401-security-server",
        .problem = "Enregistrement IMS : demande d’authentification AKA",
        .requirement = "Un 401 avec Security-Server est la première étape normale d’un "
                       "enregistrement IMS avec AKA",
        .remedy = "Le terminal établit son association de sécurité et s’enregistre de nouveau à "
                  "travers elle. Il n’y a rien à corriger.",
    },
    {
        .id = "ims-504-restoration",
        .problem = "Enregistrement perdu par le réseau, qui en demande un nouveau",
        .requirement =
            "Le terminal s’enregistre de nouveau lorsqu’un 504 de type restoration le demande",
        .remedy = "Le terminal doit s’enregistrer de nouveau. Cherchez dans le réseau un "
                  "redémarrage ou une panne du S-CSCF ou du P-CSCF.",
        .silence = "Non signalé si le 504 n’a pas le corps XML qui demande l’enregistrement.",
    },
    {
        .id = "in-dialog-cseq-not-increased",
        .problem = "CSeq non incrémenté d’une requête à l’autre du dialogue",
        .requirement =
            "Dans un dialogue, chaque nouvelle requête d’un côté porte un numéro CSeq supérieur",
        .remedy = "L’agent utilisateur qui a envoyé la requête doit incrémenter CSeq à chaque "
                  "nouvelle requête du dialogue, PRACK et UPDATE compris. Un proxy ou un B2BUA qui "
                  "émet lui-même un BYE doit poursuivre la numérotation de ce côté.",
        .silence =
            "Non signalé si la requête est un ACK, un CANCEL ou une retransmission, si elle a été "
            "capturée deux fois ou vue sur un autre saut, si elle n’est déclassée que dans la "
            "limite de la gigue, ou si elle partage sa trame avec une requête parallèle. Un nouvel "
            "essai après un échec n’est signalé que sur le même saut et après un 4xx autre que 408 "
            "et 430, qui permettent d’essayer un autre serveur. Un nouvel essai avec identifiants "
            "relève de auth-cseq-not-incremented.",
    },
    {
        .id = "in-dialog-past-contact",
        .problem = "Requête du dialogue envoyée à un proxy hors du chemin",
        .requirement = "Sans route set, une requête dans un dialogue va au Contact du pair",
        .remedy =
            "L’agent utilisateur doit envoyer ses requêtes là où mène leur Request-URI, et non "
            "là où l’INVITE est allé ou d’où il venait. Si le proxy doit voir tout l’appel, "
            "il doit ajouter Record-Route à l’INVITE.",
        .silence = "Signalé seulement sur le saut de l’émetteur, si la requête a reçu un "
                   "481, si l’INVITE est passé par un proxy sans Record-Route, si le Contact est "
                   "une autre adresse et si l’ACK au 2xx a été capturé sur un autre chemin. Non "
                   "signalé si le Contact est privé sans que le proxy le soit, ni si l’on a vu le "
                   "proxy relayer la requête. À la fin d’une capture, un appel de plus de 80 s "
                   "peut ne pas être jugé.",
    },
    {
        .id = "in-dialog-tag-missing",
        .problem = "Tag absent d’une requête dans un dialogue",
        .requirement = "Une requête dans un dialogue porte les deux tags : celui de l’émetteur "
                       "dans From, celui du pair dans To",
        .remedy = "L’agent utilisateur qui a envoyé la requête doit mettre son propre tag dans "
                  "From et celui du pair dans To. Sans ces deux tags, le pair ne retrouve pas le "
                  "dialogue et renvoie 481.",
        .silence =
            "Non signalé si la réponse qui a créé le dialogue n’a pas été capturée sur ce saut, ou "
            "si l’un des deux côtés n’emploie pas de tag ailleurs dans le dialogue : un serveur "
            "RFC 2543 sans tag To n’en crée pas. Non signalé non plus lorsqu’un nouvel INVITE, "
            "SUBSCRIBE ou REGISTER reprend le Call-ID (nouvel essai après 401 ou 3xx) ; un INVITE "
            "n’est évalué que si l’appel est établi et que sa Request-URI est le Contact du pair, "
            "un SUBSCRIBE que si l’abonnement court encore et que sa Request-URI est le Contact du "
            "notifieur et non l’URI de To. Ni lorsqu’un MESSAGE, OPTIONS ou REFER porte un autre "
            "tag From que celui choisi par l’appelé : ces requêtes peuvent être hors dialogue. "
            "L’ACK à un 2xx est évalué aussi. Une requête sans aucun tag est évaluée d’après le "
            "dernier dialogue confirmé de son Call-ID. Un tag entouré d’espaces est accepté.",
    },
    {
        .id = "in-dialog-tag-wrong",
        .problem = "Les tags de la requête ne correspondent à aucun dialogue",
        .requirement = "Les tags d’une requête dans un dialogue sont ceux d’un dialogue existant",
        .remedy = "L’agent utilisateur qui a envoyé la requête doit employer les tags du "
                  "dialogue : le sien dans From, celui du pair dans To. Vérifiez d’abord lequel "
                  "diffère, et si les deux ont été permutés.",
        .silence =
            "Signalé uniquement si les réponses qui ont créé les dialogues de ce Call-ID ont été "
            "capturées sur ce saut, si l’un des tags est celui d’un de ces dialogues (ou si les "
            "deux sont permutés), et si la requête a reçu 481 ou aucune réponse ; un NOTIFY "
            "seulement avec un 481, un ACK seulement si le 2xx est revenu. Non signalé si une "
            "branche de fork a pu répondre par un autre chemin, si la capture commence trop tard, "
            "si un B2BUA emploie le même Call-ID sur ses deux jambes, ou si un NOTIFY suit un "
            "SUBSCRIBE refusé. Un NOTIFY dont seul le tag From diffère peut venir d’un fork : il "
            "n’est signalé que si son Contact est celui du 2xx. La casse des tags est ignorée.",
    },
    {
        .id = "in-dialog-target-refused",
        .problem = "Requête du dialogue refusée, dont la cible n’est pas le Contact",
        .requirement = "Sur chaque saut, la Request-URI d’une requête dans un dialogue est le "
                       "dernier Contact du pair",
        .remedy =
            "L’agent utilisateur qui a émis la requête, ou un proxy qui l’a relayée, a changé "
            "la Request-URI : il doit y laisser le Contact du pair. Vérifiez ce qui y est "
            "fait contre le NAT. Un B2BUA ne doit pas envoyer les requêtes d’un appel au pair "
            "d’un autre.",
        .silence =
            "Signalé uniquement sur le saut où le dialogue a été créé, pour les codes qui "
            "nient l’adresse ou le dialogue. Un paramètre que seule l’une des URI porte compte, "
            "sauf transport et lr. Sur un saut sans ce dialogue, seul 481 est signalé, si l’agent "
            "utilisateur a envoyé la requête à un autre, dont l’adresse est la Request-URI. Sur le "
            "saut de l’agent utilisateur lui-même, voir "
            "in-dialog-wrong-target. Non signalé si le Contact ne mène nulle part et que la "
            "requête va là d’où viennent les paquets du pair, ou si le pair a pu se déplacer.",
    },
    {
        .id = "in-dialog-wrong-route",
        .problem = "Le Route dans le dialogue ne correspond pas au route set",
        .requirement =
            "Le Route d’une requête dans un dialogue est le route set, tiré de Record-Route",
        .remedy =
            "L’agent utilisateur qui a envoyé la requête doit construire Route à partir de "
            "Record-Route : l’appelant depuis la réponse, en ordre inverse, l’appelé depuis la "
            "requête, dans l’ordre. Les paramètres des URI en font partie. Souvent, le Route "
            "préchargé de l’INVITE est repris par erreur.",
        .silence = "Signalé uniquement si la requête et la réponse qui ont créé le dialogue ont "
                   "été capturées, et une seule fois tant que l’émetteur continue de même ; un "
                   "Route absent est signalé aussi. Sur un saut derrière des proxies (plusieurs "
                   "Via), Route est comparé à ce qu’ont enregistré les proxies encore à traverser, "
                   "et des valeurs de trop ne sont pas signalées, sauf si l’une est l’émetteur de "
                   "la requête lui-même. Pour une requête qui quitte le saut de son dialogue, seul "
                   "est signalé ce cas, un Route absent ou en ordre inverse, ou l’envoi à une "
                   "valeur de Route autre que la première. Une requête de l’appelant dans un "
                   "dialogue précoce, sauf PRACK, est jugée une fois venue la réponse finale. "
                   "Non signalé si la valeur "
                   "de trop est le saut suivant lui-même (proxy sortant, P-CSCF), sauf s’il figure "
                   "deux fois, si Request-URI et Route ont été permutés pour un routeur strict, ou "
                   "si l’appelé n’a pas recopié Record-Route (record-route-not-copied). La façon "
                   "d’écrire lr et un transport ajouté ou omis ne comptent pas.",
    },
    {
        .id = "in-dialog-wrong-target",
        .problem = "La Request-URI dans le dialogue n’est pas le Contact du pair",
        .requirement =
            "La Request-URI d’une requête dans un dialogue est le dernier Contact du pair",
        .remedy = "L’agent utilisateur qui a envoyé la requête doit mettre dans la Request-URI "
                  "l’URI du dernier Contact du pair. L’AOR ou l’URI de To n’est pas la cible.",
        .silence =
            "Signalé une seule fois tant que l’émetteur continue de même. Sur un saut derrière des "
            "proxies (plusieurs Via), seulement si la Request-URI est l’URI de To, un Contact que "
            "le pair a abandonné ou le Contact de l’émetteur lui-même, qu’aucun proxy n’y "
            "mettrait. Pour une requête qu’un proxy envoie de lui-même, comme un BYE sur "
            "temporisateur, seulement si la cible a été déplacée par une requête du pair venue de "
            "son nouveau Contact. Non signalé si le route set commence par un routeur strict, si "
            "un proxy réécrit Contact ou la Request-URI, en présence d’un GRUU, ou si le serveur "
            "emploie l’adresse et le port source d’un pair derrière un NAT à la place d’un Contact "
            "à l’adresse privée ou au port différent. Les URI sont comparées selon le §19.1.4 de "
            "la RFC 3261, sans les éléments qu’interdit le tableau 1 du §19.1.1. Le Contact d’une "
            "requête ou d’une réponse, 1xx fiable compris, déplace la cible ; un re-INVITE ou un "
            "UPDATE en échec et un 1xx non fiable ne la déplacent pas (RFC 6141). Un re-INVITE que "
            "le pair a envoyé d’une autre adresse et que l’émetteur a accepté la déplace aussi.",
    },
    {
        .id = "invite-after-cancel",
        .problem = "INVITE d’un appel que son client avait annulé",
        .requirement =
            "Un INVITE annulé n’est plus envoyé : son client l’abandonne, quelle que soit la suite",
        .remedy = "Le client ne doit plus donner suite à un défi ni à une redirection, ni essayer "
                  "le serveur suivant, une fois qu’il a envoyé CANCEL : l’appelé sonne pour un "
                  "appelant qui n’est plus là. Un nouvel appel prend un nouveau Call-ID.",
        .silence =
            "Signalé uniquement sur le saut de l’agent utilisateur lui-même (un seul Via), si "
            "l’INVITE a le Call-ID, le tag de From et la Request-URI de celui qui a été annulé : "
            "qui cherche l’appelé à plusieurs adresses emploie chaque fois une autre Request-URI. "
            "Non signalé non plus si l’INVITE part vers un autre serveur, sauf si le CANCEL a été "
            "répété sans réponse.",
    },
    {
        .id = "invite-retrans-after-final",
        .problem = "INVITE retransmis après sa réponse finale",
        .requirement = "Après une réponse finale, le client ne retransmet plus son INVITE",
        .remedy = "Vérifiez d’abord que la réponse parvient au client : si la capture a été prise "
                  "près du serveur, cherchez des pertes, un mauvais port ou un NAT. Si elle lui "
                  "parvient, le client ne la rattache pas à son INVITE.",
        .silence = "Non signalé si la copie a pu croiser la réponse (le double de la réaction la "
                   "plus rapide vue chez ce client, au moins 100 ms et au plus 1,5 fois T1), si "
                   "elle diffère de la première, ou si son émetteur est un proxy qui venait de la "
                   "recevoir, ou qui a pu la recevoir sans que la capture le montre. Signalé une "
                   "fois par transaction.",
    },
    {
        .id = "invite-retrans-after-provisional",
        .problem = "INVITE retransmis après une réponse provisoire",
        .requirement = "Après une réponse provisoire, le client ne retransmet plus son INVITE",
        .remedy = "Vérifiez d’abord que la réponse parvient au client : si la capture a été prise "
                  "près du serveur, cherchez des pertes ou un NAT. Si elle lui parvient, le client "
                  "doit cesser de retransmettre dès une réponse provisoire.",
        .silence = "Non signalé si la copie a pu croiser la réponse (le double de la réaction la "
                   "plus rapide vue chez ce client, au moins 100 ms et au plus 1,5 fois T1), ou si "
                   "son émetteur est un proxy qui venait de la recevoir, ou qui a pu la recevoir "
                   "sans que la capture le montre : un proxy sans état relaie les copies. Signalé "
                   "une fois par transaction.",
    },
    {
        .id = "late-non-invite-final",
        .problem = "Réponse finale après l’abandon du client (64*T1)",
        .requirement = "Une réponse finale arrive dans les 64*T1 qui suivent la requête, avant que "
                       "le client ne renonce",
        .remedy = "Le serveur devrait répondre tout de suite. Un proxy ne doit pas relayer une "
                  "réponse trop tardive.",
    },
    {
        .id = "max-forwards-in-response",
        .problem = "Max-Forwards dans une réponse",
        .requirement = "Max-Forwards est absent des réponses",
        .remedy = "Le serveur ne devrait pas recopier Max-Forwards depuis la requête. C’est sans "
                  "conséquence : les récepteurs doivent l’ignorer.",
    },
    {
        .id = "max-forwards-missing",
        .problem = "Requête sans Max-Forwards",
        .requirement = "Toute requête porte Max-Forwards, qui devrait valoir 70",
        .remedy = "Le client doit ajouter Max-Forwards (70) à toutes ses requêtes, ACK et CANCEL "
                  "compris ; un proxy doit l’ajouter là où il manque.",
        .silence = "Non signalé si le branch ne commence pas par z9hG4bK : la RFC 2543 ne "
                   "l’exigeait pas. En entier une fois par émetteur.",
    },
    {
        .id = "max-forwards-not-decremented",
        .problem = "Max-Forwards non décrémenté par un proxy",
        .requirement = "Un proxy diminue Max-Forwards de 1 dans chaque requête qu’il relaie",
        .remedy = "Le proxy doit diminuer Max-Forwards de 1 : rien d’autre ne met fin à une "
                  "boucle entre proxies.",
        .silence = "Signalé seulement si la même requête a été capturée des deux côtés du proxy, "
                   "avec un Via de plus. Non signalé pour ACK et CANCEL, qu’un proxy émet aussi "
                   "de lui-même, ni si le proxy a reçu 0 (voir forwarded-at-zero).",
    },
    {
        .id = "min-expires-outside-423",
        .problem = "Min-Expires dans une réponse autre que 423",
        .requirement = "Min-Expires ne s’emploie que dans une réponse 423",
        .remedy = "Le serveur ne devrait indiquer sa durée minimale que dans un 423.",
    },
    {
        .id = "min-se-outside-422",
        .problem = "Min-SE dans une réponse autre que 422",
        .requirement = "Min-SE n’est admis que dans une réponse 422",
        .remedy = "Le serveur doit retirer Min-SE de cette réponse. Les récepteurs l’ignorent.",
    },
    {
        .id = "no-final-response",
        .problem = "INVITE resté sans réponse finale",
        .requirement = "Un INVITE reçoit une réponse finale dans le délai du Timer C après la "
                       "dernière provisoire",
        .remedy = "Le proxy doit annuler un INVITE quand le Timer C expire. L’agent utilisateur "
                  "appelé doit rejeter l’INVITE quand il renonce, ou répéter sa réponse provisoire "
                  "s’il lui faut plus de temps.",
        .silence = "Non signalé si l’INVITE a été annulé (cancel-no-487 le signale), terminé par "
                   "BYE, ou acquitté : sa réponse finale n’a alors pas été capturée. Si son "
                   "Expires dépasse le Timer C, c’est ce délai qui compte.",
    },
    {
        .id = "non-invite-only-provisional",
        .problem = "Seulement un 100 à une requête autre qu’INVITE, rien de final",
        .requirement = "Une requête autre qu’INVITE reçoit une réponse finale avant 64*T1, quoi "
                       "qu’il y ait eu avant",
        .remedy = "Le serveur doit envoyer sa réponse finale à temps. S’il attend un serveur "
                  "derrière lui, la cause est à chercher là : le client a renoncé, et considère "
                  "cela comme un 408.",
        .silence = "Non signalé si la capture se termine avant 64*T1, si la réponse finale a pu "
                   "prendre un autre chemin, ou, sur UDP, si le client a cessé tôt de "
                   "retransmettre sa requête : il a reçu une réponse qui n’a pas été capturée. Une "
                   "réponse finale arrivée après 64*T1 est signalée par late-non-invite-final.",
    },
    {
        .id = "non2xx-not-acked",
        .problem = "3xx-6xx à INVITE jamais acquitté",
        .requirement = "Le client acquitte un 3xx-6xx à son INVITE, quel que soit le transport",
        .remedy =
            "Le client doit envoyer un ACK : vérifiez d’abord que la réponse lui parvient (port, "
            "NAT), et que son ACK porte le branch et le tag To attendus par le serveur.",
        .silence =
            "Non signalé si le transport est UDP et que la réponse n’a pas été répétée "
            "pendant près de 64*T1 (7 s si elle l’était encore à la fin de la capture) : ou "
            "bien le serveur a reçu un ACK qui n’a pas été capturé, ou bien il est sans état "
            "(RFC 3261 §26.3.2.4).",
    },
    {
        .id = "non2xx-repeated-despite-ack",
        .problem = "3xx-6xx toujours retransmis bien qu’acquitté",
        .requirement =
            "Le serveur cesse de retransmettre son 3xx-6xx à INVITE dès que l’ACK arrive",
        .remedy = "Vérifiez d’abord si l’ACK parvient au serveur : la capture montre seulement "
                  "qu’il est passé ici. S’il arrive, le serveur doit le rattacher à l’INVITE par "
                  "le branch, le sent-by et le CSeq, et cesser de retransmettre sa réponse.",
        .silence =
            "Signalé seulement sur UDP, si un ACK avec le branch de l’INVITE et le tag To de la "
            "réponse est passé sur ce saut après chaque copie (sauf peut-être la dernière), si au "
            "moins 4 copies ont suivi le premier ACK, la dernière 10 fois T1 après lui : une ou "
            "deux copies tardives ne font que croiser l’ACK. S’il manque trois ACK "
            "ou plus, c’est non2xx-repetition-not-acked qui est signalé ; un autre branch ou un "
            "autre tag To relève de ack-non2xx-new-branch ou de ack-non2xx-to-mismatch.",
    },
    {
        .id = "non2xx-repetition-not-acked",
        .problem = "3xx-6xx retransmis sans nouvel ACK du client",
        .requirement = "Le client renvoie l’ACK à chaque retransmission d’un 3xx-6xx, pendant 32 s",
        .remedy = "Le client doit garder la transaction jusqu’à l’échéance du Timer D et renvoyer "
                  "son ACK à chaque copie de la réponse : le premier a pu se perdre.",
        .silence = "Non signalé si le transport n’est pas UDP, si aucun ACK à cette réponse n’a "
                   "été vu, ou s’il manque moins de trois ACK par rapport au nombre de copies. Les "
                   "copies capturées deux fois, celles du dernier intervalle T2 de la capture et "
                   "celles qu’une copie de l’INVITE a demandées ne sont pas comptées ; une copie "
                   "qui a croisé la réponse ne gêne pas.",
    },
    {
        .id = "non2xx-retrans-on-reliable",
        .problem = "3xx-6xx à INVITE retransmis sur un transport fiable",
        .requirement = "Sur un transport fiable, un 3xx-6xx à INVITE n’est envoyé qu’une fois",
        .remedy = "Le serveur ne doit pas lancer le Timer G sur TCP, TLS, SCTP ou WebSocket.",
        .silence = "Non signalé si une autre copie de l’INVITE l’a précédé, car le serveur peut y "
                   "répondre, ou si la copie est arrivée par une autre connexion. Signalé une fois "
                   "par transaction.",
    },
    {
        .id = "nonce-count-not-reset",
        .problem = "Compteur (nc) de l’ancien nonce poursuivi avec le nouveau",
        .requirement = "La première requête avec un nouveau nonce porte le compteur (nc) "
                       "00000001",
        .remedy = "Le client doit compter à partir de 1 pour chaque nouveau nonce, que le défi "
                  "indique ou non stale=true. Les serveurs qui contrôlent nc refusent de tels "
                  "identifiants.",
        .silence = "Signalé seulement pour une requête qui répète la requête refusée dans les "
                   "cinq secondes, sur le saut du client lui-même (un seul Via), si nc dépasse "
                   "de un celui de l’ancien nonce et vaut au moins 3 : un client peut employer "
                   "un nouveau nonce dans plusieurs requêtes à la fois.",
    },
    {
        .id = "nonce-count-refused",
        .problem = "Identifiants refusés qui répètent un compteur (nc) déjà utilisé",
        .requirement = "Chaque nouvelle requête avec le même nonce porte le compteur (nc) "
                       "suivant",
        .remedy = "Le client doit ajouter 1 à nc pour chaque requête qu’il envoie avec le même "
                  "nonce. Un nc répété ressemble pour le serveur à une requête enregistrée puis "
                  "rejouée.",
        .silence = "Non signalé si le serveur avait accepté auparavant un nc répété de ce client, "
                   "s’il indique stale=true, ou s’il refuse par un 403 qui ne mentionne ni nonce "
                   "ni rejeu (voir nonce-count-reused). Derrière un proxy, les clients sont "
                   "distingués par le dernier Via. Des valeurs sautées ne sont pas une faute : des "
                   "requêtes ont pu se perdre. Si le serveur vient de redonner le même nonce dans "
                   "un défi, il doit nommer le nonce ou un rejeu. Les identifiants qui viennent "
                   "d’être refusés et sont renvoyés relèvent de auth-rejected-loop.",
    },
    {
        .id = "nonce-count-reused",
        .problem = "Compteur (nc) réutilisé avec le même nonce",
        .requirement = "Chaque nouvelle requête avec le même nonce porte le compteur (nc) "
                       "suivant",
        .remedy = "Le client doit ajouter 1 à nc pour chaque requête qu’il envoie avec le même "
                  "nonce. Les serveurs qui contrôlent nc prennent de telles requêtes pour des "
                  "rejeux et les refusent.",
        .silence = "Non signalé si les identifiants ont été refusés pour cette raison (voir "
                   "nonce-count-refused), si le serveur vient de redonner le même nonce dans un "
                   "défi, ni si aucune réponse finale n’a été capturée. Derrière "
                   "un proxy, les clients sont distingués par le dernier Via. Une "
                   "requête renvoyée avec le même numéro CSeq n’est pas une nouvelle requête.",
    },
    {
        .id = "notify-state-missing",
        .problem = "NOTIFY d’un abonnement sans Subscription-State",
        .requirement = "Un NOTIFY contient Subscription-State, avec un état, et des paramètres "
                       "après un point-virgule",
        .remedy = "Le notifieur doit ajouter Subscription-State avec active, pending ou "
                  "terminated. Sans lui, ou s’il est illisible, beaucoup d’abonnés répondent 400.",
        .silence = "Signalé seulement dans un dialogue où le destinataire a envoyé un SUBSCRIBE "
                   "ou un REFER qui a été accepté : ce qui n’a pas été demandé (message en "
                   "attente sans abonnement, par exemple) ne suit aucune RFC.",
    },
    {
        .id = "offer-before-ack",
        .problem = "Nouvelle offre alors que celle du 2xx attend son ACK",
        .requirement = "L’offre d’un 2xx reçoit sa réponse SDP dans l’ACK avant toute autre offre",
        .remedy = "Le client de l’INVITE doit envoyer son ACK, avec la réponse SDP, avant "
                  "l’INVITE ou l’UPDATE suivant avec SDP. Le serveur doit attendre cet ACK avant "
                  "toute autre offre.",
        .silence = "Signalé seulement si l’INVITE n’avait pas d’offre, si aucune réponse "
                   "provisoire fiable n’en a apporté ni ne peut manquer avec son PRACK, si le 2xx "
                   "n’est venu qu’une fois et si "
                   "l’ACK a été capturé après la nouvelle offre, à plus de 50 ms ou derrière la "
                   "réponse à celle-ci. Non signalé si la nouvelle offre a pu croiser le 2xx.",
    },
    {
        .id = "offer-copies-hold",
        .problem = "Offre du côté en garde répétant la garde : l’appel y reste",
        .requirement = "Un agent mis en garde par son pair propose toujours ce qu’il veut "
                       "lui-même : sendrecv",
        .remedy = "L’agent utilisateur en garde doit distinguer ce qu’il veut de ce qu’il a dû "
                  "répondre. Son offre dit sendrecv, sauf si son propre utilisateur a mis l’appel "
                  "en garde. Avec recvonly ou inactive, le pair ne peut pas reprendre l’appel par "
                  "un re-INVITE sans SDP, comme le font les serveurs de transfert et les "
                  "contrôleurs 3pcc.",
        .silence = "Signalé seulement pour le 2xx à un re-INVITE sans offre dont le serveur "
                   "émettait et recevait jusqu’à ce que le pair mette le premier flux en garde, "
                   "et si aucune de ses descriptions ultérieures n’y a rien changé. Un "
                   "utilisateur qui a lui aussi mis l’appel en garde ne peut pas être distingué.",
    },
    {
        .id = "offer-streams-dropped",
        .problem = "Offre SDP qui a moins de lignes m= qu’il n’en a été convenu",
        .requirement = "Une offre ultérieure garde une ligne m= pour chaque flux de la description "
                       "précédente, avec le port 0 pour ceux qui sont terminés",
        .remedy = "L’émetteur doit conserver la ligne m= d’un flux terminé et mettre son port à 0. "
                  "Offre et réponse se comparent ligne par ligne : s’il en manque une, le pair "
                  "refuse l’offre ou prend un flux pour un autre.",
        .silence = "Signalé seulement si la ligne o= montre qu’il s’agit de la même session et que "
                   "la description précédente de ce côté a été acceptée : une offre refusée "
                   "n’ajoute aucun flux. Comparé comme dans sdp-version-not-increased.",
    },
    {
        .id = "options-code-vs-invite",
        .problem = "OPTIONS refusé, mais le pair est actif",
        .requirement = "Toute réponse finale à OPTIONS montre que le pair est actif",
        .remedy = "Le client qui utilise OPTIONS comme signe de vie devrait accepter toute réponse "
                  "finale comme tel.",
        .silence = "Non signalé si la réponse est une demande d’authentification. On ne peut pas "
                   "voir ici si un INVITE reçoit réellement le même code.",
    },
    {
        .id = "outbound-require-missing",
        .problem = "outbound absent de Require alors que le client enregistre un flux",
        .requirement = "Un registrar qui applique outbound à un enregistrement met outbound dans "
                       "le Require de son 2xx",
        .remedy =
            "Le registrar doit ajouter outbound dans Require. Sans cela, le client ne doit pas "
            "compter sur son flux (flow).",
        .silence = "Signalé uniquement si le registrar montre par outbound dans Supported qu’il "
                   "connaît la RFC 5626 : les autres ont raison de l’omettre. Avec Flow-Timer, "
                   "flow-timer-without-outbound le signale.",
    },
    {
        .id = "outbound-require-without-regid",
        .problem = "outbound dans Require, mais le REGISTER n’a pas de flux valide",
        .requirement = "outbound ne figure dans Require que si le Contact du REGISTER a reg-id et "
                       "+sip.instance",
        .remedy = "Le registrar ne doit pas mettre outbound dans Require si le client n’a "
                  "enregistré aucun flux (flow).",
    },
    {
        .id = "p-associated-uri-misplaced",
        .problem = "P-Associated-URI hors d’un 2xx à REGISTER",
        .requirement = "Les seules réponses avec P-Associated-URI sont les 2xx à REGISTER",
        .remedy = "Le registrar, ou le serveur qui a émis cette réponse, ne devrait indiquer les "
                  "identités de l’utilisateur que dans le 2xx à REGISTER.",
    },
    {
        .id = "peer-silent",
        .problem = "Rien ne revient de cette adresse",
        .requirement = "Un serveur en service répond au moins à une requête sur plusieurs",
        .remedy = "Vérifier que le serveur à cette adresse fonctionne et qu’un pare-feu laisse "
                  "passer les paquets dans les deux sens ; puis que la capture contient les deux "
                  "sens. Le client devrait essayer le serveur suivant.",
        .silence = "Signalé uniquement sur UDP, à partir de deux requêtes retransmises, ou si un "
                   "ICMP port unreachable est revenu, et sur la première requête. Non signalé si "
                   "le client a envoyé un ACK : il avait reçu quelque chose. Non signalé si le "
                   "serveur envoie de nouveau quelque chose avant l’abandon de la première "
                   "requête : unanswered-request le signale.",
    },
    {
        .id = "pending-branches-not-cancelled",
        .problem = "Branches en cours non annulées par le proxy",
        .requirement = "Un proxy qui relaie une réponse finale, ou accepte un CANCEL, annule "
                       "les branches encore en cours",
        .remedy = "Le proxy doit envoyer un CANCEL sur chaque branche en cours. Sinon, les autres "
                  "téléphones continuent de sonner.",
        .silence = "Non signalé si le client l’a demandé (no-cancel dans Request-Disposition), ou "
                   "si plus rien n’a été vu de la branche : le CANCEL peut ne pas avoir été "
                   "capturé. Après un CANCEL du client, une branche qui se termine en moins de T2 "
                   "n’est pas signalée non plus.",
    },
    {
        .id = "prack-again",
        .problem = "Nouveau PRACK pour une réponse déjà acquittée",
        .requirement = "Une réponse provisoire fiable qui revient est ignorée : elle ne reçoit pas "
                       "de nouveau PRACK",
        .remedy =
            "Le client doit reconnaître la copie à son dialogue, à CSeq et à RSeq, et l’ignorer. "
            "Tant que son PRACK est sans réponse, il retransmet ce PRACK, avec le même CSeq.",
        .silence =
            "Signalé seulement si le premier PRACK a été accepté et que le second, au numéro CSeq "
            "plus élevé, a suivi le même chemin. Non signalé si l’un des deux a fait l’objet d’un "
            "défi, ni si le serveur a employé deux fois le RSeq (voir rseq-not-plus-one).",
    },
    {
        .id = "prack-answer-missing",
        .problem = "Pas de réponse SDP dans le PRACK à un 1xx avec offre",
        .requirement = "Le PRACK au 1xx fiable qui contient l’offre contient la réponse SDP",
        .remedy = "Le client doit mettre sa réponse SDP dans le PRACK lorsque son INVITE n’avait "
                  "pas de SDP. Dans l’ACK, elle vient trop tard : pas d’early media jusque-là.",
        .silence = "Signalé seulement pour le premier 1xx fiable avec SDP, si l’INVITE n’en avait "
                   "certainement pas. Non signalé si la capture a pu perdre un premier PRACK, un "
                   "autre PRACK ou un UPDATE avec SDP, ou un 1xx fiable antérieur, si le client "
                   "avait envoyé un CANCEL, si un corps est tronqué, chiffré ou seulement "
                   "référencé, ou si le PRACK vient d’une autre adresse que l’INVITE.",
    },
    {
        .id = "prack-for-unreliable",
        .problem = "Le PRACK n’acquitte aucune réponse provisoire fiable",
        .requirement =
            "Le RAck d’un PRACK reprend le RSeq et le CSeq d’une réponse provisoire fiable",
        .remedy = "Le client ne doit envoyer PRACK que pour une réponse provisoire avec RSeq et "
                  "100rel dans Require, et recopier son RSeq et son CSeq dans RAck.",
        .silence = "Signalé uniquement si RAck est illisible, ou si le PRACK a été refusé ou est "
                   "resté sans réponse : s’il a été accepté, il se peut que la réponse provisoire "
                   "n’ait pas été capturée (sinon, prack-unmatched-code est signalé). Non signalé "
                   "si l’INVITE n’a pas été capturé, si une réponse provisoire a été tronquée, si "
                   "RSeq vaut 0 (voir rseq-out-of-range) ou si RAck correspond à un autre dialogue "
                   "précoce.",
    },
    {
        .id = "prack-unmatched-code",
        .problem = "Mauvais code de réponse à un PRACK",
        .requirement =
            "Un PRACK qui correspond à une réponse en attente reçoit un 2xx, tout autre un 481",
        .remedy = "Le serveur doit chercher le dialogue, le RSeq, le numéro CSeq et la méthode du "
                  "PRACK parmi ses réponses fiables non acquittées.",
        .silence =
            "Non signalé si l’INVITE est terminé ou annulé, car son dialogue peut avoir disparu, "
            "ou si le PRACK désigne une réponse qui n’a pas été capturée, à moins que l’agent "
            "utilisateur lui-même ne réponde sur TCP ou TLS et que le flux ait été capturé sans "
            "lacune. Les proxies peuvent rejeter un PRACK par d’autres codes.",
    },
    {
        .id = "prack-wrong-dialog",
        .problem = "PRACK envoyé dans le mauvais dialogue précoce",
        .requirement = "Un PRACK est envoyé dans le dialogue précoce de la réponse qu’il acquitte",
        .remedy =
            "Le client doit reprendre dans le PRACK le tag To de la réponse dont le RSeq figure "
            "dans RAck. Sinon, le serveur qui a envoyé cette réponse continue de la retransmettre.",
        .silence = "Non signalé si plusieurs branches d’un fork emploient le même RSeq\u202f: tout "
                   "dialogue précoce dont le RSeq correspond convient. Non signalé non plus si "
                   "aucune réponse n’a le tag To du PRACK.",
    },
    {
        .id = "provisional-after-final",
        .problem = "Réponse provisoire après la réponse finale",
        .requirement = "Aucune réponse provisoire n’est envoyée après une réponse finale",
        .remedy = "Le serveur doit abandonner ses réponses provisoires une fois sa réponse finale "
                  "envoyée. Un proxy doit abandonner aussi celles des autres branches.",
        .silence = "Non signalé si elle arrive moins de 50 ms après la réponse finale (les paquets "
                   "peuvent être déséquencés), ou si les copies de la requête diffèrent.",
    },
    {
        .id = "provisional-gap-60s",
        .problem = "INVITE en cours sans réponse provisoire chaque minute",
        .requirement =
            "Un INVITE en cours reçoit chaque minute une réponse provisoire autre que 100",
        .remedy = "Le serveur doit répéter sa réponse provisoire toutes les minutes, ou toutes les "
                  "150 s s’il l’envoie de façon fiable, afin qu’aucun proxy ne renonce.",
        .silence = "Non signalé si l’intervalle ne dépasse pas 2 minutes et 5 s, car la capture a "
                   "pu perdre une réponse (65 s sur TCP et TLS si le flux a été capturé sans "
                   "lacune), ou 155 s avec des réponses fiables, dont le PRACK révélerait une "
                   "perte. Non signalé si rien n’a mis fin à l’intervalle, ou s’il "
                   "dépasse 3 minutes : timer-c-risk le signale.",
    },
    {
        .id = "provisional-not-forwarded",
        .problem = "1xx ou 2xx retenu par un proxy",
        .requirement =
            "Un proxy relaie immédiatement les réponses provisoires autres que 100, et tout 2xx",
        .remedy = "Le proxy doit relayer ces réponses dès leur arrivée. Jusque-là, l’appelant "
                  "n’entend rien.",
        .silence = "Non signalé si le délai est inférieur à deux fois T1, ou si la perte d’un "
                   "paquet l’expliquerait : une réponse provisoire n’est jugée retenue que si elle "
                   "est venue deux fois et qu’aucune n’a été relayée en amont.",
    },
    {
        .id = "provisional-not-repeated",
        .problem = "Réponse provisoire non répétée pour un INVITE retransmis",
        .requirement = "Le serveur renvoie sa dernière réponse provisoire à chaque copie de "
                       "l’INVITE",
        .remedy =
            "Le client retransmet son INVITE parce qu’il n’a pas de réponse. Vérifiez d’abord "
            "si les copies parviennent au serveur. Si oui, il doit renvoyer sa dernière "
            "réponse provisoire pour chacune.",
        .silence = "Signalé uniquement sur UDP, après 3 copies sans aucune réponse, la dernière au "
                   "moins 4*T1 après la réponse provisoire. Non signalé pour un proxy dont le saut "
                   "suivant a été capturé aussi.",
    },
    {
        .id = "proxy-changed-body",
        .problem = "Corps de la réponse modifié par un proxy",
        .requirement = "Un proxy laisse intact le corps d’une réponse",
        .remedy =
            "Le proxy ne doit pas modifier le corps : faire passer le média par un relais exige un "
            "B2BUA. Si aucun relais n’est prévu, cherchez un SIP ALG qui réécrit le SDP.",
        .silence = "Non signalé si la réponse est un échec, qui peut venir du proxy lui-même, ou "
                   "si plusieurs réponses peuvent être celle qui a été relayée.",
    },
    {
        .id = "proxy-changed-to-tag",
        .problem = "Tag To d’un 2xx modifié par un proxy",
        .requirement = "Un proxy laisse intact le tag To d’un 2xx",
        .remedy = "Le proxy ne doit pas modifier le tag : les requêtes du dialogue n’y "
                  "correspondraient plus.",
        .silence = "Signalé uniquement si Contact et SDP prouvent qu’il s’agit de la même "
                   "réponse : un autre tag peut venir d’une branche qui n’a pas été capturée. Non "
                   "signalé dans un dialogue : to-tag-mismatch le signale.",
    },
    {
        .id = "publish-etag-outdated",
        .problem = "PUBLISH avec un entity-tag déjà remplacé",
        .requirement = "Le SIP-ETag de chaque 2xx à PUBLISH remplace l’entity-tag du client",
        .remedy = "Le client doit garder le SIP-ETag du dernier 2xx et le placer dans SIP-If-Match "
                  "la fois suivante. L’ancien n’existe plus : le serveur répond 412.",
        .silence = "Signalé uniquement si le PUBLISH précédent, avec les mêmes Call-ID et To et "
                   "vers le même serveur, portait le même entity-tag et a reçu, plus de 1,5*T1 "
                   "auparavant, un 2xx avec un autre. Non signalé si le client a retransmis ce "
                   "PUBLISH après le 2xx, qu’il n’a peut-être jamais reçu.",
    },
    {
        .id = "publish-overlap",
        .problem = "PUBLISH envoyé alors que le précédent était en attente",
        .requirement = "Un nouveau PUBLISH n’est envoyé qu’après la réponse finale au précédent, "
                       "ou l’expiration de celui-ci",
        .remedy =
            "Le client doit attendre la réponse finale au PUBLISH précédent\u202f: son 2xx donne "
            "l’entity-tag du suivant. D’ici là, le client n’a que l’ancien, auquel le "
            "serveur répond 412.",
        .silence = "Signalé uniquement si les deux portent le même entity-tag et si le 2xx au "
                   "premier PUBLISH a été vu après le second.",
    },
    {
        .id = "reason-duplicate-protocol",
        .problem = "Plusieurs valeurs de Reason pour un même protocole",
        .requirement = "Reason n’a qu’une valeur par protocole",
        .remedy = "L’élément qui ajoute une valeur à Reason doit remplacer celle qui existe déjà "
                  "pour le même protocole.",
        .silence = "Signalé uniquement pour SIP et Q.850 : les protocoles enregistrés plus tard "
                   "peuvent définir plusieurs valeurs, comme STIR.",
    },
    {
        .id = "reason-in-100",
        .problem = "Reason dans un 100 Trying",
        .requirement = "Reason peut figurer dans toute réponse sauf 100",
        .remedy = "Le serveur devrait mettre Reason dans une réponse de bout en bout. Un 100 "
                  "s’arrête au saut suivant.",
    },
    {
        .id = "reason-phrase-empty",
        .problem = "Libellé vide",
        .requirement = "Le libellé explique le code à un lecteur humain ; il peut être vide",
        .remedy = "Le serveur peut ajouter un libellé pour les lecteurs de la trace. Rien n’est en "
                  "défaut.",
    },
    {
        .id = "reason-phrase-nonstandard",
        .problem = "Libellé différent de celui du registre",
        .requirement =
            "Le libellé est en général celui du registre ; le serveur peut en envoyer un autre",
        .remedy =
            "Le serveur n’a rien à changer. Le libellé peut indiquer ce qu’il entend par ce code.",
        .silence = "Non signalé si le libellé suit l’une des deux graphies de la RFC 3261, est un "
                   "nom consacré par l’usage, complète le libellé standard ou n’est pas en ASCII "
                   "(traduction), ni pour 400, 480 et 484, dont le libellé devrait en dire plus.",
    },
    {
        .id = "reason-phrase-of-other-code",
        .problem = "Libellé d’un autre code de réponse",
        .requirement = "Le libellé n’est pas le libellé standard d’un autre code",
        .remedy = "Cherchez d’abord l’élément qui a changé le code en gardant le libellé, ou "
                  "l’inverse. Les clients se fient au code.",
        .silence = "Non signalé lorsque deux codes partagent un libellé (406 et 606), que le "
                   "libellé est le début de celui du code, que les deux codes sont des succès, ni "
                   "pour les termes de 607 et 608, plus anciens que ces codes, ni pour un 500 au "
                   "libellé du 503 qu’un proxy a converti.",
    },
    {
        .id = "reason-phrase-should-explain",
        .problem = "Libellé d’un 400, 480 ou 484 sans précision",
        .requirement = "Le libellé d’un 400, 480 ou 484 précise la cause",
        .remedy = "Le serveur devrait donner la cause dans le libellé : l’erreur de syntaxe, la "
                  "raison de l’indisponibilité ou ce qui manque à l’adresse.",
        .silence = "Non signalé si Reason, Warning, Error-Info ou un corps peut donner la cause.",
    },
    {
        .id = "reason-q850-contradicts-code",
        .problem = "La cause Q.850 contredit le code de réponse",
        .requirement = "La cause Q.850 dans Reason s’accorde avec le code de réponse",
        .remedy =
            "La passerelle devrait corriger sa table de correspondance entre causes Q.850 et codes "
            "de réponse. Si celle-ci est juste, cherchez un proxy ou un SBC qui a changé le code.",
        .silence = "Signalé uniquement pour les codes relatifs au numéro (404, 410, 484, 485, 604) "
                   "ou à un usager occupé (486, 600), et seulement avec des causes de sens "
                   "clairement différent : les opérateurs emploient aussi d’autres tables.",
    },
    {
        .id = "reason-sip-cause-differs",
        .problem = "Cause SIP dans Reason différente du code de réponse",
        .requirement = "Une cause SIP dans Reason est égale au code de la réponse",
        .remedy = "Cherchez d’abord quel proxy, SBC ou passerelle a changé le code, et pourquoi. "
                  "Le code d’origine est dans Reason.",
        .silence =
            "Non signalé lorsqu’un autre code est légitime : dans un 199, 487 ou 603, dont Reason "
            "indique le motif, et dans les réseaux IMS, qui ont leurs propres usages de Reason.",
    },
    {
        .id = "record-route-in-register-or-publish",
        .problem = "Record-Route dans une réponse à REGISTER ou PUBLISH",
        .requirement = "Une réponse à REGISTER ou PUBLISH n’a pas de Record-Route",
        .remedy = "Le registrar, ou pour PUBLISH le serveur de présence, ne doit pas renvoyer le "
                  "Record-Route de la requête. Un proxy qui veut recevoir les requêtes suivantes "
                  "vers l’UA enregistré emploie Path.",
    },
    {
        .id = "record-route-not-copied",
        .problem = "Record-Route de la requête non recopié dans la réponse",
        .requirement = "Une réponse qui crée un dialogue reprend toutes les valeurs Record-Route "
                       "de la requête, dans le même ordre",
        .remedy = "L’UAS doit recopier toutes les valeurs Record-Route de la requête, paramètres "
                  "compris, dans le même ordre.",
        .silence = "Non signalé si la réponse est un 199, qui met fin à un dialogue, ou répond à "
                   "un REFER sans abonnement. Les valeurs que des proxys situés derrière ce "
                   "saut ont placées devant sont ignorées.",
    },
    {
        .id = "record-route-unreachable",
        .problem = "Record-Route avec une adresse loopback ou link-local",
        .requirement = "L’URI qu’un proxy met dans Record-Route mène à lui depuis le lien de ce "
                       "côté",
        .remedy = "Le proxy doit s’enregistrer avec l’adresse qu’il a de ce côté. L’ACK et le BYE "
                  "vont d’abord à cette URI et se perdent.",
        .silence = "Signalé uniquement pour la valeur à laquelle le client, ou le proxy placé "
                   "devant lui, envoie en premier, et que la requête n’avait pas, et pour la "
                   "première valeur d’une requête relayée par un proxy, à laquelle l’appelé envoie "
                   "en premier. Non signalé si l’une des deux extrémités du lien a elle-même une "
                   "telle adresse, ni pour les valeurs entre d’autres proxies.",
    },
    {
        .id = "recv-info-unsolicited",
        .problem = "Recv-Info dans la réponse, mais pas dans la requête",
        .requirement = "Une réponse ne contient Recv-Info que si la requête en contenait un",
        .remedy = "L’UAS doit omettre Recv-Info si la requête n’en avait pas.",
        .silence = "Non signalé si la requête a un Recv-Info et que la réponse n’en a pas : un UAS "
                   "sans la RFC 6086 ne le connaît pas.",
    },
    {
        .id = "redirect-loop",
        .problem = "Boucle de redirection : URI essayée une seconde fois",
        .requirement = "Un client qui suit des redirections n’essaie chaque URI qu’une fois",
        .remedy = "Le client doit mémoriser les URI déjà essayées. Les exploitants des deux "
                  "serveurs devraient veiller à ce que ceux-ci ne se renvoient pas l’un à l’autre.",
        .silence = "Non signalé si le code est 305, après lequel la requête est répétée par "
                   "l’intermédiaire d’un proxy, ou si plus de cinq secondes séparent deux étapes.",
    },
    {
        .id = "redirect-not-followed",
        .problem = "Même requête renvoyée au serveur qui l’a redirigée",
        .requirement = "Un client qui poursuit après une redirection forme sa nouvelle requête à "
                       "partir d’une URI de Contact",
        .remedy = "Le client doit prendre la Request-URI dans le Contact de la redirection et y "
                  "envoyer la requête, ou renoncer. Le même serveur la redirigera de nouveau.",
        .silence = "Signalé seulement si Call-ID, From et To restent les mêmes, et dans les cinq "
                   "secondes : plus tard, ce peut être une personne. Non signalé si Contact n’a "
                   "pas d’URI SIP ou répète la Request-URI (voir 3xx-contact-equals-request-uri), "
                   "ni après un 305, qui désigne un proxy.",
    },
    {
        .id = "redirect-refused-by-old-server",
        .problem = "Requête redirigée refusée par l’ancien serveur",
        .requirement = "Un client qui suit une redirection envoie sa requête à la nouvelle adresse",
        .remedy = "Le client doit déterminer de nouveau la destination d’après la nouvelle "
                  "Request-URI, et abandonner la connexion et l’adresse employées jusque-là. Si ce "
                  "serveur est son proxy sortant, il doit relayer la requête.",
        .silence = "Signalé uniquement si les deux Request-URI ont des adresses IP, la première "
                   "étant celle de ce serveur, et s’il n’y a ni Route ni maddr. Quelle que soit la "
                   "réponse du serveur, redirect-to-old-server parle de la requête.",
    },
    {
        .id = "redirect-sips-downgrade",
        .problem = "Redirection d’une URI SIPS vers une URI SIP suivie par un proxy",
        .requirement = "Un proxy ne suit pas une redirection d’une URI SIPS vers une URI SIP",
        .remedy =
            "Le proxy doit transmettre la redirection à l’appelant, à qui revient la décision.",
        .silence = "Non signalé si c’est un UA qui suit la redirection, ce que la RFC 3261 "
                   "(§8.1.3.4) autorise : on ne peut pas voir s’il a informé son utilisateur.",
    },
    {
        .id = "redirect-to-old-server",
        .problem = "Requête redirigée envoyée au serveur qui l’a redirigée",
        .requirement = "Une requête va à l’adresse de sa Request-URI, sauf si Route ou un proxy "
                       "sortant en décide autrement",
        .remedy = "Si le client n’a pas de proxy sortant, il doit déterminer de nouveau la "
                  "destination d’après le Contact de la redirection. Si ce serveur est son proxy "
                  "sortant, celui-ci doit relayer la requête.",
        .silence = "Signalé seulement sur le saut du client lui-même, si les deux Request-URI ont "
                   "des adresses IP, la première étant celle de ce serveur, et s’il n’y a ni Route "
                   "ni maddr. Les noms ne sont pas résolus.",
    },
    {
        .id = "redirect-with-old-credentials",
        .problem = "Requête redirigée refusée : identifiants de l’ancien serveur",
        .requirement = "Des identifiants valent pour le serveur dont ils suivent le défi et pour "
                       "une Request-URI",
        .remedy = "Le client qui suit une redirection doit retirer les identifiants calculés pour "
                  "le premier serveur, ou les recalculer s’il a un défi du nouveau. Souvent, la "
                  "requête est simplement copiée avec une autre Request-URI.",
        .silence = "Signalé seulement sur le saut du client (un seul Via), si la redirection a "
                   "été capturée, si son Contact est la nouvelle Request-URI et si le nouveau "
                   "serveur, à une autre adresse, répond 400 ou 403. Non signalé s’il envoie un "
                   "défi : le client peut y répondre. Le refus peut avoir une autre raison.",
    },
    {
        .id = "refer-bad-refer-to",
        .problem = "REFER accepté sans Refer-To ou avec plusieurs",
        .requirement = "Un REFER sans Refer-To, ou avec plusieurs, est refusé par un 400",
        .remedy = "Le client doit envoyer un seul Refer-To. Le serveur doit refuser tout autre "
                  "REFER par un 400.",
        .silence = "Signalé uniquement pour les 2xx : d’autres échecs peuvent primer sur celui-ci. "
                   "Plusieurs cibles dans une liste (RFC 5368) forment un seul Refer-To.",
    },
    {
        .id = "refer-events-at-missing",
        .problem = "Refer-Events-At absent alors que le REFER exige explicitsub",
        .requirement =
            "Un 2xx à un REFER dont le Require contient explicitsub contient Refer-Events-At",
        .remedy = "Le serveur doit ajouter Refer-Events-At avec l’URI à laquelle s’abonner, ou "
                  "refuser le REFER par un 420 s’il ne prend pas en charge explicitsub.",
    },
    {
        .id = "refer-no-notify",
        .problem = "REFER accepté, mais aucun NOTIFY n’a suivi",
        .requirement =
            "Un 2xx à REFER est suivi d’un NOTIFY, sauf si le REFER ne crée pas d’abonnement",
        .remedy = "L’agent utilisateur qui accepte un REFER doit envoyer un NOTIFY immédiatement, "
                  "puis un autre avec le résultat final.",
        .silence = "Non signalé si Refer-Sub à false, explicitsub ou nosub excluent l’abonnement, "
                   "ni lorsque subscribe-no-notify ne le serait pas : les mêmes conditions valent "
                   "pour le saut et la fin de la capture.",
    },
    {
        .id = "refer-notify-body-malformed",
        .problem = "NOTIFY sur un REFER sans ligne d’état au début du corps",
        .requirement = "Le corps d’un NOTIFY de l’événement refer est un message/sipfrag qui "
                       "commence par une ligne d’état",
        .remedy = "Le notifieur doit mettre message/sipfrag dans Content-Type, et commencer le "
                  "corps par une ligne d’état complète : « SIP/2.0 200 OK » suivi de CR LF. "
                  "Sinon, l’autre côté peut refuser le NOTIFY, ou ignorer comment le transfert "
                  "s’est terminé.",
        .silence = "Non signalé si la dernière ligne n’a aucune fin de ligne, ce que les "
                   "destinataires acceptent, ni si le corps est encodé ou tronqué. Un NOTIFY "
                   "sans corps est signalé par refer-notify-body-missing.",
    },
    {
        .id = "refer-notify-body-missing",
        .problem = "NOTIFY sans corps au sujet d’un REFER",
        .requirement = "Chaque NOTIFY de l’événement refer contient un corps de type "
                       "message/sipfrag",
        .remedy = "Le notifieur doit dire dans un corps message/sipfrag ce qu’est devenue la "
                  "requête que REFER demandait, au moins « SIP/2.0 100 Trying ». Sans lui, "
                  "l’autre côté ignore si le transfert a réussi.",
        .silence = "Signalé seulement dans un dialogue où un REFER du destinataire a été "
                   "accepté.",
    },
    {
        .id = "refer-notify-not-terminated",
        .problem = "NOTIFY final au sujet d’un REFER qui ne termine pas l’abonnement",
        .requirement =
            "Le NOTIFY qui donne le résultat final d’un REFER dit dans Subscription-State que "
            "l’abonnement est terminé (terminated, avec reason=noresource)",
        .remedy = "Le notifieur doit terminer l’abonnement quand il donne le résultat final. Sinon "
                  "l’autre côté continue d’attendre, et garde peut-être son appel jusqu’à "
                  "l’expiration de l’abonnement.",
        .silence = "Non signalé si le notifieur envoie une autre requête, qui termine peut-être "
                   "l’abonnement, avant 64*T1, ni si la capture s’arrête avant ; un BYE qui suit "
                   "directement ne compte pas. Non signalé si le résultat est un 3xx, un 401 ou un "
                   "407, auquel il est peut-être donné suite, ni si le NOTIFY est refusé.",
    },
    {
        .id = "refer-notify-refused-after-bye",
        .problem = "NOTIFY au sujet d’un REFER refusé après le BYE",
        .requirement = "Un BYE met fin à l’appel, mais pas à l’abonnement qu’un REFER a créé "
                       "dans son dialogue",
        .remedy = "L’agent utilisateur qui a envoyé le REFER doit garder le dialogue jusqu’à la "
                  "fin de son abonnement, et accepter chaque NOTIFY jusque-là, même après un "
                  "BYE. Il peut attendre le NOTIFY final pour envoyer son BYE.",
        .silence = "Signalé seulement si le NOTIFY précédent a été accepté et disait que "
                   "l’abonnement dure encore (expires). Pour le premier NOTIFY, voir "
                   "early-notify-refused ; sans BYE, voir dialog-denied.",
    },
    {
        .id = "refer-replaces-tag-missing",
        .problem = "Replaces dans Refer-To sans to-tag ou from-tag",
        .requirement = "Replaces contient exactement un to-tag et un from-tag",
        .remedy = "L’agent utilisateur qui transfère l’appel doit écrire les deux tags du dialogue "
                  "à remplacer, tels que la cible du transfert les connaît : le sien dans "
                  "to-tag. Sinon la cible ne trouve aucun dialogue, et le transfert échoue.",
    },
    {
        .id = "register-cseq-not-increased",
        .problem = "CSeq d’un REGISTER pas plus élevé que le précédent",
        .requirement = "Chaque REGISTER avec le même Call-ID porte un numéro CSeq plus élevé",
        .remedy = "Le client doit augmenter CSeq à chaque REGISTER, même après un défi. S’il a "
                  "perdu le compte, après un redémarrage, il doit prendre un nouveau Call-ID : "
                  "un registrar refuse ou ignore les numéros plus bas.",
        .silence = "Signalé seulement après un REGISTER du même client, du même Call-ID et pour "
                   "la même adresse, accepté depuis plus d’un aller-retour. Derrière des proxies "
                   "(plusieurs Via), le même numéro n’est signalé que si le dernier Via montre "
                   "une autre requête. Après un défi, voir auth-cseq-not-incremented.",
    },
    {
        .id = "register-expires-zero-overridden",
        .problem = "Expires: 0, mais chaque Contact a son propre expires",
        .requirement = "Un contact enregistré est supprimé par expires=0 dans son Contact, ou "
                       "par Expires: 0 si le Contact n’a pas d’expires",
        .remedy = "Pour se désenregistrer, le client doit omettre le paramètre expires ou le "
                  "mettre à 0. Souvent, il a recopié le Contact du dernier 2xx avec son expires. "
                  "En l’état, le registrar garde à juste titre le contact, et les appels y "
                  "arrivent encore.",
        .silence = "Non signalé si un Contact n’a pas d’expires, car Expires: 0 le supprime, ni "
                   "si la capture a tronqué les en-têtes.",
    },
    {
        .id = "register-feature-params-dropped",
        .problem = "Paramètres de capacité du Contact absents du 2xx",
        .requirement = "Un registrar renvoie chaque Contact avec tous ses paramètres de capacité",
        .remedy = "Le registrar devrait mémoriser les paramètres de capacité de chaque Contact et "
                  "les renvoyer dans son 2xx.",
        .silence = "Signalé uniquement au niveau « Chat » : un registrar sans la RFC 3840 ignore "
                   "ces paramètres.",
    },
    {
        .id = "register-immediate-retry",
        .problem = "REGISTER retenté aussitôt après une expiration",
        .requirement = "Après l’expiration d’un REGISTER, le client attend avant de réessayer "
                       "auprès du même registrar",
        .remedy = "Le client devrait attendre, de plus en plus longtemps après chaque échec, ou "
                  "essayer un autre registrar.",
        .silence = "Signalé uniquement si l’absence de réponse est prouvée : sur UDP par les "
                   "retransmissions, sur TCP et TLS par un flux capturé sans lacune. Non signalé "
                   "si un autre registrar est essayé, ou si une seconde s’est écoulée.",
    },
    {
        .id = "register-not-refreshed",
        .problem = "Enregistrement expiré sans rafraîchissement",
        .requirement =
            "Un client qui reste actif renvoie REGISTER avant l’expiration de son enregistrement",
        .remedy =
            "Le client doit renvoyer REGISTER avant la fin de la durée accordée dans le 2xx, sinon "
            "il devient injoignable. Vérifiez d’abord s’il veut toujours être enregistré.",
        .silence =
            "Signalé uniquement si la capture dépasse d’un dixième la durée accordée (10 s "
            "au minimum) et si le client a ensuite encore envoyé du SIP sur ce saut : un "
            "client éteint n’envoie rien. Non signalé si le contact enregistré a été "
            "supprimé (expires à 0 ou *), si un REGISTER a été envoyé pour lui, quel qu’en "
            "soit le résultat (voir register-refresh-late), si plusieurs contacts ont été "
            "accordés à cette adresse, si le registrar y envoie toujours des requêtes (une "
            "réponse du client le montre aussi), si le REGISTER a été retransmis après son "
            "2xx, qui n’est peut-être pas arrivé, ou s’il manque dans la capture un REGISTER "
            "dont la réponse s’y trouve. Un rafraîchissement depuis n’importe quel port "
            "source est accepté.",
    },
    {
        .id = "register-overlap",
        .problem = "REGISTER envoyé alors que le précédent était en attente",
        .requirement = "Un nouveau REGISTER n’est envoyé qu’après la réponse finale au précédent, "
                       "ou l’expiration de celui-ci",
        .remedy = "Le client doit attendre la réponse finale au REGISTER précédent, ou "
                  "l’expiration du délai.",
        .silence = "Non signalé si la réponse au premier REGISTER n’a pas été vue après le second. "
                   "Non signalé non plus pour les interrogations et les suppressions, les autres "
                   "utilisateurs, les autres serveurs et les flux outbound (reg-id), qui "
                   "s’enregistrent en parallèle.",
    },
    {
        .id = "register-refresh-late",
        .problem = "Enregistrement rafraîchi après son expiration",
        .requirement = "Un client rafraîchit son enregistrement avant la fin de la durée accordée "
                       "par le registrar",
        .remedy = "Le client doit caler son rafraîchissement sur le 2xx (expires dans son Contact, "
                  "sinon Expires), et non sur la durée demandée. Entre l’expiration et le "
                  "rafraîchissement, il est injoignable.",
        .silence =
            "Signalé uniquement si le numéro CSeq suit celui du REGISTER accepté, ou celui d’un "
            "rafraîchissement qui a reçu un défi à temps, ce qui prouve "
            "que le client n’en a envoyé aucun entre-temps, par quelque chemin que ce soit. Non "
            "signalé si le contact enregistré a été supprimé (expires à 0 ou *), si ce REGISTER le "
            "supprime, s’il a un autre Call-ID, à moins d’une seconde, ou si le REGISTER a été "
            "retransmis après son 2xx, qui n’est peut-être pas arrivé.",
    },
    {
        .id = "register-star-not-zero",
        .problem = "Contact: * non seul, ou sans Expires: 0",
        .requirement = "Contact: * s’emploie seul et avec Expires: 0",
        .remedy = "Le client doit envoyer Expires: 0 avec Contact: *, et aucun autre Contact. "
                  "Pour s’enregistrer, il doit nommer son Contact.",
    },
    {
        .id = "reinvite-before-ack",
        .problem = "re-INVITE de l’appelé avant l’ACK, et refusé",
        .requirement = "Entre son 2xx et l’ACK, l’appelé n’envoie rien dans le dialogue, hormis "
                       "des copies du 2xx",
        .remedy = "L’appelé doit attendre l’ACK à son 2xx avant d’envoyer un re-INVITE : d’ici là, "
                  "l’appelant peut considérer son propre INVITE comme en cours. Un B2BUA qui "
                  "reconnecte les médias doit en faire autant de chaque côté.",
        .silence = "Signalé seulement si le re-INVITE a été refusé et si l’unique ACK a été "
                   "capturé après lui, à plus de 50 ms ou derrière la réponse à celui-ci. Non "
                   "signalé si le 2xx a été retransmis, ou au-delà de 64*T1. Si le 2xx contenait "
                   "une offre, offer-before-ack le signale.",
    },
    {
        .id = "reinvite-while-pending",
        .problem = "Re-INVITE envoyé alors qu’un autre INVITE est en cours",
        .requirement = "Aucun INVITE n’est envoyé dans un dialogue tant qu’un autre INVITE y est "
                       "en cours, dans un sens ou dans l’autre",
        .remedy = "Le client doit attendre la réponse finale à l’INVITE précédent, quel que soit "
                  "le côté qui l’a émis, avant d’en envoyer un autre.",
        .silence =
            "Non signalé lorsque la capture ne contient pas les messages qui ont créé le dialogue "
            "sur ce saut, ou que deux sauts relient les mêmes adresses. Non signalé si les "
            "INVITE des deux côtés se croisent, ce qui n’est pas une faute : un INVITE de l’autre "
            "côté ne compte que si l’émetteur avait commencé à y répondre. Non signalé si la "
            "réponse finale manquante a pu simplement échapper à la capture.",
    },
    {
        .id = "rel1xx-after-final",
        .problem = "Nouvelle réponse provisoire fiable après la réponse finale",
        .requirement =
            "Aucune nouvelle réponse provisoire fiable n’est envoyée après la réponse finale",
        .remedy = "Le serveur doit envoyer ses réponses provisoires fiables avant sa réponse "
                  "finale, ou pas du tout.",
        .silence =
            "Non signalé si provisional-after-final l’est : elle relève d’une autre branche de "
            "forking, son RSeq a déjà été vu (retransmission), ou elle suit de si près la réponse "
            "finale qu’elle peut être la seconde copie d’une réponse perdue par la capture. Sur "
            "TCP et TLS, rien ne se perd si le flux a été capturé sans lacune.",
    },
    {
        .id = "rel1xx-contact-missing",
        .problem = "Réponse provisoire fiable sans Contact",
        .requirement = "Une réponse provisoire fiable indique dans Contact où envoyer son PRACK",
        .remedy = "L’UA de l’appelé doit ajouter un Contact avec une URI SIP ou SIPS qui permette "
                  "de le joindre. Sans lui, l’appelant ne sait où envoyer PRACK et UPDATE.",
        .silence =
            "Non signalé pour un re-INVITE, qui ne crée pas de dialogue, ou si ni l’INVITE ni "
            "un 100 sans tag To n’ont été capturés, car c’en est peut-être un ; ou si le "
            "branch n’a pas z9hG4bK, l’appelant étant alors un équipement RFC 2543.",
    },
    {
        .id = "rel1xx-non-invite",
        .problem = "Réponse provisoire fiable à une requête autre qu’INVITE",
        .requirement = "Seul un INVITE peut recevoir des réponses provisoires fiables",
        .remedy = "Le serveur doit envoyer tout de suite sa réponse finale, sans RSeq ni 100rel "
                  "dans Require.",
        .silence = "Non signalé si la méthode n’est pas enregistrée : elle peut avoir été conçue "
                   "pour des réponses provisoires fiables.",
    },
    {
        .id = "rel1xx-not-offered",
        .problem = "1xx fiable envoyé à un client qui n’a pas proposé 100rel",
        .requirement = "Une réponse provisoire n’est envoyée de façon fiable que si Supported ou "
                       "Require de la requête contient 100rel",
        .remedy = "L’UAS doit envoyer ce 1xx de façon non fiable, sans RSeq ni 100rel dans "
                  "Require. Le client n’enverra pas de PRACK.",
    },
    {
        .id = "rel1xx-not-pracked",
        .problem = "Réponse provisoire fiable sans PRACK",
        .requirement = "Le client acquitte chaque réponse provisoire fiable par un PRACK",
        .remedy = "Le client doit envoyer un PRACK. Vérifiez d’abord que la réponse lui parvient "
                  "et où va son PRACK : au Contact de la réponse, en suivant son Record-Route. Un "
                  "PRACK qui a reçu un défi doit être renvoyé avec des identifiants.",
        .silence =
            "Signalé uniquement si la réponse a été envoyée trois fois, ou si l’ACK à un 2xx a été "
            "vu dans le même dialogue : un PRACK peut suivre un autre chemin que l’INVITE. Un "
            "PRACK qui a reçu un défi ne compte pas si la réponse est retransmise ensuite. Non "
            "signalé pour les réponses hors séquence, qui ne doivent pas être acquittées, ou si "
            "l’INVITE ne proposait pas 100rel. L’ACK ne compte pas si les numéros CSeq du client "
            "montrent qu’une de ses requêtes n’a pas été capturée.",
    },
    {
        .id = "rel1xx-repeated-after-prack",
        .problem = "1xx fiable encore retransmis après acceptation de son PRACK",
        .requirement = "Le serveur cesse de retransmettre une réponse provisoire fiable dès que "
                       "son PRACK est arrivé",
        .remedy = "Le serveur doit considérer la réponse comme acquittée quand il envoie 2xx au "
                  "PRACK, et arrêter son temporisateur de retransmission.",
        .silence =
            "Non signalé si le 2xx au PRACK ne vient pas du même serveur sur le même saut. Signalé "
            "une seule fois, sur la première copie arrivée plus de T1 après ce 2xx : les copies "
            "antérieures peuvent le croiser. Les paquets capturés deux fois sont ignorés.",
    },
    {
        .id = "rel1xx-require-missing",
        .problem = "RSeq présent, mais 100rel absent de Require",
        .requirement = "Une réponse provisoire avec RSeq contient 100rel dans Require",
        .remedy = "Le serveur doit ajouter 100rel dans Require. Sans cela, le client tient la "
                  "réponse pour non fiable et n’envoie pas de PRACK.",
        .silence = "Non signalé si la requête n’est pas un INVITE : rel1xx-non-invite le signale.",
    },
    {
        .id = "rel1xx-required-but-unreliable",
        .problem = "1xx non fiable alors que l’INVITE exige 100rel",
        .requirement = "Tout 1xx sauf 100 à un INVITE dont le Require contient 100rel est envoyé "
                       "de façon fiable",
        .remedy = "L’UAS doit ajouter à son 1xx RSeq et un Require avec 100rel, ou refuser "
                  "l’INVITE par un 420 s’il ne prend pas en charge 100rel.",
    },
    {
        .id = "rel1xx-rseq-missing",
        .problem = "Réponse provisoire fiable sans RSeq",
        .requirement = "Une réponse provisoire dont le Require contient 100rel porte un RSeq",
        .remedy =
            "Le serveur doit ajouter RSeq. Sans lui, aucun PRACK ne peut désigner cette réponse.",
        .silence = "Non signalé si la requête n’est pas un INVITE : rel1xx-non-invite le signale.",
    },
    {
        .id = "rel1xx-second-before-prack",
        .problem = "Deuxième 1xx fiable avant le PRACK du premier",
        .requirement = "La deuxième réponse provisoire fiable attend le PRACK de la première",
        .remedy = "Le serveur ne doit pas envoyer la deuxième avant l’acquittement de la "
                  "première : le client ne peut pas connaître leur ordre.",
        .silence = "Signalé uniquement si le PRACK est venu après la deuxième réponse, ou si la "
                   "première a été renvoyée après elle. Non signalé pour la troisième et les "
                   "suivantes, qui devraient attendre sans y être tenues. Chaque branche de "
                   "forking est vérifiée séparément.",
    },
    {
        .id = "replaces-tags-swapped",
        .problem = "to-tag et from-tag de Replaces intervertis",
        .requirement =
            "Dans Replaces, to-tag est le tag de l’agent utilisateur qui reçoit l’INVITE, et "
            "from-tag celui de l’autre côté du dialogue à remplacer",
        .remedy = "L’agent utilisateur qui a écrit le Replaces doit donner les tags tels que le "
                  "destinataire de l’INVITE les connaît. Qui transfère un de ses propres appels "
                  "met son tag dans from-tag et le tag distant dans to-tag, quel que soit "
                  "l’appelant.",
        .silence =
            "Signalé uniquement si le dialogue à remplacer a été capturé. Pour un REFER, seulement "
            "si son émetteur est l’un des côtés de ce dialogue et si Refer-To mène à l’autre ; "
            "pour un INVITE, seulement si sa Request-URI est le Contact de celui qui le reçoit, "
            "s’il a été refusé par 481, 486 ou 603 et si aucun REFER portant la même faute n’a été "
            "capturé : derrière un B2BUA, ou pour un appel intercepté à travers lui, les tags "
            "peuvent être corrects.",
    },
    {
        .id = "request-after-bye",
        .problem = "Requête dans un appel auquel un BYE a mis fin",
        .requirement = "Après un BYE et son 2xx, plus aucune requête de l’appel n’est envoyée",
        .remedy = "L’agent utilisateur doit considérer l’appel comme terminé dès qu’il a répondu à "
                  "un BYE, ou que son propre BYE a été accepté, et ne plus rien y envoyer, pas "
                  "même un second BYE.",
        .silence =
            "Signalé seulement sur le saut de l’émetteur (un seul Via), si la capture contient "
            "le début du dialogue et si le 2xx au BYE a été capturé plus de 50 ms avant : des BYE "
            "qui se croisent ne sont pas une faute. Non signalé pour SUBSCRIBE, NOTIFY et REFER : "
            "un abonnement peut survivre à l’appel. Une fois par dialogue.",
    },
    {
        .id = "request-contact-missing",
        .problem = "Requête créant un dialogue sans Contact",
        .requirement = "Une requête qui peut créer un dialogue contient Contact",
        .remedy = "Le client doit ajouter Contact avec l’URI où il accepte les requêtes du "
                  "dialogue. Sans lui, le pair ne peut pas envoyer son BYE ou son NOTIFY ; "
                  "beaucoup refusent la requête par 400.",
        .silence = "Non signalé dans un dialogue, ni de nouveau quand un proxy transmet la "
                   "requête, ni pour un client de la RFC 2543 (branch sans z9hG4bK).",
    },
    {
        .id = "request-header-in-response",
        .problem = "En-tête de requête dans une réponse",
        .requirement =
            "Les en-têtes qui n’ont de sens que dans une requête sont absents des réponses",
        .remedy = "Le serveur ne devrait pas recopier cet en-tête depuis la requête. Les "
                  "récepteurs doivent l’ignorer.",
        .silence =
            "Non signalé lorsque l’en-tête exprime une préférence de l’appelant (Accept-Contact, "
            "Request-Disposition…), ou qu’aucune RFC ne l’exclut expressément des réponses. "
            "Max-Forwards a sa propre règle : max-forwards-in-response.",
    },
    {
        .id = "request-refused",
        .problem = "Requête refusée",
        .requirement = "Une réponse finale de 300 à 699 refuse la requête ; le code, Warning et "
                       "Reason disent pourquoi",
        .remedy = "Vérifier d’abord le code, le libellé et le Warning. La réponse elle-même "
                  "n’enfreint ici aucune règle.",
        .silence = "Non signalé pour INVITE, qui a call-failed-summary, ni si le client a répondu "
                   "à un défi, à une 422 ou à une 423 par une autre requête.",
    },
    {
        .id = "request-retrans-after-final",
        .problem = "Requête retransmise bien que sa réponse finale soit venue deux fois",
        .requirement =
            "Un client cesse de retransmettre sa requête dès qu’une réponse finale arrive",
        .remedy =
            "Vérifiez d’abord que la réponse parvient au client : si la capture a été prise près "
            "du serveur, cherchez des pertes, un mauvais port ou un NAT. Si elle lui parvient, le "
            "client ne la rattache pas à sa requête : comparez Via, Call-ID, CSeq et tags.",
        .silence =
            "Signalé seulement sur UDP, une fois que le serveur a retransmis sa réponse au moins "
            "la moitié de T1 après la première : une seule réponse peut se perdre en route. Non "
            "signalé si la copie a pu croiser la réponse (le double de la réaction la plus rapide "
            "vue chez ce client, au moins 100 ms et au plus 1,5 fois T1), si elle diffère de la "
            "première, ou si son émetteur est un proxy qui venait de la recevoir, ou qui a pu la "
            "recevoir sans que la capture le montre. Signalé une fois par transaction.",
    },
    {
        .id = "request-retrans-on-reliable",
        .problem = "Requête retransmise sur un transport fiable",
        .requirement = "Sur un transport fiable, une requête n’est envoyée qu’une fois",
        .remedy = "Le client ne doit lancer ni le Timer A ni le Timer E sur TCP, TLS, SCTP ou "
                  "WebSocket : le transport retransmet lui-même ce qui se perd.",
        .silence = "Non signalé si la requête est un ACK, répété à chaque copie d’un 2xx, ou si la "
                   "copie est arrivée par une autre connexion. Signalé une fois par transaction.",
    },
    {
        .id = "resp-mandatory-header-missing",
        .problem = "En-tête obligatoire absent de la réponse",
        .requirement = "Toute réponse contient Via, From, To, Call-ID et CSeq",
        .remedy = "Le serveur doit recopier ces en-têtes depuis la requête. Sans eux, le client ne "
                  "peut pas rattacher la réponse à sa requête.",
    },
    {
        .id = "response-applied-extension-unlisted",
        .problem = "Préconditions obligatoires dans le SDP, mais pas dans Require",
        .requirement =
            "Une réponse à préconditions SDP obligatoires porte precondition dans Require",
        .remedy = "L’UA de l’appelé doit ajouter precondition à Require, ou rendre les "
                  "préconditions facultatives.",
        .silence =
            "Signalé uniquement pour les préconditions, seule autre extension dont l’usage se voit "
            "dans un seul message. 100rel, les session timers et outbound ont leurs propres "
            "règles ; si l’une de ces extensions manque déjà dans Require, cette règle n’est pas "
            "signalée en plus. Non signalé en IMS, qui annonce les préconditions dans Supported.",
    },
    {
        .id = "response-mirrors-request",
        .problem = "La réponse est la requête avec une autre première ligne",
        .requirement =
            "Une réponse recopie seulement Via, From, To, Call-ID, CSeq et Record-Route, et porte "
            "dans tous les autres en-têtes les valeurs du serveur",
        .remedy = "Le serveur doit construire sa réponse au lieu de changer la première ligne de "
                  "la requête. Le client prend son propre Contact, ses méthodes et ses "
                  "identifiants pour ceux du serveur.",
        .silence = "Signalé uniquement si six en-têtes ou plus reviennent inchangés, dont un "
                   "qu’aucun serveur n’aurait par hasard : Max-Forwards, "
                   "Route, des identifiants, Event, ou Contact hors d’un enregistrement.",
    },
    {
        .id = "response-not-repeated",
        .problem = "Réponse finale non répétée pour une requête retransmise",
        .requirement = "Le serveur répète sa réponse finale à chaque copie de la requête",
        .remedy =
            "Le serveur doit garder sa réponse finale jusqu’à l’expiration du Timer J (pour un "
            "INVITE, du Timer H, ou jusqu’à l’ACK), et la renvoyer à chaque retransmission "
            "de la requête.",
        .silence = "Non signalé si le transport est fiable, après le Timer J (64*T1), pour 401 et "
                   "407, qu’envoient des serveurs sans état (RFC 3261 §26.3.2.4), ou pour une "
                   "seule copie, qui a pu se perdre en chemin. Pour un 2xx à INVITE, voir "
                   "2xx-not-repeated.",
    },
    {
        .id = "response-require-not-supported",
        .problem = "La réponse exige une extension que le client n’a pas proposée",
        .requirement = "Une réponse n’exige que des extensions prises en charge par le client",
        .remedy = "Le serveur doit se passer d’une extension absente de Supported, ou rejeter la "
                  "requête par un 421.",
        .silence =
            "Non signalé si le code est 421 ou 494, qui indiquent ce que le client doit prendre en "
            "charge. Trois cas ont leur propre règle : 100rel dans une réponse provisoire "
            "(rel1xx-not-offered), timer avec refresher=uac (se-unsupported-by-uac), et outbound "
            "sans flux (outbound-require-without-regid).",
    },
    {
        .id = "response-to-ack",
        .problem = "Réponse envoyée à un ACK",
        .requirement = "Un ACK ne reçoit jamais de réponse",
        .remedy = "Le serveur doit ignorer sans rien renvoyer un ACK qu’il ne peut rattacher à "
                  "aucune transaction.",
    },
    {
        .id = "response-wrong-connection",
        .problem = "Réponse envoyée sur une autre connexion que celle de la requête",
        .requirement =
            "Sur TCP ou TLS, une réponse emprunte la connexion par laquelle la requête est arrivée",
        .remedy = "Le serveur doit retenir, pour chaque transaction, la connexion de la requête, "
                  "et y répondre.",
        .silence = "Signalé uniquement si la connexion de la requête était certainement ouverte : "
                   "son client a continué à l’utiliser, ou la réponse a emprunté une autre "
                   "connexion du client, vers un port absent du Via. Non signalé avec le paramètre "
                   "alias de la RFC 5923, ni si la requête a été envoyée plusieurs fois.",
    },
    {
        .id = "response-wrong-destination",
        .problem = "Réponse envoyée ailleurs que là où l’indique son premier Via",
        .requirement =
            "Sur UDP, une réponse est envoyée à l’adresse et au port qu’indique son premier Via",
        .remedy = "Le serveur doit envoyer à received et rport si les deux sont présents, sinon au "
                  "port de sent-by (5060 à défaut).",
        .silence =
            "Non signalé si maddr est présent, si sent-by est un nom que le DNS doit résoudre, ou "
            "si received ou rport diffère de la source de la requête telle que capturée : un NAT "
            "se trouve alors sur le chemin. Non signalé non plus si la réponse retourne là d’où "
            "vient sa requête et que le client l’a demandé par rport ou se trouve derrière un "
            "NAT ; sans cela, uniquement si le client montre, en retransmettant sa requête, qu’il "
            "n’écoute pas à cet endroit. Un proxy qui renvoie une réponse là d’où elle vient est "
            "signalé dans tous les cas.",
    },
    {
        .id = "response-wrong-source",
        .problem = "Réponse partie d’une autre adresse que celle visée par la requête",
        .requirement =
            "Avec rport, une réponse part de l’adresse et du port qui ont reçu la requête",
        .remedy = "Le serveur doit répondre depuis la socket qui a reçu la requête. NAT et "
                  "pare-feu rejettent tout le reste.",
        .silence =
            "Non signalé si rport n’est pas rempli ou si received manque (le serveur peut alors "
            "utiliser n’importe laquelle de ses adresses), si la requête visait un groupe "
            "multicast, ou si un NAT se trouve entre le point de capture et le serveur.",
    },
    {
        .id = "retrans-interval-not-exponential",
        .problem = "Intervalles de retransmission qui ne doublent pas",
        .requirement = "Les intervalles entre les retransmissions doublent",
        .remedy =
            "Le client (pour une requête) ou le serveur (pour une réponse) doit doubler "
            "l’intervalle chaque fois, jusqu’à T2 sauf pour INVITE et les réponses provisoires "
            "fiables. Un réseau en difficulté doit recevoir moins de paquets, non davantage.",
        .silence = "Signalé uniquement si les deuxième et troisième intervalles sont inférieurs à "
                   "1,2 fois le premier, quel que soit T1 : des copies perdues n’ont jamais à "
                   "elles seules cet effet. Non signalé pour les réponses aux requêtes autres "
                   "qu’INVITE, ou si une copie de l’INVITE a provoqué la réponse.",
    },
    {
        .id = "retry-after-unexpected-code",
        .problem = "Retry-After avec un code qui ne le prévoit pas",
        .requirement = "Retry-After est défini pour 404, 413, 480, 486, 500, 503, 600 et 603",
        .remedy = "Le serveur devrait choisir un code pour lequel Retry-After est défini, par "
                  "exemple 503. Avec celui-ci, les clients peuvent l’ignorer.",
        .silence = "Non signalé lorsque le code n’est pas enregistré : les clients le traitent "
                   "comme le x00 de sa classe, et son inventeur a pu définir Retry-After pour lui.",
    },
    {
        .id = "retry-after-zero-or-huge",
        .problem = "Retry-After nul ou supérieur à un jour",
        .requirement = "Retry-After indique un délai réaliste : de 1 s à un jour",
        .remedy =
            "Le serveur devrait indiquer un délai après lequel une nouvelle tentative a un sens.",
        .silence = "Non signalé si 0 est justifié : dans un 500 à INVITE ou UPDATE, qui départage "
                   "deux requêtes croisées, et dans un 503 à REGISTER, qui fait passer aussitôt le "
                   "client à un autre serveur.",
    },
    {
        .id = "retry-before-retry-after",
        .problem = "Requête envoyée avant la fin du délai Retry-After",
        .requirement = "Un client ne sollicite pas le serveur avant la fin du délai Retry-After",
        .remedy = "Le client devrait essayer un autre serveur, ou attendre le délai indiqué dans "
                  "Retry-After.",
        .silence = "Non signalé si la requête est un appel d’urgence, met fin à quelque chose, est "
                   "une autre requête d’un dialogue, ou pouvait déjà être en route. Un 503 "
                   "concerne tout ce que ce client (adresse et Via) envoie au serveur, jusqu’à ce "
                   "que celui-ci réponde par un 2xx. Tout autre code ne concerne que la même "
                   "requête : même Call-ID, ou REGISTER ou OPTIONS du même utilisateur. Après un "
                   "413, un corps plus petit peut suivre aussitôt.",
    },
    {
        .id = "retry-unmodified-4xx",
        .problem = "Requête répétée à l’identique après un 4xx",
        .requirement =
            "Une requête refusée par un 4xx n’est pas renvoyée à l’identique au même serveur",
        .remedy = "Le client devrait modifier ce que la réponse met en cause, essayer un autre "
                  "serveur, ou informer son utilisateur. La même requête échouera de nouveau.",
        .silence = "Non signalé si plus de cinq secondes se sont écoulées (action d’une personne "
                   "ou envoi périodique), après 408, 430, 470, 482, 487 et 491, si Retry-After "
                   "était présent, ou si une règle plus précise s’applique (403, 412, 415, 420, "
                   "422, 423, 438, identifiants refusés, défis sans réponse, dialogues terminés). "
                   "Les différences de Via, CSeq, tags, dates et Max-Forwards sont ignorées.",
    },
    {
        .id = "ringing-with-sdp-no-media-auth",
        .problem = "180 avec SDP : retour d’appel local ou early media, rien ne le dit",
        .requirement = "Un 180 avec SDP indique par P-Early-Media si un early media est émis",
        .remedy = "Le serveur n’enfreint aucune règle. Si les appelants n’entendent rien ou "
                  "entendent deux tonalités, il devrait indiquer par P-Early-Media s’il émet un "
                  "média, ou retirer le SDP du 180.",
        .silence = "Non signalé si P-Early-Media est présent, ou si le SDP ne décrit aucun média.",
    },
    {
        .id = "route-headers-without-lr",
        .problem = "URI de Record-Route, Path ou Service-Route sans lr",
        .requirement = "Les URI de Record-Route, Path et Service-Route portent le paramètre lr",
        .remedy = "Le proxy ou le registrar qui a inséré l’URI doit y ajouter le paramètre lr. "
                  "Sinon, toute requête sur cette route est réécrite comme pour un routeur strict.",
        .silence =
            "Non signalé si l’URI porte maddr : c’est alors le Record-Route d’un proxy RFC 2543.",
    },
    {
        .id = "route-own-not-removed",
        .problem = "Requête relayée par un proxy avec sa propre Route en tête",
        .requirement = "Un proxy retire la première Route si elle mène à lui-même, et envoie la "
                       "requête à la suivante",
        .remedy =
            "Le proxy doit retirer de Route sa propre valeur avant de relayer la requête. Si elle "
            "y figurait deux fois à l’arrivée, le proxy ou l’agent utilisateur qui le précède en a "
            "ajouté une : corrigez-le aussi. Le serveur suivant pourrait renvoyer la requête.",
        .silence =
            "Signalé seulement si le proxy est reconnu à son adresse : source, Via et Route ont la "
            "même, les deux derniers avec les mêmes port et transport, et il y a un autre Via en "
            "dessous. Non signalé pour une URI sans lr, ni si le proxy envoie à lui-même.",
    },
    {
        .id = "rport-missing-behind-nat",
        .problem = "Réponses perdues pour un client derrière un NAT, sans rport",
        .requirement = "Un client qui peut être derrière un NAT demande par rport les réponses "
                       "au port d’où il émet",
        .remedy = "Le client devrait ajouter rport à son Via : sans lui, le serveur doit "
                  "répondre au port du Via, et le NAT rejette ces paquets. Beaucoup de serveurs "
                  "peuvent être configurés pour répondre à l’origine de la requête.",
        .silence = "Signalé seulement si toutes les réponses sont allées à l’adresse du client "
                   "et au port de son Via, l’une d’elles deux fois, et si le client a continué à "
                   "envoyer sa requête pendant au moins 2*T1 après elle. Jugé seulement sur le "
                   "saut du client lui-même (un seul Via), où le Via indique une autre adresse "
                   "que celle d’où vient le paquet.",
    },
    {
        .id = "rseq-not-plus-one",
        .problem = "RSeq ne dépasse pas de un le précédent",
        .requirement =
            "Dans un dialogue, chaque nouvelle réponse provisoire fiable a un RSeq supérieur de un",
        .remedy = "Le serveur doit augmenter RSeq de un à chaque nouvelle réponse fiable. Le "
                  "client ignore toute autre valeur et n’envoie pas de PRACK.",
        .silence =
            "Le même RSeq n’est pas une copie si le code ou les médias diffèrent. Non signalé si "
            "aucun PRACK de la réponse précédente n’a été vu (une réponse "
            "intermédiaire a pu se perdre), ou s’il manque un seul numéro (la capture a pu perdre "
            "ce paquet), sauf si la réponse est partie trois fois sans aucun PRACK ; mais signalé "
            "sur TCP et TLS si l’agent utilisateur lui-même répond et "
            "que le flux a été capturé sans lacune. Chaque branche de forking a sa propre suite.",
    },
    {
        .id = "rseq-out-of-range",
        .problem = "RSeq n’est pas un nombre de 1 à 2147483647",
        .requirement = "RSeq est un nombre ; le premier est compris entre 1 et 2147483647",
        .remedy = "Le serveur doit commencer par un RSeq compris entre 1 et 2147483647, puis "
                  "ajouter un à chaque nouvelle réponse fiable.",
        .silence =
            "Non signalé si RSeq ne dépasse pas 2147483647 de plus de 100 : la limite vaut pour "
            "la première réponse fiable à une requête, et la capture a pu perdre celles qui "
            "précèdent.",
    },
    {
        .id = "rseq-outside-1xx",
        .problem = "RSeq dans une réponse finale",
        .requirement = "RSeq ne s’emploie que dans les réponses provisoires",
        .remedy =
            "Le serveur devrait retirer RSeq des réponses finales, qu’aucun PRACK n’acquitte.",
        .silence = "Non signalé si RSeq figure dans un 100, ou dans une réponse provisoire à une "
                   "autre méthode qu’INVITE : d’autres règles le signalent.",
    },
    {
        .id = "sdp-after-answer",
        .problem = "SDP renvoyé après la réponse SDP fiable",
        .requirement = "Après une réponse SDP envoyée de façon fiable, les réponses suivantes ne "
                       "portent pas de SDP",
        .remedy = "Le serveur devrait retirer le SDP. C’est sans gravité tant qu’il est identique.",
        .silence = "Non signalé si le SDP diffère : answer-differs-from-preview le signale.",
    },
    {
        .id = "sdp-private-address",
        .problem = "Adresse média privée dans un SDP venu d’une adresse publique",
        .requirement = "L’adresse média du SDP est joignable par le pair",
        .remedy = "L’agent utilisateur qui a envoyé le SDP doit y mettre une adresse joignable par "
                  "le pair, employer ICE ou faire passer le média par un relais. Vérifiez d’abord "
                  "si un SBC ou un ALG réécrit le SDP plus loin.",
        .silence = "Non signalé si la source est privée elle aussi, si la destination ou un Via a "
                   "une adresse du même bloc privé, si la description porte des attributs ICE ou "
                   "a=rtcp-mux, ou si le port du flux vaut 0. Signalé pour la première description "
                   "d’une transaction et, parmi les INVITE d’un client dans un appel, pour la "
                   "première. La ligne c= de la section média l’emporte ; les préfixes de "
                   "documentation sont considérés comme publics, comme dans contact-unroutable.",
    },
    {
        .id = "sdp-session-id-changed",
        .problem = "Identifiant de session de o= remplacé en cours d’appel",
        .requirement = "Une offre ultérieure reprend la ligne o= précédente, à la version près",
        .remedy = "L’émetteur doit conserver le nom d’utilisateur, l’identifiant de session et "
                  "l’adresse de sa ligne o= pendant tout le dialogue, et n’augmenter que la "
                  "version, de 1. Sinon, la réaction du pair n’est pas définie : il peut ignorer "
                  "l’offre, la refuser ou relancer son média.",
        .silence = "Signalé seulement si le nom d’utilisateur et l’adresse de o= n’ont pas changé "
                   "et si le premier flux va à la même adresse et au même port : sinon, l’offre "
                   "peut venir d’un autre équipement derrière le dialogue. Comparaison comme pour "
                   "sdp-version-not-increased. Un identifiant de session qui n’est pas un nombre "
                   "n’est pas comparé.",
    },
    {
        .id = "sdp-version-not-increased",
        .problem = "Offre SDP modifiée, mais même version dans o=",
        .requirement = "Une offre qui modifie la session porte une version plus élevée dans sa "
                       "ligne o=",
        .remedy = "L’émetteur, ou un équipement intermédiaire qui modifie le SDP, doit augmenter "
                  "de 1 la version dans o= dès qu’une autre ligne change. Le pair peut ignorer "
                  "une offre dont il connaît la version : une mise en garde ou une nouvelle "
                  "adresse média reste alors sans effet.",
        .silence = "Comparé à la description que le même côté a envoyée auparavant dans ce "
                   "dialogue, sur le même chemin ; une description de session non capturée n’est "
                   "pas un changement. Une offre est jugée dans une requête ou dans le "
                   "2xx à un re-INVITE sans offre, les réponses SDP ne le sont pas.",
    },
    {
        .id = "se-below-minimum",
        .problem = "Session-Expires du 2xx inférieur à Min-SE ou à 90 secondes",
        .requirement =
            "Session-Expires d’un 2xx n’est inférieur ni au Min-SE de la requête ni à 90 secondes",
        .remedy = "L’UAS ne doit pas réduire Session-Expires à moins de 90 secondes ni sous le "
                  "Min-SE reçu.",
        .silence = "Non signalé si la valeur n’est inférieure qu’à un Min-SE relevé plus loin par "
                   "un proxy : cette valeur n’est pas connue ici.",
    },
    {
        .id = "se-increased",
        .problem = "Session-Expires du 2xx supérieur à la valeur demandée",
        .requirement = "Session-Expires d’un 2xx ne dépasse pas celui de la requête",
        .remedy = "L’UAS doit conserver le Session-Expires de la requête ou le réduire.",
        .silence = "Non signalé si le client ne prend pas en charge timer ou a demandé moins que "
                   "le minimum : des proxys relèvent alors l’intervalle en chemin.",
    },
    {
        .id = "se-not-answered",
        .problem = "Le 2xx ignore le session timer demandé",
        .requirement = "Un serveur qui gère les session timers renvoie Session-Expires dans son "
                       "2xx lorsqu’il en est demandé un",
        .remedy = "Le serveur doit recopier Session-Expires de la requête dans le 2xx, sans "
                  "l’allonger, et ajouter refresher. Sans lui, aucun session timer n’est actif.",
        .silence = "Non signalé si la requête n’a pas Session-Expires ainsi que timer dans "
                   "Supported, car un proxy a pu insérer cet en-tête, ou si le 2xx n’indique pas "
                   "timer dans Supported : un tel serveur n’a pas à renvoyer Session-Expires.",
    },
    {
        .id = "se-refresh-missing",
        .problem = "Session non rafraîchie avant son expiration",
        .requirement = "La session est rafraîchie par INVITE ou UPDATE avant son expiration",
        .remedy = "L’agent utilisateur désigné par refresher doit envoyer INVITE ou UPDATE avant "
                  "l’expiration de la session, de préférence à la moitié de Session-Expires, et "
                  "réessayer si le refus n’est que momentané.",
        .silence =
            "Non signalé lorsque la capture ne contient pas les messages qui ont créé le "
            "dialogue sur ce saut, ou que deux sauts relient les mêmes adresses. "
            "Signalé uniquement avec le BYE qui met fin à la session à son expiration, ou "
            "au plus tôt 32 s ou un tiers de l’intervalle avant (la plus courte des deux "
            "durées), ou avec un INVITE ou UPDATE qui arrive plus de 64*T1 après. Un "
            "rafraîchissement qui a échoué compte, sauf s’il a été refusé par "
            "491, 500, 503 ou 504 plus de 64*T1 auparavant, sans nouvel essai. Non signalé "
            "si le dernier 2xx n’avait pas de Session-Expires. Un UA chargé du rafraîchissement "
            "qui met fin à la session avant son terme n’en doit plus aucun.",
    },
    {
        .id = "se-refresher-missing",
        .problem = "Session-Expires sans refresher dans le 2xx",
        .requirement = "Dans un 2xx, Session-Expires contient refresher=uac ou refresher=uas",
        .remedy = "L’UAS, ou le proxy qui a ajouté Session-Expires au 2xx, doit ajouter le "
                  "paramètre refresher.",
    },
    {
        .id = "se-refresher-overridden",
        .problem = "refresher du 2xx différent du choix du client",
        .requirement = "Le paramètre refresher de la requête est conservé dans le 2xx",
        .remedy = "L’UAS doit renvoyer sans changement le paramètre refresher de la requête.",
        .silence =
            "Non signalé si refresher=uac remplace uas et que l’UAS n’a pas timer dans Supported : "
            "un proxy a pu l’ajouter. Un client sans timer relève de se-unsupported-by-uac.",
    },
    {
        .id = "se-require-timer-missing",
        .problem = "refresher=uac sans timer dans le Require du 2xx",
        .requirement = "Un 2xx avec refresher=uac contient un Require avec timer",
        .remedy = "L’UAS, ou le proxy qui a mis refresher=uac, doit ajouter un Require avec timer.",
        .silence = "Non signalé si refresher vaut uas : la nécessité d’exiger timer dépend alors "
                   "de la requête.",
    },
    {
        .id = "se-unsupported-by-uac",
        .problem = "refresher=uac pour un client qui ne prend pas en charge timer",
        .requirement = "Un 2xx à un client sans timer dans Supported contient refresher=uas",
        .remedy = "L’UAS doit mettre refresher=uas et rafraîchir lui-même la session.",
        .silence = "Non signalé si le Require de la requête contient timer, ou si le client a "
                   "demandé refresher=uac.",
    },
    {
        .id = "security-server-misplaced",
        .problem = "Security-Server dans une réponse autre que 421 ou 494",
        .requirement = "Security-Server ne s’emploie que dans les réponses 421 et 494",
        .remedy = "Le serveur devrait proposer ses mécanismes de sécurité dans un 494 ou un 421.",
        .silence =
            "Non signalé lorsque l’IMS l’emploie : par conception dans le 401 à REGISTER (TS "
            "33.203), et avec ses mécanismes ipsec-3gpp et mediasec dans d’autres réponses.",
    },
    {
        .id = "service-route-misplaced",
        .problem = "Service-Route hors d’un 2xx à REGISTER",
        .requirement = "Service-Route ne s’emploie que dans un 2xx à REGISTER",
        .remedy = "Le registrar, ou le serveur qui a émis cette réponse, ne devrait communiquer la "
                  "route de service que dans le 2xx à REGISTER.",
    },
    {
        .id = "service-route-not-used",
        .problem = "Requête refusée qui n’emploie pas la Service-Route comme Route",
        .requirement = "La Route d’une requête hors dialogue se termine par la Service-Route du "
                       "2xx le plus récent à REGISTER, s’il en a une",
        .remedy = "Le client doit reprendre comme Route la Service-Route du 2xx le plus récent à "
                  "REGISTER, après son proxy sortant, et oublier celle d’un 2xx antérieur, même "
                  "si le plus récent n’en a pas. Il ne doit pas employer Path, qui mène au client.",
        .silence =
            "Signalé seulement si la requête a été refusée, et que le libellé nomme la service "
            "route alors que Route est absente ou ne mène qu’au serveur suivant, ou que Route est "
            "certainement fausse : elle contient une valeur de Path après "
            "la Service-Route, ou la Service-Route d’un 2xx antérieur. Celle-ci doit avoir une "
            "partie utilisateur, ou venir d’un autre serveur : sinon, ce peut être un proxy "
            "sortant configuré. Non signalé si une requête sans Service-Route est refusée pour une "
            "autre raison, car son emploi est facultatif, à moins d’une seconde du 2xx le plus "
            "récent, si un REGISTER ultérieur n’a pas encore de 2xx, si la requête va à un autre "
            "serveur que le REGISTER, s’il manque peut-être un message à la capture, ni pour ce "
            "qu’un proxy relaie.",
    },
    {
        .id = "session-expires-misplaced",
        .problem = "Session-Expires hors d’un 2xx à INVITE ou UPDATE",
        .requirement = "Les seules réponses avec Session-Expires sont les 2xx à INVITE ou UPDATE",
        .remedy = "Le serveur ne devrait indiquer l’intervalle de session que dans le 2xx.",
    },
    {
        .id = "session-id-missing-remote",
        .problem = "Session-ID sans l’UUID du client dans remote",
        .requirement =
            "Le Session-ID d’une réponse porte l’UUID du client dans son paramètre remote",
        .remedy = "L’agent utilisateur qui répond doit recopier l’UUID de la requête dans le "
                  "paramètre remote.",
        .silence = "Non signalé si la réponse n’a pas de Session-ID (son émetteur peut ignorer la "
                   "RFC 7989), si elle renvoie l’identifiant de la requête (RFC 7329), ou si "
                   "remote est l’UUID d’un tiers : des appels ont pu être mis en relation.",
    },
    {
        .id = "several-messages-in-datagram",
        .problem = "Un autre message SIP dans le même datagramme",
        .requirement = "Sur UDP, chaque message est un datagramme à lui seul",
        .remedy = "L’émetteur doit envoyer chaque message dans son propre datagramme, par un appel "
                  "distinct à son socket. Le récepteur prend le second message pour le corps du "
                  "premier, ou l’écarte.",
        .silence =
            "Non signalé si un corps avec Content-Type cite un message, comme message/sipfrag.",
    },
    {
        .id = "sip-version-not-2",
        .problem = "Version SIP autre que SIP/2.0",
        .requirement = "La ligne d’état commence par SIP/2.0, en majuscules",
        .remedy = "L’émetteur doit écrire SIP/2.0. Les récepteurs acceptent les minuscules, mais "
                  "aucun autre numéro de version.",
        .silence =
            "Non signalé lorsque Wireshark n’affiche pas le message comme du SIP. Il n’affiche "
            "ainsi les autres versions que s’il sait déjà que le flux (TCP ou TLS) transporte du "
            "SIP, ou si sa préférence de contrôle strict de la version est désactivée.",
    },
    {
        .id = "slow-response",
        .problem = "Réponse finale lente à une requête autre qu’INVITE (plus de T2)",
        .requirement = "Les requêtes autres qu’INVITE reçoivent aussitôt leur réponse finale, "
                       "avant T2 au plus tard",
        .remedy = "Le serveur devrait répondre tout de suite. Vérifiez d’abord ce qu’il attend, "
                  "lui ou un serveur placé derrière lui.",
    },
    {
        .id = "stale-not-retried",
        .problem = "Abandon après stale=true, qui ne demande qu’un nouveau nonce",
        .requirement = "Après stale=true, un client renvoie sa requête avec le nouveau nonce",
        .remedy = "Le client ne doit pas prendre un défi avec stale=true pour un refus : son mot "
                  "de passe était bon. Il recalcule ses identifiants avec le nonce de ce défi et "
                  "renvoie la requête, sans rien demander à son utilisateur.",
        .silence =
            "Signalé seulement sur le saut du client (un seul Via), quand 64*T1 se sont écoulés "
            "depuis le défi et que le client a encore été entendu depuis le même port plus de T2 "
            "après celui-ci. Non signalé si le nonce a servi dans un appel quelconque, si le "
            "serveur a envoyé un nouveau défi au même utilisateur avant 64*T1, si la tentative "
            "précédente avait déjà reçu stale=true, si un autre realm ou un autre algorithme est "
            "demandé, après un CANCEL, ni dans un dialogue terminé ou inconnu.",
    },
    {
        .id = "status-code-obsolete-or-http",
        .problem = "Code propre à HTTP ou à la RFC 2543",
        .requirement =
            "Les codes de HTTP ou de la RFC 2543 non repris par la RFC 3261 ne s’emploient pas",
        .remedy = "Le serveur devrait envoyer le code prévu par la RFC 3261 pour ce cas. Les "
                  "clients traitent celui-ci comme le x00 de sa classe.",
    },
    {
        .id = "status-code-out-of-range",
        .problem = "Code de réponse hors de la plage 100 à 699",
        .requirement = "Un code de réponse est un nombre de trois chiffres, de 100 à 699",
        .remedy = "Le serveur doit envoyer un code de réponse défini par SIP. Les clients "
                  "rejettent cette réponse.",
        .silence =
            "Non signalé si le code n’a pas trois caractères et que Wireshark ne sait pas déjà que "
            "le flux (TCP ou TLS) transporte du SIP : il ne reconnaît alors pas le message.",
    },
    {
        .id = "status-code-unregistered",
        .problem = "Code de réponse non enregistré à l’IANA",
        .requirement = "Un client traite un code non enregistré comme le x00 de sa classe, et un "
                       "1xx comme 183",
        .remedy = "Le serveur devrait envoyer un code enregistré, sauf si tous les clients "
                  "connaissent celui-ci.",
    },
    {
        .id = "status-line-spacing",
        .problem = "Espaces incorrects autour du code de réponse",
        .requirement =
            "Un espace précède le code de réponse et un autre le suit, même si le libellé est vide",
        .remedy = "L’émetteur doit mettre exactement un espace de chaque côté du code de réponse.",
        .silence = "Non signalé si plusieurs espaces suivent le code : un libellé peut commencer "
                   "par un espace. Les autres cas ne sont signalés que si Wireshark sait déjà que "
                   "le flux transporte du SIP ; sinon, il ne reconnaît pas le message.",
    },
    {
        .id = "stray-response",
        .problem = "Réponse sans requête correspondante",
        .requirement = "Une réponse correspond à une requête du même saut",
        .remedy = "Vérifiez d’abord que la capture est complète. Cherchez ensuite un équipement "
                  "qui modifie le branch, ou une réponse rejouée ou falsifiée ; les clients la "
                  "rejettent, et un proxy à état ne doit pas la relayer.",
        .silence = "Non signalé si les requêtes de ce client vers ce serveur sont capturées depuis "
                   "moins longtemps que ne dure une transaction : la requête peut être antérieure "
                   "à la capture. La capture peut aussi avoir perdu la requête, ce que cette "
                   "réponse ne permet pas de voir ; d’où le niveau Chat.",
    },
    {
        .id = "subscribe-after-terminated",
        .problem = "SUBSCRIBE envoyé dans le dialogue d’un abonnement terminé",
        .requirement = "Après un NOTIFY avec Subscription-State: terminated, l’abonnement est "
                       "terminé, et son dialogue avec lui",
        .remedy = "L’abonné doit s’abonner de nouveau hors du dialogue : sans tag de To, avec un "
                  "nouveau Call-ID et un nouveau tag de From. Le notifieur ne peut que répondre "
                  "481.",
        .silence = "Non signalé si le SUBSCRIBE suit la réponse au NOTIFY à moins de 50 ms, s’il "
                   "porte Expires: 0, ou si le dialogue est celui d’un appel ou de plusieurs "
                   "abonnements.",
    },
    {
        .id = "subscribe-no-notify",
        .problem = "SUBSCRIBE accepté, mais aucun NOTIFY n’a suivi",
        .requirement = "Un 2xx à SUBSCRIBE est immédiatement suivi d’un NOTIFY",
        .remedy = "Le notifieur doit envoyer un NOTIFY pour chaque SUBSCRIBE accepté, même s’il "
                  "met fin à l’abonnement.",
        .silence = "Signalé uniquement si le NOTIFY doit emprunter le même lien : Contact ou "
                   "Record-Route en contiennent les deux adresses, ou celle du notifieur, qui y a "
                   "envoyé d’autres requêtes à un abonné derrière un NAT. Non signalé si la "
                   "capture se termine avant 64*T1. Tout NOTIFY arrivé à cet abonné suffit, "
                   "quelle que soit sa source, même envoyé avant le 2xx ; un NOTIFY vu seulement "
                   "sur son chemin vers un proxy ne suffit pas.",
    },
    {
        .id = "subscribe-refresh-late",
        .problem = "Abonnement rafraîchi après son expiration",
        .requirement = "Un abonné rafraîchit son abonnement avant la fin de la durée accordée",
        .remedy = "L’abonné doit régler son rafraîchissement sur Expires dans le 2xx et sur "
                  "expires dans le NOTIFY, non sur la durée demandée. Après un 481, il doit "
                  "s’abonner de nouveau hors du dialogue.",
        .silence = "Signalé seulement si le SUBSCRIBE est refusé par 481, si son numéro CSeq "
                   "suit celui du SUBSCRIBE accordé, et si rien d’autre n’a été capturé qui ait "
                   "terminé l’abonnement (voir subscribe-after-terminated).",
    },
    {
        .id = "subscription-state-in-response",
        .problem = "Subscription-State dans une réponse",
        .requirement = "Subscription-State ne figure que dans les requêtes NOTIFY",
        .remedy =
            "L’UA qui a émis la réponse (le notifieur pour SUBSCRIBE, l’abonné pour NOTIFY) doit "
            "retirer Subscription-State. Le notifieur donne l’état dans des requêtes NOTIFY.",
    },
    {
        .id = "subscription-terminated-by-code",
        .problem = "Requête envoyée dans un abonnement auquel un échec a mis fin",
        .requirement = "Après un code d’échec qui met fin à un abonnement, ni SUBSCRIBE ni NOTIFY "
                       "n’y sont envoyés",
        .remedy = "L’abonné doit se réabonner avec un nouveau Call-ID et un nouveau tag From après "
                  "l’échec de son SUBSCRIBE. Le notifieur doit supprimer l’abonnement après "
                  "l’échec de son NOTIFY.",
        .silence = "Non signalé si la requête suit dans le délai d’un aller-retour, car son "
                   "émetteur ne peut pas encore connaître l’échec, ni si elle concerne un autre "
                   "événement ou un autre id dans le même dialogue.",
    },
    {
        .id = "tag-not-unique",
        .problem = "Le même tag To pour des appels différents",
        .requirement =
            "Un serveur crée un nouveau tag pour chaque requête sans tag To, avec au moins 32 bits "
            "aléatoires",
        .remedy = "Le serveur doit créer chaque fois un tag aléatoire ; un serveur sans état "
                  "le tire de la requête, Call-ID compris. Les proxys et les clients s’en servent "
                  "pour distinguer dialogues et branches.",
        .silence =
            "Signalé au troisième Call-ID avec ce tag, et une fois par émetteur. Non "
            "signalé pour les requêtes qui ont un tag To, ni pour celles de clients RFC "
            "2543, ni si un client donne le même branch à plusieurs requêtes. Les échecs sont "
            "laissés de côté : un serveur sans état peut leur donner à tous le même tag.",
    },
    {
        .id = "timer-c-risk",
        .problem = "Plus de 3 minutes sans réponse provisoire (Timer C)",
        .requirement =
            "Un INVITE en cours ne reste jamais 3 minutes sans réponse provisoire autre que 100",
        .remedy = "Le serveur doit envoyer une réponse provisoire toutes les minutes. Les proxies "
                  "peuvent annuler l’appel au bout de trois, quand leur Timer C expire.",
        .silence = "Non signalé si rien n’a mis fin à l’intervalle : no-final-response le signale. "
                   "La capture peut avoir perdu une réponse entre-temps, ce qui ne se voit pas : "
                   "vérifiez si les intervalles laissent place à une autre.",
    },
    {
        .id = "to-tag-changes",
        .problem = "Tag To du 2xx différent de celui des réponses provisoires",
        .requirement =
            "Un agent utilisateur emploie un seul tag To dans toutes ses réponses à un INVITE",
        .remedy =
            "L’agent utilisateur appelé doit garder le tag To choisi au départ. Avec un autre tag, "
            "le 2xx crée un second dialogue et le dialogue précoce ne se termine jamais.",
        .silence = "Signalé uniquement pour un 2xx dont les réponses provisoires précédentes "
                   "portent toutes un même autre tag, et dont l’émetteur donne sa propre adresse "
                   "dans Contact, sans Record-Route : forking, renvois et annonces produisent "
                   "légitimement plusieurs tags. Non signalé en IMS, ni après un 181 ou un 199. Un "
                   "proxy peut mettre un nouveau tag dans un 3xx-6xx.",
    },
    {
        .id = "to-tag-mismatch",
        .problem = "Tag To de la requête non repris",
        .requirement =
            "Si la requête porte un tag To, chaque réponse porte le même, y compris un 100",
        .remedy = "Le serveur doit renvoyer le tag To d’une requête émise dans un dialogue, même "
                  "s’il ne connaît pas ce dialogue (481).",
        .silence = "Non signalé si le tag manque dans une réponse autre que 100 : to-tag-missing "
                   "le signale.",
    },
    {
        .id = "to-tag-missing",
        .problem = "Tag absent de To",
        .requirement = "Toute réponse sauf 100 porte un tag dans To",
        .remedy =
            "Le serveur à l’origine de la réponse doit ajouter son propre tag à To, ou "
            "garder celui de la requête. Sans ce tag, aucun dialogue ne peut s’établir, ou le "
            "client ne retrouve pas le sien.",
        .silence = "Non signalé si le dernier Via n’a pas le magic cookie : dans un réseau RFC "
                   "2543, le serveur peut être aussi ancien que le client. REGISTER, OPTIONS, "
                   "MESSAGE et PUBLISH, qui ne créent pas de dialogue, ont leur propre règle.",
    },
    {
        .id = "to-tag-missing-without-dialog",
        .problem = "Tag absent de To dans une réponse hors dialogue",
        .requirement = "Toute réponse sauf 100 porte un tag dans To",
        .remedy = "Le serveur à l’origine de la réponse doit ajouter son propre tag à To, ou "
                  "garder celui de la requête.",
        .silence = "Non signalé si le dernier Via n’a pas le magic cookie : dans un réseau RFC "
                   "2543, le serveur peut être aussi ancien que le client.",
    },
    {
        .id = "to-tag-on-100",
        .problem = "Tag To dans le 100 à un INVITE hors dialogue",
        .requirement = "Un 100 à un INVITE hors dialogue n’a pas de tag To",
        .remedy = "Le serveur ne devrait pas ajouter de tag To avant d’avoir atteint un agent "
                  "utilisateur capable de prendre l’appel.",
        .silence = "Non signalé si la requête n’est pas un INVITE : la RFC 3261 §8.2.6.2 autorise "
                   "ce tag (MAY), et seule la transaction serveur INVITE en fait un SHOULD NOT.",
    },
    {
        .id = "to-uri-mismatch",
        .problem = "URI de To différente de celle de la requête",
        .requirement = "Une réponse reprend l’URI de To de sa requête",
        .remedy = "Le serveur, ou un équipement intermédiaire qui réécrit les adresses, doit "
                  "renvoyer l’URI de To telle quelle, où que l’appel ait abouti. Le correspondant "
                  "atteint s’indique dans Contact ou P-Asserted-Identity.",
        .silence = "Non signalé si seuls le nom affiché ou les chevrons diffèrent ; les URI sont "
                   "comparées selon la RFC 3261 §19.1.4, sans ce que §19.1.1 n’admet pas ici : "
                   "port, transport, maddr, ttl, lr, method et en-têtes.",
    },
    {
        .id = "unanswered-request",
        .problem = "Requête restée sans réponse",
        .requirement = "Une requête reçoit une réponse avant 64*T1 ; au-delà, le client considère "
                       "avoir reçu un 408",
        .remedy = "Vérifiez d’abord que la requête parvient au serveur et où celui-ci envoie sa "
                  "réponse. Un client derrière un NAT n’est pas joignable à l’adresse privée de "
                  "son Contact : son serveur doit utiliser l’adresse d’où venait la requête. Le "
                  "client devrait essayer le serveur suivant.",
        .silence = "Non signalé si la capture se termine avant 64*T1 ; si rien n’est venu du "
                   "serveur après la requête et que le client a renoncé tôt (la réponse peut "
                   "suivre un autre chemin) ; sur UDP, si le client a émis la requête moins de "
                   "trois fois (il a pu recevoir une réponse perdue par la capture) ; si un "
                   "répartiteur de charge a relayé la requête telle quelle, ou si une réponse avec "
                   "un autre branch a été vue ; en multicast.",
    },
    {
        .id = "unsupported-outside-420",
        .problem = "Unsupported dans une réponse autre que 420",
        .requirement = "Unsupported ne s’emploie que dans une réponse 420",
        .remedy = "Le serveur devrait retirer Unsupported, ou refuser la requête par un 420 si le "
                  "client exige une extension qu’il ne prend pas en charge.",
    },
    {
        .id = "update-before-dialog",
        .problem = "UPDATE de l’appelé avant tout dialogue précoce",
        .requirement = "UPDATE s’envoie dans un dialogue, précoce ou confirmé ; une réponse avec "
                       "un tag de To le crée",
        .remedy = "L’appelé doit d’abord envoyer une réponse provisoire avec son tag de To, de "
                  "préférence fiable, puis l’UPDATE. L’appelant ne peut pas rattacher l’UPDATE et "
                  "le refuse à bon droit.",
        .silence =
            "Signalé seulement sur TCP ou TLS, si INVITE, UPDATE et réponses passent par "
            "une seule connexion sans lacune : sur UDP, une réponse provisoire a pu se "
            "perdre avant d’arriver à la capture. Là, c’est un UPDATE avec une offre qui est "
            "signalé, qui suppose un PRACK, si aucun n’a pu venir : l’INVITE n’indique pas "
            "100rel, ou il ne manque aucun numéro CSeq de l’appelant.",
    },
    {
        .id = "update-needs-user",
        .problem = "UPDATE avec SDP : réponse finale retardée",
        .requirement = "Un UPDATE reçoit aussitôt sa réponse finale, 504 s’il faut d’abord "
                       "consulter l’utilisateur",
        .remedy = "L’agent utilisateur qui répond devrait le faire sans consulter l’utilisateur, "
                  "ou rejeter l’UPDATE par un 504. Le client peut envoyer un re-INVITE, qui laisse "
                  "le temps de le consulter.",
        .silence = "Non signalé si l’UPDATE ne porte pas de SDP : il n’y a rien à demander. Sur "
                   "UDP, le délai compte à partir de la dernière copie, ou de la première réponse.",
    },
    {
        .id = "update-offer-pending",
        .problem = "UPDATE avec offre alors que celle de l’INVITE est en attente",
        .requirement = "Avant le 2xx, un UPDATE ne contient une offre qu’après une réponse fiable "
                       "qui porte la réponse SDP à celle de l’INVITE",
        .remedy =
            "L’appelé doit d’abord envoyer sa réponse SDP dans une réponse provisoire fiable "
            "et attendre le PRACK. Si l’INVITE ne le permet pas, les deux côtés doivent "
            "attendre le 2xx. Le SDP d’une réponse provisoire sans RSeq n’est pas une réponse.",
        .silence = "Signalé seulement si une réponse fiable et son PRACK ne peuvent pas manquer "
                   "ensemble dans la capture : l’INVITE n’indique pas 100rel, il ne manque aucun "
                   "numéro CSeq de l’appelant, ou le flux TCP est sans lacune. Non signalé si un "
                   "2xx a pu venir avant : la réponse finale n’a pas été capturée, ou c’est un "
                   "2xx qui suit de moins de 3*T1 un UPDATE de l’appelé.",
    },
    {
        .id = "via-count-mismatch",
        .problem = "Nombre de valeurs Via différent de celui de la requête",
        .requirement = "Sur un même saut, une réponse a autant de valeurs Via que sa requête",
        .remedy = "Le serveur doit recopier toutes les valeurs Via. Un proxy doit retirer la "
                  "sienne, et aucune autre.",
        .silence = "Non signalé si la requête n’avait qu’un Via (via-extra-at-uac le signale), ou "
                   "si le premier Via diffère : les messages d’autres sauts ne sont pas comparés. "
                   "Pour un 100, qui ne va pas plus loin, voir 100-via-count-mismatch.",
    },
    {
        .id = "via-extra-at-uac",
        .problem = "Plusieurs Via dans une réponse arrivée chez le client",
        .requirement = "Une réponse qui parvient au client n’a qu’un Via, celui du client",
        .remedy =
            "Le serveur doit recopier le Via de la requête sans rien y ajouter. Vérifiez l’élément "
            "dont l’adresse figure dans le second Via : le client devrait rejeter cette réponse.",
    },
    {
        .id = "via-no-magic-cookie",
        .problem = "Le branch du premier Via ne commence pas par z9hG4bK",
        .requirement = "Le paramètre branch du premier Via commence par z9hG4bK",
        .remedy = "Le client ou le proxy qui a émis la requête doit générer des branch commençant "
                  "par z9hG4bK. Un équipement RFC 2543 en est incapable ; ses transactions se "
                  "reconnaissent alors par les règles de repli de la RFC 3261 §17.2.3.",
    },
    {
        .id = "via-own-left-on-top",
        .problem = "Réponse envoyée avec, en tête, le Via du proxy",
        .requirement = "Un proxy retire son propre Via d’une réponse relayée, et n’en met pas dans "
                       "une réponse de lui-même",
        .remedy = "Le proxy ou la passerelle qui a envoyé la réponse doit retirer le premier Via, "
                  "qui est le sien. Le client écarte une réponse dont le premier Via n’est pas le "
                  "sien, et continue d’attendre.",
        .silence = "Non signalé si la réponse va à la machine qui l’envoie, si received mène "
                   "ailleurs (un client derrière un NAT peut avoir la même adresse privée), ou si "
                   "la requête portait déjà ce Via : c’est son client qui l’a écrit.",
    },
    {
        .id = "via-received-missing",
        .problem = "Paramètre received absent du premier Via",
        .requirement =
            "Le serveur ajoute received si le Via ne contient pas l’adresse source de la requête",
        .remedy = "Le serveur doit ajouter received avec l’adresse source du paquet. Sans lui, les "
                  "réponses suivantes peuvent partir vers une adresse injoignable.",
        .silence =
            "Non signalé si le transport est WebSocket (la RFC 7118 permet de l’omettre), sur "
            "l’interface de bouclage, si TLS se termine devant le serveur, ou si un NAT peut "
            "remplacer une adresse source privée par celle du Via avant que le serveur ne la voie.",
    },
    {
        .id = "via-received-wrong",
        .problem = "received du premier Via : l’adresse du serveur lui-même",
        .requirement = "received est l’adresse d’où vient la requête",
        .remedy =
            "Le serveur doit mettre dans received l’adresse source du paquet, et non la sienne. "
            "Les proxys y envoient les réponses suivantes : elles partent du mauvais côté.",
        .silence =
            "Signalé uniquement si received est l’adresse d’où part la réponse, alors que "
            "la requête venait d’une autre : toute autre adresse peut être celle d’un NAT. "
            "Non signalé si TLS ou un tunnel se termine devant le serveur, ni si le client a "
            "une adresse privée et le serveur une adresse publique : tous deux peuvent être "
            "derrière un même NAT, qui est alors la source que voit le serveur.",
    },
    {
        .id = "via-rport-unfilled",
        .problem = "rport laissé vide, ou rempli sans received",
        .requirement =
            "Le serveur remplit rport avec le port source de la requête et ajoute received",
        .remedy = "Le serveur devrait mettre en œuvre la RFC 3581. Sans elle, un client placé "
                  "derrière un NAT n’est pas joignable.",
        .silence =
            "Non signalé si le transport est WebSocket. Le MUST s’applique aux serveurs qui "
            "mettent en œuvre la RFC 3581 ; on ne peut pas voir si c’est le cas de celui-ci.",
    },
    {
        .id = "via-sent-by-missing",
        .problem = "Requête dont le premier Via ne nomme aucun hôte",
        .requirement = "Le client inscrit son hôte et son port dans le Via qu’il ajoute",
        .remedy = "Le client doit inscrire son nom d’hôte ou son adresse derrière le transport de "
                  "son Via. Sans cela, le serveur ne sait pas où envoyer sa réponse et rejette le "
                  "plus souvent la requête en silence.",
        .silence = "Signalé seulement si le branch commence par z9hG4bK : sinon, aucune "
                   "transaction n’est connue. Pour un CANCEL, cancel-via-mismatch le signale, "
                   "avec le Via attendu.",
    },
    {
        .id = "via-value-mismatch",
        .problem = "Valeur Via différente de celle de la requête",
        .requirement =
            "Chaque Via est renvoyé inchangé, hormis ce que le serveur ajoute au premier",
        .remedy = "Le serveur, ou un équipement intermédiaire qui réécrit les adresses, doit "
                  "renvoyer chaque Via avec son sent-by et tous ses paramètres. Les proxies du "
                  "chemin de retour en ont besoin pour acheminer la réponse.",
        .silence =
            "Non signalé si seuls diffèrent les espaces, la casse, l’ordre des paramètres ou "
            "l’écriture d’une adresse, ou si le premier Via reçoit received, rport, keep, oc ou "
            "d’autres paramètres. Un branch ou un sent-by modifié dans le premier Via désigne une "
            "autre transaction : rien ne relie alors la réponse à la requête.",
    },
    {
        .id = "warning-malformed",
        .problem = "Warning mal formé",
        .requirement = "Un Warning se compose d’un code à trois chiffres, d’un agent et d’un texte "
                       "entre guillemets",
        .remedy = "L’émetteur doit suivre la grammaire, sur le modèle de 399 example.com \"What "
                  "happened\".",
    },
    {0},
};
