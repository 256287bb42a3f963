/* shapes.c
 * Checks that many rules share: their difference is data in the table.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "rules/engine/fields.h"
#include "rules/engine/rule.h"
#include "sip/value.h"

size_t sip_whole_characters(const char *text, size_t n)
{
    size_t lead = n;

    while (lead > 0 && n - lead < 3 && ((unsigned char)text[lead - 1] & 0xC0) == 0x80) {
        lead--;
    }
    bool cut = lead > 0 && (size_t)g_utf8_skip[(unsigned char)text[lead - 1]] > n - lead + 1;
    return cut ? lead - 1 : n;
}

/* GLib's printf takes positional conversions ("%2$s") on every system. */
static size_t write_text(const struct sip_context *context, char *text, size_t size,
                         const char *format, va_list args)
{
    int n = vsnprintf(text, size, sip_text(format, context->language), args);
    size_t length = n < 0 ? 0 : (size_t)n;

    if (length >= size) {
        length = sip_whole_characters(text, size - 1);
    }
    text[length] = '\0';
    return length;
}

const char *sip_word(const struct sip_context *context, const char *english)
{
    return sip_text(english, context->language);
}

size_t sip_piece(const struct sip_context *context, char *text, size_t size, const char *format,
                 ...)
{
    va_list args;

    va_start(args, format);
    size_t length = write_text(context, text, size, format, args);
    va_end(args);
    return length;
}

static enum sip_verdict broken(struct sip_finding *finding, const struct sip_context *context,
                               uint32_t related, struct sip_slice where, const char *format,
                               va_list args)
{
    finding->related = related;
    finding->reason = g_str_hash(format);
    finding->at = NULL;
    finding->of_server = 0;
    finding->where = where.p ? where : context->message->start_line;
    write_text(context, finding->evidence, sizeof(finding->evidence), format, args);
    return SIP_BROKEN;
}

enum sip_verdict sip_broken(struct sip_finding *finding, const struct sip_context *context,
                            struct sip_slice where, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    broken(finding, context, 0, where, format, args);
    va_end(args);
    return SIP_BROKEN;
}

enum sip_verdict sip_broken_by(struct sip_finding *finding, const struct sip_context *context,
                               uint32_t related, struct sip_slice where, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    broken(finding, context, related, where, format, args);
    va_end(args);
    return SIP_BROKEN;
}

enum sip_verdict sip_broken_at(struct sip_finding *finding, const struct sip_context *context,
                               const struct sip_response *response, uint32_t related,
                               const char *format, ...)
{
    va_list args;

    va_start(args, format);
    broken(finding, context, related, SIP_START_LINE, format, args);
    va_end(args);
    finding->at = response;
    return SIP_BROKEN;
}

/* "Unsupported absent from the 420 to INVITE", "no Accept, Accept-Encoding or Accept-Language in the 415 to INVITE" */
static enum sip_verdict absent(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    char names[SIP_EVIDENCE_SIZE / 2] = "";
    size_t used = 0;
    int count = 0;

    for (int i = 0; i < SIP_RULE_MAX_HEADERS && context->rule->headers[i]; i++, count++) {
        bool more = i + 1 < SIP_RULE_MAX_HEADERS && context->rule->headers[i + 1];
        const char *link = i == 0 ? "" : more ? ", " : sip_word(context, " or ");
        used += sip_piece(context, names + used, sizeof(names) - used, "%s%s", link,
                          sip_header_name(context->rule->headers[i]));
    }
    if (!m->is_response || m->method_name.n == 0) {
        return sip_broken(finding, context, SIP_START_LINE,
                          count > 1 ? SIP_PHRASE("no %s") : SIP_PHRASE("%s absent"), names);
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      count > 1 ? SIP_PHRASE("no %s in the %.*s to %.*s")
                                : SIP_PHRASE("%s absent from the %.*s to %.*s"),
                      names, SIP_ARG(m->code_text), SIP_ARG(m->method_name));
}

enum sip_verdict sip_check_required(const struct sip_context *context, struct sip_finding *finding)
{
    bool perhaps = false;

    for (int i = 0; i < SIP_RULE_MAX_HEADERS && context->rule->headers[i]; i++) {
        switch (sip_message_presence(context->message, context->rule->headers[i])) {
        case SIP_PRESENT:
            return SIP_KEPT;
        case SIP_PERHAPS:
            perhaps = true;
            break;
        case SIP_ABSENT:
            break;
        }
    }
    return perhaps ? SIP_UNDECIDED : absent(context, finding);
}

