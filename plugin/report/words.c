/* words.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/words.h"

#include <string.h>

void report_say(GString *out, enum sip_language language, const char *phrase, ...)
{
    const char *parts[10] = {NULL};
    va_list rest;

    va_start(rest, phrase);
    for (size_t i = 1; i < G_N_ELEMENTS(parts) && (parts[i] = va_arg(rest, const char *)); i++) {
    }
    va_end(rest);
    for (const char *p = sip_text(phrase, language); *p != '\0'; p++) {
        if (*p == '$' && g_ascii_isdigit(p[1])) {
            const char *part = parts[g_ascii_digit_value(*++p)];
            g_string_append(out, part != NULL ? part : "");
        } else {
            g_string_append_c(out, *p);
        }
    }
}

char *report_number(guint64 number, const char *one, const char *many, enum sip_language language)
{
    bool singular = language == SIP_FRENCH ? number < 2 : number == 1;
    char *digits = g_strdup_printf("%" G_GUINT64_FORMAT, number);
    GString *text = g_string_new(NULL);

    report_say(text, language, singular ? one : many, digits, NULL);
    g_free(digits);
    return g_string_free(text, FALSE);
}

char *report_number_of_severity(guint64 number, enum sip_severity severity,
                                enum sip_language language)
{
    static const char *const words[][2] = {
        [SIP_CHAT] = {"$1 chat", "$1 chats"},
        [SIP_NOTE] = {"$1 note", "$1 notes"},
        [SIP_WARN] = {"$1 warning", "$1 warnings"},
        [SIP_ERROR] = {"$1 error", "$1 errors"},
    };
    return report_number(number, words[severity][0], words[severity][1], language);
}

char *report_subject(bool is_response, const char *start_line, const char *method,
                     enum sip_language language)
{
    const char *space = strchr(start_line, ' ');
    const char *rest = space != NULL ? space + 1 : start_line;

    if (!is_response) {
        return g_strdup(method ? method : start_line);
    }
    if (method == NULL) {
        return g_strdup(rest);
    }
    GString *subject = g_string_new(NULL);
    report_say(subject, language, "$1 to $2", rest, method, NULL);
    return g_string_free(subject, FALSE);
}

char *report_time_of_day(gint64 stamp)
{
    gint64 second = stamp / G_USEC_PER_SEC - (stamp % G_USEC_PER_SEC < 0);
    GDateTime *date = stamp != 0 ? g_date_time_new_from_unix_utc(second) : NULL;

    if (date == NULL) {
        return NULL;
    }
    char *day = g_date_time_format(date, "%Y-%m-%dT%H:%M:%S");
    char *text = g_strdup_printf("%s.%06dZ", day, (int)(stamp - second * G_USEC_PER_SEC));
    g_free(day);
    g_date_time_unref(date);
    return text;
}

char *report_seconds(gint64 microseconds, int decimals)
{
    guint64 size = microseconds < 0 ? 0 - (guint64)microseconds : (guint64)microseconds, unit = 1;

    for (int i = decimals; i < 6; i++) {
        unit *= 10;
    }
    size = (size + unit / 2) / unit;
    unit = G_USEC_PER_SEC / unit;
    if (decimals == 0) {
        return g_strdup_printf("%s%" G_GUINT64_FORMAT, microseconds < 0 ? "-" : "", size);
    }
    return g_strdup_printf("%s%" G_GUINT64_FORMAT ".%0*u", microseconds < 0 ? "-" : "", size / unit,
                           decimals, (guint)(size % unit));
}

char *report_end_text(const struct report_end *end)
{
    bool brackets = end->port != 0 && strchr(end->address, ':') != NULL;

    return end->port == 0
               ? g_strdup(end->address)
               : g_strdup_printf(brackets ? "[%s]:%u" : "%s:%u", end->address, end->port);
}
