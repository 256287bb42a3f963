/* pages.c
 * The page about languages (docs/generate/language.c) in French.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "texts/fr/french.h"

#include <glib.h>

const struct sip_phrase sip_french_pages[] = {
    {"What follows the language at once", "Ce qui suit la langue aussitôt"},
    {"Where the preference is changed in the window, Wireshark dissects the packets again, and "
     "these change:",
     "Quand la préférence est changée dans la fenêtre, Wireshark dissèque de nouveau les paquets, "
     "et ceci change\u202f:"},
    {"problem, evidence, remedy and requirement of each finding: in the packet's tree, expert "
     "infos, the Info column, packet comments and reports",
     "problème, observation, correction et exigence de chaque constat\u202f: dans l’arbre du "
     "paquet, les expert infos, la colonne Info, les commentaires de paquets et les rapports"},
    {"meaning, action, advice and outcome of each response, and the names of their values, in the "
     "packet's tree and in fields such as `sip_response.action.desc`",
     "signification, action, conseil et résultat de chaque réponse, et les noms de leurs valeurs, "
     "dans l’arbre du paquet et dans des champs comme `sip_response.action.desc`"},
    {"the evidence and the remedy of custom rules; their own text is shown as you wrote it",
     "l’observation et la correction des règles personnelles\u202f; leur propre texte est montré "
     "tel que vous l’avez écrit"},
    {"reports in Markdown, HTML and JSON, also those of `sip-report`",
     "les rapports en Markdown, HTML et JSON, y compris ceux de `sip-report`"},
    {"words in the tables of calls, registrations, subscriptions, requests, results, rules and "
     "KPIs, when the table is opened again",
     "les mots des tableaux d’appels, d’enregistrements, d’abonnements, de requêtes, de résultats, "
     "de règles et de KPI, quand le tableau est rouvert"},
    {"What is fixed when Wireshark starts", "Ce qui est fixé au démarrage de Wireshark"},
    {"Wireshark registers these once. They are in the language of the preferences file, whatever "
     "`-o` says, and follow a change when Wireshark is started again:",
     "Wireshark ne les enregistre qu’une fois. Ils sont dans la langue du fichier de préférences, "
     "quoi que dise `-o`, et suivent un changement au prochain démarrage\u202f:"},
    {"names and descriptions of fields: in the packet's tree, in the dialog for filters, in "
     "`tshark -G fields`",
     "noms et descriptions des champs\u202f: dans l’arbre du paquet, dans le dialogue des filtres, "
     "dans `tshark -G fields`"},
    {"the summaries of the Expert Information dialog where it is grouped by summary",
     "les résumés du dialogue Expert Information quand il est groupé par résumé"},
    {"titles and column headings of tables, the entries of menus, and the names and descriptions "
     "of preferences",
     "titres et en-têtes de colonnes des tableaux, entrées des menus, noms et descriptions des "
     "préférences"},
    {"What stays English: what programs and filters read",
     "Ce qui reste en anglais\u202f: ce que lisent les programmes et les filtres"},
    {"ids of rules, names of fields, and the names of values in filters, such as "
     "`sip_response.action == \"retry later\"`: a filter means the same in all languages",
     "identifiants des règles, noms des champs, et noms des valeurs dans les filtres, comme "
     "`sip_response.action == \"retry later\"`\u202f: un filtre a le même sens dans toutes les "
     "langues"},
    {"the values of `sip_response.call.result` and the other fields of calls, registrations, "
     "subscriptions and requests, in filters, columns, `-T fields` and `-T json`; the packet's "
     "tree shows their words translated",
     "les valeurs de `sip_response.call.result` et des autres champs des appels, enregistrements, "
     "abonnements et requêtes, dans les filtres, les colonnes, `-T fields` et `-T json`\u202f; "
     "l’arbre du paquet montre leurs mots traduits"},
    {"keys of JSON, names of columns in CSV, all of `-z sip_response,csv` and `-z "
     "sip_response,records`, and fixed values of the report's JSON, such as `\"severity\": "
     "\"error\"`",
     "clés JSON, noms de colonnes CSV, tout `-z sip_response,csv` et `-z sip_response,records`, et "
     "valeurs fixes du rapport JSON, comme `\"severity\": \"error\"`"},
    {"the strength of a rule: MUST, SHOULD and so on as in RFC 2119, heuristic, custom",
     "la force d’une règle\u202f: MUST, SHOULD, etc., comme dans la RFC 2119, heuristic, custom"},
    {"What stays English: SIP and what packets contain",
     "Ce qui reste en anglais\u202f: SIP et le contenu des paquets"},
    {"methods, header fields, parameters, option tags and registered reason phrases",
     "méthodes, en-têtes, paramètres, option tags et libellés enregistrés"},
    {"all that is quoted from packets", "tout ce qui est cité d’un paquet"},
    {"What stays English: what is not translated",
     "Ce qui reste en anglais\u202f: ce qui n’est pas traduit"},
    {"the names of values of preferences, which Wireshark writes into its file, and the table of "
     "custom rules",
     "les noms des valeurs des préférences, que Wireshark écrit dans son fichier, et le tableau "
     "des règles personnelles"},
    {"messages about a custom rule, a preset or an option that makes no sense",
     "les messages sur une règle personnelle, un preset ou une option incorrects"},
    {"`--help`, messages and manual pages of `sip-report` and `sip-annotate`",
     "`--help`, messages et pages de manuel de `sip-report` et `sip-annotate`"},
    {"buttons, colours and columns of the profile *SIP responses*",
     "boutons, couleurs et colonnes du profil *SIP responses*"},
    {"the word \"then\" between codecs, as in `PCMU, then G722`",
     "le mot «\u202fthen\u202f» entre deux codecs, comme dans `PCMU, then G722`"},
    {"decimal points in evidence and tables, as Wireshark writes numbers",
     "le point décimal dans les observations et les tableaux, tel que Wireshark écrit les nombres"},
    {"Wireshark's own words around these texts: `Expert Info (Error/Protocol)`, `Severity level`, "
     "`seconds`, `True`, `Topic / Item`",
     "les mots de Wireshark autour de ces textes\u202f: `Expert Info (Error/Protocol)`, `Severity "
     "level`, `seconds`, `True`, `Topic / Item`"},
    {"the documentation, but for the pages about rules, codes, presets and languages",
     "la documentation, sauf les pages sur les règles, les codes, les presets et les langues"},
    {"# Languages\n\nGenerated; do not edit.\n\nThe preference *Language*, "
     "`sip_response.language`, is `en` or `fr`.\n",
     "# Langues\n\nPage produite par programme\u202f; ne pas la modifier.\n\nLa préférence "
     "*Language*, `sip_response.language`, vaut `en` ou `fr`.\n"},
    {0},
};
