/* growth.c
 * How the time for a message grows with its length, whatever it is filled with: each header field in
 * turn with each filling, in requests and responses of several codes, judged by all rules. Four times
 * the octets may take about four times the time; where it is nearer to sixteen, something looks
 * through the whole for each of its parts.
 *
 * The last line is "N passed, M failed".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "rules/engine/analysis.h"

#define SHORT 2000 /* octets of filling */
#define LONG (4 * SHORT)
#define MOST_GROWTH 8.0
/* The machine has other work, which comes in bursts: the fastest counts, of rounds some time apart. */
#define ROUNDS 40
#define MEASUREMENTS 5
#define PAUSE 50000 /* microseconds */

static const struct filling {
    const char *begin, *repeated;
} fillings[] = {
    {"", "a,"},
    {"", "a;b,"},
    {"a", ";a"},
    {"a", ";a=b"},
    {"", "<sip:a@b>,"},
    {"", "\"a\" <sip:a@b;c>;q=0.5,"},
    {"<sip:a@b", ";a"},
    {"sip:a@b", ";a=b"},
    {"<sip:a@b?a=b", "&a=b"},
    {"sip:", "a@"},
    {"sip:a@", "[:"},
    {"", "\""},
    {"", "\"\\"},
    {"", "<"},
    {"\"", ","},
    {"\"", ";"},
    {"\"a\"", ";a=\"b\""},
    {"<", ";"},
    {"", "%41"},
    {"a", " "},
    {"a", "\r\n "},
    {"", "("},
    {"", ","},
    {"", ";"},
    {"", "="},
    {"", "1"},
    {"Digest a=b", ",a=b"},
    {"", "Digest a=b,"},
    {"", "SIP/2.0/UDP a;branch=z9hG4bK1,"},
    {"SIP/2.0/UDP a;branch=z9hG4bK1", ";a=b"},
    {"", "199 a \"b\","},
    {"", "SIP;cause=200;text=\"a\","},
    {"", "text/a;q=0.1,"},
    {"", "\xff"},
};

/* A header field of the request that is compared with another of the response. */
static const struct pair {
    enum sip_header_id asked, given;
} pairs[] = {
    {SIP_HDR_REQUIRE, SIP_HDR_UNSUPPORTED},
    {SIP_HDR_PROXY_REQUIRE, SIP_HDR_UNSUPPORTED},
    {SIP_HDR_SUPPORTED, SIP_HDR_REQUIRE},
    {SIP_HDR_REQUIRE, SIP_HDR_SUPPORTED},
    {SIP_HDR_ROUTE, SIP_HDR_RECORD_ROUTE},
    {SIP_HDR_ROUTE, SIP_HDR_CONTACT},
    {SIP_HDR_ACCEPT, SIP_HDR_CONTENT_TYPE},
    {SIP_HDR_CONTENT_TYPE, SIP_HDR_ACCEPT},
    {SIP_HDR_CONTENT_ENCODING, SIP_HDR_ACCEPT_ENCODING},
    {SIP_HDR_EVENT, SIP_HDR_ALLOW_EVENTS},
    {SIP_HDR_CONTACT, SIP_HDR_PATH},
    {SIP_HDR_AUTHORIZATION, SIP_HDR_WWW_AUTHENTICATE},
    {SIP_HDR_PROXY_AUTHORIZATION, SIP_HDR_PROXY_AUTHENTICATE},
    {SIP_HDR_RESOURCE_PRIORITY, SIP_HDR_ACCEPT_RESOURCE_PRIORITY},
};

/* What is judged each time: the request, its response, and the request once more. */
static const struct step {
    const char *method;
    unsigned code;
} steps[] = {
    {"INVITE", 183},   {"INVITE", 200},    {"INVITE", 302}, {"INVITE", 401},
    {"INVITE", 415},   {"INVITE", 420},    {"INVITE", 482}, {"INVITE", 503},
    {"REGISTER", 200}, {"SUBSCRIBE", 489}, {"UPDATE", 422}, {"OPTIONS", 200},
};

static const struct filling bodies[] = {
    {"", "m=audio 1 RTP/AVP 0\r\n"},
    {"", "a=sendrecv\r\n"},
    {"", "--b\r\n\r\n"},
    {"--b\r\n", "c: multipart/mixed;boundary=b\r\n\r\n--b\r\n"},
    {"--b\r\n", "c: a\r\n"},
    {"", "\n"},
};

static void *keep_nothing(void *cookie, const struct sip_message *m, unsigned number,
                          const struct sip_finding *finding)
{
    (void)cookie, (void)m, (void)number, (void)finding;
    return NULL;
}

static const struct sip_analysis_reports no_reports = {.found = keep_nothing};

struct capture {
    struct sip_analysis *analysis;
    struct sip_settings settings;
    struct sip_packet packet;
};

static void judge(struct capture *capture, const GString *text, bool response)
{
    static struct sip_message message;
    static const struct sip_endpoint ends[2] = {{4, {192, 0, 2, 1}, 5060},
                                                {4, {192, 0, 2, 2}, 5060}};
    struct sip_slice bytes = {text->str, text->len};

    if (!sip_message_read(&message, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM)) {
        g_error("not a message: %s", text->str);
    }
    capture->packet.message = &message;
    capture->packet.transport = SIP_TRANSPORT_UDP;
    capture->packet.source = ends[response];
    capture->packet.destination = ends[!response];
    capture->packet.frame++;
    capture->packet.stamp += 300000;
    sip_analysis_add(capture->analysis, &capture->settings, &capture->packet, capture);
}

