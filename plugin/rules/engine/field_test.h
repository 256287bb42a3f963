/* field_test.h
 * What a custom rule looks for in a message: a header field, with a certain value if need be.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_FIELD_TEST_H
#define SIP_RULES_ENGINE_FIELD_TEST_H

#include <glib.h>

#include "rules/engine/rule.h"

enum sip_comparison {
    SIP_MATCHES,  /* PCRE, case ignored, anywhere in the value */
    SIP_CONTAINS, /* the text, case heeded */
    SIP_EQUALS,   /* the same for the whole value */
};

struct sip_field_test {
    enum sip_header_id header;
    char *name; /* of the header field, the long one if it has a compact one */
    enum sip_comparison comparison;
    char *text;    /* what the value is compared with; "": any value */
    GRegex *regex; /* of text, with SIP_MATCHES and a text */
};

/* Each checks a text. NULL: it makes sense; else one sentence, to be freed with g_free. */
char *sip_field_test_check_header(const char *header);
char *sip_field_test_check_text(const char *text);       /* with any comparison */
char *sip_field_test_check_pattern(const char *pattern); /* the same with SIP_MATCHES */

/* The test that these texts make, which do make sense; sip_field_test_clear frees what it holds. */
struct sip_field_test sip_field_test_make(const char *header, enum sip_comparison comparison,
                                          const char *text);

void sip_field_test_clear(struct sip_field_test *test);

/* The same from one text: "X-Site", "X-Site contains par", "X-Site equals par1" or
 * "X-Site matches ^par". False, and *wrong a sentence to be freed, if it makes no sense. */
bool sip_field_test_read(const char *written, struct sip_field_test *test, char **wrong);

/* Looks for a header field that fits. SIP_KEPT: *row is the first; SIP_BROKEN: there is none, and *row is the
 * first of this name, or NULL; SIP_UNDECIDED: what was cut off may have one, or a value takes too long. */
enum sip_verdict sip_field_test_find(const struct sip_field_test *test, const struct sip_message *m,
                                     const struct sip_row **row);

#endif
