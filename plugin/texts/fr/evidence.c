/* evidence.c
 * What evidence is made of in many rules: the shapes of checks and parts of sentences.
 * A format is listed under the first file that uses it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "texts/fr/french.h"

#include <glib.h>

const struct sip_phrase sip_french_evidence[] = {
    /* rules/engine/shapes.c */
    {"%s: %.*s", "%s: %.*s"},
    {"%s absent", "sans %s"},
    {"no %s in the %.*s to %.*s", "aucun %s dans la réponse %.*s à %.*s"},
    {"%s absent from the %.*s to %.*s", "%s absent de la réponse %.*s à %.*s"},
    {"no %s", "aucun %s"},
    {" or ", " ou "},
    {" and ", " et "},
    {"%s: %.*s in a %.*s to %.*s", "%s: %.*s dans une réponse %.*s à %.*s"},
    {"%u values of %s, the second: %.*s", "%u valeurs de %s, la deuxième\u202f: %.*s"},
    {"%.*s %.*s to %.*s", "%.*s %.*s à %.*s"},
    {"%s is empty", "%s est vide"},
    {"%s: \"%.*s\" is not a number of seconds",
     "%s: «\u202f%.*s\u202f» n’est pas un nombre de secondes"},
    {"%.*s, but there is no Require", "%.*s, mais il n’y a pas de Require"},
    {"%.*s, but %s is not in Require: %.*s", "%.*s, mais %s ne figure pas dans Require: %.*s"},
    /* rules/engine/fields.c */
    {"absent", "absent"},
    {"\"%.*s\"", "«\u202f%.*s\u202f»"},
    /* rules/engine/response.c */
    {"no %s in frame %u", "aucun %s dans la trame %u"},
    {"%s in frame %u: %.*s", "%s de la trame %u\u202f: %.*s"},
    {"%.*s to %.*s", "%.*s à %.*s"},
    /* rules/engine/custom.c */
    {"%s: %.*s does not match %s", "%s: %.*s ne correspond pas à %s"},
    {"%s: %.*s does not contain %s", "%s: %.*s ne contient pas %s"},
    {"%s: %.*s is not %s", "%s: %.*s n’est pas %s"},
    /* rules/engine/call_drop.c */
    {"; it was due at %.*s (%s)%s", "\u202f; il était attendu à %.*s (%s)%s"},
    {", from which nothing in this capture comes", ", dont rien ne vient dans cette capture"},
    {"; then the server sent BYE in frame %u",
     "\u202f; le serveur a ensuite envoyé BYE dans la trame %u"},
    {"; then the server sent BYE in frame %u, which says that no ACK came",
     "\u202f; le serveur a ensuite envoyé BYE dans la trame %u, qui dit qu’aucun ACK n’est venu"},
    {"; then the server sent BYE in frame %u, and the client denied the call by 481",
     "\u202f; le serveur a ensuite envoyé BYE dans la trame %u, et le client a nié l’appel par "
     "481"},
    {"; then the client sent BYE in frame %u",
     "\u202f; le client a ensuite envoyé BYE dans la trame %u"},
    /* rules/engine/duty.c */
    {"Record-Route in frame %u begins with %.*s, a strict router (no lr), but Request-URI is still "
     "%.*s",
     "Record-Route de la trame %u commence par %.*s, un routeur strict (sans lr), mais la "
     "Request-URI est toujours %.*s"},
    {"Request-URI is %.*s; Contact in frame %u was %.*s",
     "Request-URI\u202f: %.*s\u202f; Contact de la trame %u\u202f: %.*s"},
    {"Route has %u values, the first %.*s; Record-Route in frame %u demands %u, the first %.*s",
     "Route compte %u valeurs, la première %.*s\u202f; Record-Route de la trame %u en exige %u, la "
     "première %.*s"},
    {"Route has %u values, the first %.*s; Record-Route in frame %u demands none",
     "Route compte %u valeurs, la première %.*s\u202f; Record-Route de la trame %u n’en exige "
     "aucune"},
    {"no Route; Record-Route in frame %u demands %u, the first %.*s",
     "pas de Route\u202f; Record-Route de la trame %u en exige %u, la première %.*s"},
    {"Route %u is %.*s, where this request itself comes from; proxies still ahead by frame %u: %u",
     "Route %u est %.*s, d’où vient cette requête elle-même\u202f; proxies encore à traverser "
     "selon la "
     "trame %u\u202f: %u"},
    {"%u to the %s that was sent to %s, with the Request-URI %.*s: its dialog is that of frame %u, "
     "whose Contact was %s",
     "%u à la requête %s envoyée à %s, avec la Request-URI %.*s\u202f: son dialogue est celui de "
     "la "
     "trame %u, dont le Contact était %s"},
    {"%u to the %s with the Request-URI %.*s; Contact in frame %u was %.*s",
     "%u à la requête %s avec la Request-URI %.*s\u202f; Contact de la trame %u\u202f: %.*s"},
    {"sent to %s, but the first value of Route, as Record-Route in frame %u demands, is %.*s",
     "envoyé à %s, mais la première valeur de Route, comme l’exige Record-Route de la trame %u, "
     "est "
     "%.*s"},
    {"Route %u is %.*s; by Record-Route in frame %u it must be %.*s",
     "valeur %u de Route\u202f: %.*s\u202f; d’après Record-Route de la trame %u, ce doit être "
     "%.*s"},
    {"CSeq still %u, as in the %s of frame %u",
     "CSeq toujours %u, comme dans la requête %s de la trame %u"},
    {"CSeq number is %u, but the %s in frame %u had %u",
     "numéro de CSeq %u, alors que la requête %s de la trame %u avait %u"},
    /* sip/ip.c */
    {"unspecified", "adresse indéterminée"},
    {"private", "adresse privée"},
    {"carrier NAT", "adresse de NAT d’opérateur"},
    {"loopback", "adresse de bouclage"},
    {"link-local", "adresse de lien local"},
    {"unique local", "adresse locale unique"},
    {0},
};
