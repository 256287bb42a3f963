/* codes.c
 * The texts of status codes in French.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "texts/fr/french.h"

const struct sip_code_texts sip_french_codes[] = {
    {
        .code = 100,
        .meaning = "Le saut suivant a reçu la requête et la traite ; le côté appelé ne s’est pas "
                   "encore manifesté.",
        .advice = "Cesser de retransmettre un INVITE et attendre la réponse suivante.",
    },
    {
        .code = 180,
        .meaning = "Le terminal de l’appelé sonne, et personne n’a encore répondu.",
        .advice = "Émettre un retour d’appel sauf si un early media arrive, envoyer PRACK si la "
                  "réponse est fiable, et attendre.",
    },
    {
        .code = 181,
        .meaning = "L’appel est renvoyé vers d’autres destinations que celle demandée au départ.",
        .advice = "Attendre, et signaler le renvoi à l’appelant si l’interface le permet.",
    },
    {
        .code = 182,
        .meaning = "L’appelé ne peut pas prendre l’appel pour l’instant, et le serveur le met en "
                   "file d’attente au lieu de le refuser.",
        .advice = "Attendre dans la file, et afficher le libellé de chaque 182 suivant, qui peut "
                  "indiquer comment elle avance.",
    },
    {
        .code = 183,
        .meaning = "L’appel progresse d’une façon qu’aucun autre code provisoire ne désigne, "
                   "souvent avec de l’early media.",
        .advice = "Attendre, restituer l’early media s’il y en a, et envoyer PRACK si la réponse "
                  "est fiable.",
    },
    {
        .code = 199,
        .meaning = "Un dialogue précoce de cet INVITE a pris fin ; l’INVITE lui-même se poursuit "
                   "et peut encore aboutir.",
        .advice = "Libérer ce que retient le dialogue précoce portant ce tag To, ne plus rien y "
                  "envoyer, et attendre les autres.",
    },
    {
        .code = 200,
        .meaning = "La requête a réussi ; ce qui en résulte dépend de la méthode et se trouve dans "
                   "les en-têtes et le corps.",
        .advice = "Après un INVITE, envoyer un ACK pour chaque copie reçue de cette réponse ; "
                  "sinon, simplement continuer.",
    },
    {
        .code = 202,
        .meaning = "La requête a été prise en compte, mais ce qu’elle demande n’est peut-être pas "
                   "encore fait ; pour le reste, comme 200.",
        .advice =
            "La traiter exactement comme un 200, sans y voir la preuve que le travail est terminé.",
    },
    {
        .code = 204,
        .meaning = "L’abonnement est rafraîchi, et aucun NOTIFY ne suit : l’abonné dispose déjà de "
                   "l’état actuel.",
        .advice = "Garder l’état connu, noter la nouvelle échéance, et ne pas attendre de NOTIFY "
                  "pour ce SUBSCRIBE.",
    },
    {
        .code = 300,
        .meaning = "L’adresse mène à plusieurs endroits, et il revient à l’appelant de choisir "
                   "parmi ceux qui sont énumérés.",
        .advice = "Essayer les adresses de Contact, par valeur q décroissante et chacune une seule "
                  "fois, ou laisser choisir l’utilisateur.",
    },
    {
        .code = 301,
        .meaning =
            "L’utilisateur a quitté cette adresse pour de bon ; la nouvelle est celle de Contact.",
        .advice = "Réessayer à l’adresse de Contact, et l’inscrire à la place de l’ancienne dans "
                  "les carnets d’adresses et les caches.",
    },
    {
        .code = 302,
        .meaning = "L’utilisateur est pour l’instant joignable à l’adresse de Contact plutôt qu’à "
                   "celle-ci.",
        .advice = "Réessayer à l’adresse de Contact, et ne la conserver pour la suite que si une "
                  "durée de validité est donnée.",
    },
    {
        .code = 305,
        .meaning = "Le côté appelé n’accepte cette requête que par l’intermédiaire du proxy "
                   "désigné par Contact.",
        .advice = "Renvoyer cette seule requête en passant par le proxy de Contact.",
    },
    {
        .code = 380,
        .meaning = "L’appel a échoué, mais le corps de cette réponse décrit d’autres services qui "
                   "peuvent convenir.",
        .advice = "Utiliser un service décrit dans le corps, ou renoncer si aucun n’est compris.",
    },
    {
        .code = 400,
        .meaning =
            "Le serveur n’a pas pu interpréter la requête, parce que sa syntaxe est incorrecte.",
        .advice = "Corriger ce que signale le libellé ou Warning, et ne pas répéter la requête "
                  "telle quelle.",
    },
    {
        .code = 401,
        .meaning = "Le serveur appelé ou le registrar ne traite la requête qu’avec des "
                   "identifiants valides pour son realm.",
        .advice = "Répondre à WWW-Authenticate : répéter la requête avec Authorization et le "
                  "numéro CSeq suivant.",
    },
    {
        .code = 402,
        .meaning = "Le code est réservé à un usage futur et n’a pas d’autre sens convenu que "
                   "l’échec de la requête.",
        .advice = "Le traiter comme un 400, et ne pas répéter la requête telle quelle.",
    },
    {
        .code = 403,
        .meaning = "Le serveur a compris la requête et la refuse ; des identifiants n’y "
                   "changeraient rien.",
        .advice = "Ne pas répéter la requête, et demander à l’exploitant du serveur quelle règle "
                  "l’interdit.",
    },
    {
        .code = 404,
        .meaning = "Le serveur est certain que le domaine n’a pas d’utilisateur de ce nom, ou ne "
                   "dessert pas du tout ce domaine.",
        .advice = "Vérifier l’utilisateur et le domaine de la Request-URI, et ne pas rappeler la "
                  "même adresse sans la modifier.",
    },
    {
        .code = 405,
        .meaning = "Le serveur connaît la méthode, mais l’adresse appelée ne l’autorise pas.",
        .advice = "Employer une méthode énumérée dans Allow, et ne plus envoyer celle-ci à cette "
                  "adresse.",
    },
    {
        .code = 406,
        .meaning = "Le serveur ne peut répondre que par des formats de corps exclus par l’en-tête "
                   "Accept de la requête.",
        .advice = "Ajouter à Accept d’autres formats que l’on sait lire, et réessayer.",
    },
    {
        .code = 407,
        .meaning = "Un proxy sur le trajet ne laisse passer la requête qu’avec des identifiants "
                   "valides pour son realm.",
        .advice = "Répondre à Proxy-Authenticate : répéter la requête avec Proxy-Authorization et "
                  "le numéro CSeq suivant.",
    },
    {
        .code = 408,
        .meaning = "Le serveur n’a pas obtenu de résultat dans le temps imparti, par exemple faute "
                   "d’avoir trouvé l’utilisateur à temps.",
        .advice = "Répéter la requête plus tard si on le souhaite ; dans un dialogue, mettre "
                  "plutôt fin à l’appel ou à l’abonnement.",
    },
    {
        .code = 410,
        .meaning = "L’utilisateur ou la ressource n’est plus ici, définitivement autant qu’on "
                   "sache, et n’a pas laissé de nouvelle adresse.",
        .advice = "Effacer l’adresse partout où elle est enregistrée, et ne plus l’essayer.",
    },
    {
        .code = 412,
        .meaning = "La condition de la requête n’est pas remplie : le serveur n’a pas d’état "
                   "d’événement pour cet entity-tag.",
        .advice = "Abandonner l’entity-tag, et republier l’état complet sans SIP-If-Match.",
    },
    {
        .code = 413,
        .meaning = "Le corps de la requête est trop volumineux pour ce serveur, peut-être "
                   "seulement pour l’instant.",
        .advice = "Réessayer avec un corps plus petit ou sans corps, ou sans rien changer après "
                  "Retry-After s’il est donné.",
    },
    {
        .code = 414,
        .meaning =
            "La Request-URI, l’adresse de la ligne de requête, est trop longue pour ce serveur.",
        .advice = "Réessayer avec une Request-URI plus courte, en commençant par ôter les "
                  "paramètres et les en-têtes qu’elle contient.",
    },
    {
        .code = 415,
        .meaning = "Le serveur ne prend pas en charge le type de média, l’encodage ou la langue du "
                   "corps de la requête.",
        .advice = "Réessayer avec un corps conforme à l’Accept, l’Accept-Encoding ou "
                  "l’Accept-Language donné ici.",
    },
    {
        .code = 416,
        .meaning =
            "Le serveur ne connaît pas le schéma de la Request-URI, par exemple tel ou sips.",
        .advice = "Réessayer avec une URI SIP, mais consulter d’abord l’utilisateur si celle qui a "
                  "été refusée était une URI SIPS.",
    },
    {
        .code = 417,
        .meaning = "La requête exige un traitement prioritaire, mais le serveur ne connaît aucune "
                   "de ses valeurs Resource-Priority.",
        .advice = "Réessayer avec une valeur d’Accept-Resource-Priority, ou retirer "
                  "resource-priority de Require.",
    },
    {
        .code = 420,
        .meaning = "La requête exige une extension du protocole que le serveur ne comprend pas.",
        .advice = "Réessayer sans les extensions indiquées dans Unsupported.",
    },
    {
        .code = 421,
        .meaning =
            "Le serveur a besoin d’une extension que le client n’a pas annoncée dans Supported.",
        .advice = "Réessayer avec les option tags de Require dans Supported si l’on dispose de ces "
                  "extensions, sinon renoncer.",
    },
    {
        .code = 422,
        .meaning =
            "Le session timer demandé est plus court que ne l’admet un serveur sur le trajet.",
        .advice = "Réessayer avec Session-Expires et Min-SE au moins égaux au Min-SE donné ici.",
    },
    {
        .code = 423,
        .meaning = "L’enregistrement, l’abonnement ou la publication expirerait plus tôt que ne "
                   "l’admet le serveur.",
        .advice = "Réessayer avec une durée au moins égale au Min-Expires donné ici.",
    },
    {
        .code = 424,
        .meaning = "La localisation contenue dans la requête est mal formée, inutilisable par son "
                   "destinataire, ou n’a pas pu être obtenue.",
        .advice = "Corriger la localisation selon Geolocation-Error, ou prendre celle du corps, et "
                  "réessayer.",
    },
    {
        .code = 425,
        .meaning = "L’alerte contenue dans la requête est trop mal formée pour qu’une intervention "
                   "d’urgence puisse s’appuyer sur elle.",
        .advice = "Corriger l’alerte selon AlertMsg-Error, et la renvoyer.",
    },
    {
        .code = 428,
        .meaning = "Le vérificateur exige une identité d’appelant signée, et la requête n’a pas "
                   "d’en-tête Identity qu’il puisse utiliser.",
        .advice = "Faire signer la requête par un service d’authentification, et réessayer avec "
                  "l’en-tête Identity qu’il ajoute.",
    },
    {
        .code = 429,
        .meaning = "Le destinataire veut la preuve de qui est à l’origine du renvoi, et il manque "
                   "un jeton Referred-By valide.",
        .advice = "Envoyer un nouveau REFER avec un jeton Referred-By valide, ou en informer "
                  "l’auteur du renvoi si c’est un autre.",
    },
    {
        .code = 430,
        .meaning = "La connexion par laquelle l’edge proxy atteint le terminal de l’utilisateur ne "
                   "fonctionne plus.",
        .advice = "Relayer la requête par un autre flux vers le même terminal, ou traiter le code "
                  "comme un 400 si l’on n’est pas un proxy.",
    },
    {
        .code = 433,
        .meaning = "Le côté appelé n’accepte pas les requêtes anonymes, et celle-ci masque "
                   "l’identité de son émetteur.",
        .advice =
            "Réessayer sans anonymat seulement si l’utilisateur y consent, et sinon renoncer.",
    },
    {
        .code = 436,
        .meaning = "Le vérificateur n’a pas pu se procurer le certificat nécessaire au contrôle de "
                   "l’en-tête Identity.",
        .advice = "Signer de nouveau avec un paramètre info dont le vérificateur puisse joindre "
                  "l’URI, et réessayer.",
    },
    {
        .code = 437,
        .meaning = "Le vérificateur dispose du certificat auquel renvoie l’en-tête Identity, mais "
                   "ne lui fait pas confiance ou ne le prend pas en charge.",
        .advice = "Réessayer avec un certificat d’une autorité reconnue par le vérificateur, et un "
                  "algorithme qu’il prend en charge.",
    },
    {
        .code = 438,
        .meaning = "Aucun des en-têtes Identity de la requête ne contient de jeton à la fois "
                   "valide et pris en charge.",
        .advice = "Réessayer une fois avec la forme complète du PASSporT, et chercher un saut qui "
                  "altère les en-têtes signés.",
    },
    {
        .code = 439,
        .meaning = "Le registrar prend en charge les connexions outbound, mais pas le premier "
                   "proxy utilisé par le client.",
        .advice = "S’enregistrer par un autre outbound proxy, ou sans l’extension outbound.",
    },
    {
        .code = 440,
        .meaning = "Un proxy aurait dû essayer plus de destinations à la fois que Max-Breadth n’en "
                   "permet : certaines n’ont pas été atteintes.",
        .advice = "Restreindre la recherche par une adresse plus précise ou un autre routage, et "
                  "réessayer.",
    },
    {
        .code = 469,
        .meaning =
            "L’INFO relève d’un Info Package que son destinataire n’a pas accepté de recevoir.",
        .advice = "Ne plus envoyer d’INFO de cet Info Package, s’en tenir à ceux de Recv-Info, et "
                  "laisser le dialogue en l’état.",
    },
    {
        .code = 470,
        .meaning = "Le relais n’est pas autorisé à envoyer à une ou plusieurs adresses de la liste "
                   "d’URI de la requête.",
        .advice = "Faire demander par le relais l’accord des adresses de Permission-Missing, et "
                  "réessayer quand il est donné.",
    },
    {
        .code = 480,
        .meaning = "L’utilisateur est connu, mais injoignable pour l’instant : pas connecté, par "
                   "exemple, ou ne souhaitant pas être dérangé.",
        .advice = "Réessayer plus tard, après Retry-After s’il est donné, ou essayer une autre "
                  "adresse de l’utilisateur.",
    },
    {
        .code = 481,
        .meaning = "La requête ne relève d’aucun dialogue ni d’aucune transaction que son "
                   "destinataire connaisse.",
        .advice = "Mettre fin à l’appel ou à l’abonnement dont relevait la requête ; après un "
                  "CANCEL, ne rien faire.",
    },
    {
        .code = 482,
        .meaning = "La requête est revenue à un serveur qui l’a déjà : par une boucle, ou en copie "
                   "par un autre chemin.",
        .advice = "Corriger le routage qui tourne en rond ; pour une simple copie, se fier à la "
                  "réponse de l’autre branche.",
    },
    {
        .code = 483,
        .meaning = "Max-Forwards est arrivé à zéro avant que la requête n’atteigne sa cible, le "
                   "plus souvent à cause d’une boucle.",
        .advice = "Chercher une boucle dans le routage, ou partir d’un Max-Forwards plus grand si "
                  "le trajet est simplement long.",
    },
    {
        .code = 484,
        .meaning = "L’adresse de la Request-URI, en général un numéro composé, est incomplète.",
        .advice = "Recueillir d’autres chiffres, et réessayer avec le numéro plus long.",
    },
    {
        .code = 485,
        .meaning = "L’adresse correspond à plusieurs utilisateurs, et le serveur ne sait pas "
                   "duquel il s’agit.",
        .advice = "Laisser l’utilisateur choisir l’une des adresses de Contact, ou en saisir une "
                  "plus précise.",
    },
    {
        .code = 486,
        .meaning = "Le terminal de l’appelé a été atteint, mais il ne peut ou ne veut pas prendre "
                   "un autre appel pour l’instant.",
        .advice = "Rappeler plus tard, après Retry-After s’il est donné, ou essayer une autre "
                  "adresse de l’utilisateur.",
    },
    {
        .code = 487,
        .meaning = "La requête a été abandonnée avant d’obtenir une réponse : par CANCEL, par BYE, "
                   "ou parce qu’elle a expiré.",
        .advice = "Ne rien faire de plus : c’est ainsi que doit se terminer une requête annulée.",
    },
    {
        .code = 488,
        .meaning = "La session proposée ne convient pas à cette destination, mais une autre "
                   "pourrait l’accepter.",
        .advice = "Modifier l’offre comme le suggèrent Warning ou les capacités données dans le "
                  "corps, ou essayer une autre destination.",
    },
    {
        .code = 489,
        .meaning =
            "L’en-tête Event désigne un event package que ce serveur ne prend pas en charge.",
        .advice = "Ne plus employer ici cet event package, et en choisir un dans Allow-Events s’il "
                  "est donné.",
    },
    {
        .code = 491,
        .meaning = "Les deux côtés ont agi en même temps : le destinataire a encore sa propre "
                   "requête en cours dans ce dialogue.",
        .advice = "Réessayer après une durée aléatoire : de 2,1 à 4 s si l’on a choisi le Call-ID, "
                  "jusqu’à 2 s si c’est le correspondant.",
    },
    {
        .code = 493,
        .meaning = "Le corps est chiffré, et son destinataire n’a pas la clé qui l’ouvre ou ne "
                   "veut pas s’en servir.",
        .advice = "Chiffrer avec le certificat de cette réponse ; s’il n’y en a pas, décider s’il "
                  "faut envoyer en clair.",
    },
    {
        .code = 494,
        .meaning = "Le premier saut ne traite la requête qu’une fois client et serveur convenus "
                   "d’un mécanisme de sécurité.",
        .advice = "Mettre en route le meilleur mécanisme commun de Security-Server, et réessayer "
                  "avec Security-Verify.",
    },
    {
        .code = 500,
        .meaning = "Un incident interne au serveur l’a empêché de traiter la requête.",
        .advice =
            "Réessayer une fois Retry-After écoulé, ou après plusieurs secondes s’il est absent.",
    },
    {
        .code = 501,
        .meaning = "Le serveur n’a pas ce qu’il faut pour traiter la requête : il ne connaît la "
                   "méthode pour aucun utilisateur.",
        .advice = "Ne plus envoyer cette méthode à ce serveur.",
    },
    {
        .code = 502,
        .meaning =
            "Une passerelle ou un proxy a reçu une réponse invalide du serveur placé derrière.",
        .advice =
            "Essayer un autre serveur ou une autre route, et chercher la panne derrière celui-ci.",
    },
    {
        .code = 503,
        .meaning = "Le serveur est surchargé ou en maintenance, et ne peut traiter aucune requête "
                   "pour le moment.",
        .advice =
            "Essayer un autre serveur, et ne pas solliciter celui-ci avant la fin de Retry-After ; "
            "si ce dernier est absent, agir comme pour un 500.",
    },
    {
        .code = 504,
        .meaning = "Pour traiter la requête, le serveur en a sollicité un autre, sans obtenir de "
                   "réponse à temps.",
        .advice = "Essayer un autre serveur ou une autre route, ou répéter la requête plus tard.",
    },
    {
        .code = 505,
        .meaning = "Le serveur ne peut ou ne veut pas employer la version de SIP dans laquelle la "
                   "requête est écrite.",
        .advice = "Réessayer dans une version que le serveur prend en charge, en pratique SIP/2.0, "
                  "ou renoncer.",
    },
    {
        .code = 513,
        .meaning = "Le message dans son ensemble est plus long que ce que le serveur peut traiter.",
        .advice = "Réessayer avec un message plus court : des en-têtes moins nombreux ou plus "
                  "courts, ou un corps plus petit.",
    },
    {
        .code = 555,
        .meaning = "Le réseau ne prend pas en charge le service de notification push demandé par "
                   "le REGISTER.",
        .advice = "S’enregistrer sans ce service push, et maintenir le client joignable d’une "
                  "autre façon.",
    },
    {
        .code = 580,
        .meaning = "Le côté appelé ne peut ou ne veut pas remplir une précondition de l’offre, "
                   "telle qu’une réservation de bande passante.",
        .advice =
            "Assouplir ou retirer la précondition que le corps signale en échec, et réessayer.",
    },
    {
        .code = 600,
        .meaning = "L’appelé est occupé, et ni un autre de ses terminaux ni sa messagerie vocale "
                   "ne prendra l’appel.",
        .advice = "Ne plus essayer d’adresses de cet utilisateur, et ne rappeler que plus tard, "
                  "après Retry-After s’il est donné.",
    },
    {
        .code = 603,
        .meaning = "L’utilisateur a été joint et ne veut ou ne peut pas participer, ni ici ni "
                   "depuis un autre terminal.",
        .advice = "S’arrêter, et ne pas réessayer de soi-même à moins que Retry-After n’indique un "
                  "meilleur moment.",
    },
    {
        .code = 604,
        .meaning = "Aucun serveur, nulle part, ne connaît d’utilisateur de ce nom, et celui qui a "
                   "répondu a autorité pour l’affirmer.",
        .advice = "S’arrêter, et corriger l’adresse avant de rappeler.",
    },
    {
        .code = 606,
        .meaning = "L’utilisateur accepte l’échange, mais le média, le débit ou l’adressage "
                   "proposé ne convient à aucun terminal.",
        .advice = "Changer de média, de débit ou d’adressage selon Warning, ou en rester là.",
    },
    {
        .code = 607,
        .meaning = "L’utilisateur appelé rejette cet appelant comme indésirable, un peu comme on "
                   "signale un courriel comme spam.",
        .advice = "S’arrêter, et s’attendre à ce que le fournisseur de l’appelé en tienne compte, "
                  "par exemple par un blocage.",
    },
    {
        .code = 608,
        .meaning = "Un service du réseau, et non l’utilisateur, a rejeté la requête comme "
                   "indésirable, à la façon d’une analyse d’appels.",
        .advice = "S’arrêter, et en cas d’erreur contester auprès du service par la carte de "
                  "contact signée de Call-Info.",
    },
    {0},
};