enum sip_verdict sip_check_misplaced(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    for (int i = 0; i < SIP_RULE_MAX_HEADERS && context->rule->headers[i]; i++) {
        const struct sip_row *row = sip_message_row(m, context->rule->headers[i]);
        if (row != NULL) {
            sip_broken(finding, context, sip_row_bytes(row), "%s: %.*s in a %.*s to %.*s",
                       sip_header_name(context->rule->headers[i]), SIP_ARG(row->value),
                       SIP_ARG(m->code_text), SIP_ARG(m->method_name));
            finding->reason += context->rule->headers[i];
            return SIP_BROKEN;
        }
    }
    return SIP_KEPT;
}

enum sip_verdict sip_check_single_value(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    for (int i = 0; i < SIP_RULE_MAX_HEADERS && context->rule->headers[i]; i++) {
        const struct sip_row *row = sip_message_row(m, context->rule->headers[i]);
        struct sip_values it = sip_values_of(m, context->rule->headers[i]);
        struct sip_slice value;
        if (row == NULL ||
            (row->next == SIP_NO_ROW && memchr(row->value.p, ',', row->value.n) == NULL)) {
            continue; /* nearly always */
        }
        unsigned count = sip_values_count(m, context->rule->headers[i]);
        if (count > 1) {
            sip_values_next(&it, &value);
            sip_values_next(&it, &value); /* the second is one too many */
            return sip_broken(finding, context, sip_row_bytes(it.row),
                              "%u values of %s, the second: %.*s", count,
                              sip_header_name(context->rule->headers[i]), SIP_ARG(value));
        }
    }
    return SIP_KEPT;
}

enum sip_verdict sip_check_code(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    return sip_broken(finding, context, (struct sip_slice){NULL, 0}, "%.*s %.*s to %.*s",
                      SIP_ARG(m->code_text), SIP_ARG(m->phrase), SIP_ARG(m->method_name));
}

enum sip_verdict sip_check_listed(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    enum sip_verdict verdict = sip_check_required(context, finding);

    if (verdict != SIP_KEPT || sip_values_count(m, context->rule->headers[0]) > 0) {
        return verdict;
    }
    if (!m->headers_complete) { /* a row with values may have been cut off */
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context,
                      sip_row_bytes(sip_message_row(m, context->rule->headers[0])), "%s is empty",
                      sip_header_name(context->rule->headers[0]));
}

enum sip_verdict sip_check_seconds(const struct sip_context *context, struct sip_finding *finding)
{
    enum sip_verdict verdict = sip_check_listed(context, finding);
    struct sip_values it = sip_values_of(context->message, context->rule->headers[0]);
    struct sip_slice value;
    uint32_t seconds;

    if (verdict != SIP_KEPT || !sip_values_next(&it, &value) ||
        sip_value_seconds(value, &seconds)) {
        return verdict;
    }
    return sip_broken(finding, context, sip_row_bytes(it.row),
                      "%s: \"%.*s\" is not a number of seconds",
                      sip_header_name(context->rule->headers[0]), SIP_ARG(value));
}

enum sip_verdict sip_misplaced_but_in_2xx(const struct sip_context *context,
                                          struct sip_finding *finding, sip_methods methods)
{
    const struct sip_message *m = context->message;

    if (m->code / 100 == 2 && m->method == SIP_METHOD_UNKNOWN) {
        return SIP_UNDECIDED;
    }
    if (m->code / 100 == 2 && (methods & (UINT32_C(1) << m->method))) {
        return SIP_KEPT;
    }
    return sip_check_misplaced(context, finding);
}

enum sip_verdict sip_needs_require(const struct sip_context *context, const struct sip_row *row,
                                   const char *option, struct sip_finding *finding)
{
    struct sip_slice listed = sip_message_value(context->message, SIP_HDR_REQUIRE);

    switch (sip_message_requires(context->message, option)) {
    case SIP_PRESENT:
        return SIP_KEPT;
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        break;
    }
    if (listed.p == NULL) {
        return sip_broken(finding, context, sip_row_bytes(row), "%.*s, but there is no Require",
                          SIP_ARG(sip_row_bytes(row)));
    }
    return sip_broken(finding, context, sip_row_bytes(row), "%.*s, but %s is not in Require: %.*s",
                      SIP_ARG(sip_row_bytes(row)), option, SIP_ARG(listed));
}

struct sip_slice sip_context_bytes(const struct sip_context *context, enum sip_header_id id)
{
    const struct sip_row *row = sip_message_row(context->message, id);
    return row ? sip_row_bytes(row) : SIP_START_LINE;
}