static void append_filled(GString *text, const struct filling *filling, size_t octets)
{
    size_t from = text->len;

    g_string_append(text, filling->begin);
    while (text->len - from < octets) {
        g_string_append(text, filling->repeated);
    }
}

/* The header field and its filling stand last: where it is one that every message needs, there are
 * two of it, or it is the only one. */
static void end_message(GString *text, enum sip_header_id id, const struct filling *filling,
                        size_t octets)
{
    if (id != SIP_HDR_OTHER) {
        g_string_append_printf(text, "%s: ", sip_header_name(id));
        append_filled(text, filling, octets);
        g_string_append(text, "\r\n\r\n");
    } else {
        g_string_append(text, "Content-Type: multipart/mixed;boundary=b\r\n\r\n");
        append_filled(text, filling, octets);
    }
}

static void append_common(GString *text, const struct step *step, unsigned cseq,
                          enum sip_header_id id)
{
    if (id != SIP_HDR_VIA) {
        g_string_append_printf(text, "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK%s%u\r\n",
                               step->method, cseq);
    }
    if (id != SIP_HDR_FROM) {
        g_string_append(text, "From: <sip:a@example.com>;tag=a\r\n");
    }
    if (id != SIP_HDR_TO) {
        g_string_append(text, "To: <sip:b@example.com>\r\n");
    }
    if (id != SIP_HDR_CALL_ID) {
        g_string_append_printf(text, "Call-ID: %s%u\r\n", step->method, step->code);
    }
    g_string_append_printf(text, "CSeq: %u %s\r\n", cseq, step->method);
}

static void judge_step(struct capture *capture, const struct step *step, const struct pair *headers,
                       const struct filling *filling, size_t octets)
{
    GString *text = g_string_new(NULL);

    for (unsigned cseq = 1; cseq <= 2; cseq++) {
        g_string_printf(text, "%s sip:b@example.com SIP/2.0\r\n", step->method);
        append_common(text, step, cseq, headers->asked);
        end_message(text, headers->asked, filling, octets);
        judge(capture, text, false);
        g_string_printf(text, "SIP/2.0 %u Phrase\r\n", step->code);
        append_common(text, step, cseq, headers->given);
        end_message(text, headers->given, filling, octets);
        judge(capture, text, true);
    }
    g_string_free(text, TRUE);
}

static double seconds_once(const struct pair *headers, const struct filling *filling, size_t octets,
                           struct sip_choice *choice)
{
    struct capture capture = {
        .analysis = sip_analysis_new(&no_reports),
        .settings = {choice, 500000, 4000000, SIP_ENGLISH, sip_message_is_ims, true, true}};
    clock_t before = clock();

    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        judge_step(&capture, &steps[i], headers, filling, octets);
    }
    sip_analysis_finish(capture.analysis, &capture.settings);
    sip_analysis_free(capture.analysis);
    return (double)(clock() - before) / CLOCKS_PER_SEC;
}

static double fastest(const struct pair *headers, const struct filling *filling, size_t octets,
                      struct sip_choice *choice, double best)
{
    for (int i = 0; i < MEASUREMENTS; i++) {
        best = MIN(best, seconds_once(headers, filling, octets, choice));
    }
    return best;
}

/* Measured once, and again with care only where the first look is bad. */
static bool grows_as_it_may(const struct pair *headers, const struct filling *filling,
                            struct sip_choice *choice)
{
    double few = seconds_once(headers, filling, SHORT, choice);
    double many = seconds_once(headers, filling, LONG, choice);

    for (int round = 0; round < ROUNDS && many > few * MOST_GROWTH; round++) {
        g_usleep(PAUSE);
        few = fastest(headers, filling, SHORT, choice, few);
        many = fastest(headers, filling, LONG, choice, many);
    }
    if (many <= few * MOST_GROWTH) {
        return true;
    }
    printf("%s and %s with \"%s%s…\": %.1f ms for %d octets, %.1f ms for %d\n",
           headers->asked ? sip_header_name(headers->asked) : "body",
           headers->given ? sip_header_name(headers->given) : "body", filling->begin,
           filling->repeated, few * 1e3, SHORT, many * 1e3, LONG);
    return false;
}

static unsigned passed, failed;

static void try(const struct pair *headers, const struct filling *list, size_t count,
                struct sip_choice *choice)
{
    for (size_t i = 0; i < count; i++) {
        if (grows_as_it_may(headers, &list[i], choice)) {
            passed++;
        } else {
            failed++;
        }
    }
}

int main(void)
{
    struct sip_choice *choice = sip_choice_new();
    struct pair body = {SIP_HDR_OTHER, SIP_HDR_OTHER};

    for (int id = 1; id < SIP_HDR_COUNT; id++) {
        struct pair same = {(enum sip_header_id)id, (enum sip_header_id)id};
        if (id != SIP_HDR_CSEQ) {
            try(&same, fillings, G_N_ELEMENTS(fillings), choice);
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        try(&pairs[i], fillings, G_N_ELEMENTS(fillings), choice);
    }
    try(&body, bodies, G_N_ELEMENTS(bodies), choice);
    sip_choice_free(choice);
    printf("%u passed, %u failed\n", passed, failed);
    return failed > 0;
}
