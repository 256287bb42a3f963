/* failed.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/failed.h"

#include <string.h>

#include "report/mask.h"
#include "report/text.h"
#include "report/words.h"
#include "sip/code.h"

#define MAX_URI 120    /* characters of a URI in a sentence */
#define MAX_PHRASE 100 /* … and of other texts of packets */

static const char *const kinds[] = {"call", "registration", "subscription", "request"};

const char *report_kind_name(enum report_kind_of_record kind)
{
    return kinds[kind];
}

/* Who has to change something, and what. */
enum side { SIDE_NOBODY, SIDE_CLIENT, SIDE_SERVER };

struct duty {
    enum side side;
    const char *remedy; /* NULL: what the code advises the client to do */
};

static const struct duty nobody = {SIDE_NOBODY, NULL};
static const struct duty change_request = {SIDE_CLIENT, NULL};
static const struct duty send_credentials = {
    SIDE_CLIENT, "It must come back with the user name, password and realm that it is asked for."};
static const struct duty fit_credentials = {
    SIDE_CLIENT, "Its user name, password and realm must be those that the server knows."};
static const struct duty permit_or_fit = {
    SIDE_CLIENT,
    "Its user name and password must be right; if they are, the server must be set to allow this."};
static const struct duty permit = {
    SIDE_SERVER, "It refuses on purpose: it must be set to allow this, if it is wanted."};
static const struct duty know_address = {
    SIDE_SERVER, "It must know the address that was asked for; or the caller must dial another."};
static const struct duty reach_callee = {
    SIDE_SERVER, "The callee must be registered, switched on and reachable from there."};
static const struct duty share_media = {
    SIDE_CLIENT, "Both sides must have a codec, or a type of body, in common."};
static const struct duty find_way = {
    SIDE_SERVER, "Its way on must be looked at: what is behind it gave no answer in time."};
static const struct duty end_loop = {
    SIDE_SERVER, "Its routes must be looked at: the request goes round, or over too many hops."};
static const struct duty repair_server = {
    SIDE_SERVER, "It must be looked at there: its log of this time says more."};
static const struct duty support = {SIDE_SERVER,
                                    "It must support this, or the client must do without it."};
static const struct duty be_there = {
    SIDE_SERVER,
    "It must be up and reachable: look at it, and at the network and firewalls before it."};
static const struct duty know_dialog = {
    SIDE_SERVER, "It must be found out why it forgot the dialog: a restart, or an end not seen."};
static const struct duty refresh = {SIDE_CLIENT, "It must refresh before the time is over."};

static const struct duty *duty_of_code(const struct report_failed *failed, guint32 code)
{
    switch (code) {
    case 401:
    case 407:
        return &fit_credentials;
    case 403:
        return failed->has_credentials ? &permit_or_fit : &permit;
    case 404:
    case 410:
    case 484:
    case 485:
    case 604:
        return &know_address;
    case 405:
    case 420:
    case 489:
    case 501:
    case 505:
        return &support;
    case 406:
    case 415:
    case 488:
    case 606:
        return &share_media;
    case 408:
    case 504:
        return &find_way;
    case 430:
    case 480:
        return &reach_callee;
    case 481:
        return &know_dialog;
    case 482:
    case 483:
        return &end_loop;
    default:
        break;
    }
    if (code >= 300 && code < 500) {
        return &change_request;
    }
    return code >= 600 ? &permit : &repair_server;
}

static guint32 deciding_code(const struct report_failed *failed)
{
    return failed->failed_code != 0 ? failed->failed_code : failed->code;
}

static const struct duty *duty_of(const struct report_failed *failed)
{
    switch (failed->end) {
    case REPORT_END_NONE:
    case REPORT_END_BUSY:
    case REPORT_END_DECLINED:
    case REPORT_END_CANCELLED:
    case REPORT_END_NO_ANSWER:
        return &nobody;
    case REPORT_END_SILENCE:
        return &be_there;
    case REPORT_END_LOST:
        return &know_dialog;
    case REPORT_END_CHALLENGED:
        return &send_credentials;
    case REPORT_END_LAPSED:
        return &refresh;
    case REPORT_END_UNHEARD:
        return &find_way;
    case REPORT_END_UNSEEN:
        return &repair_server;
    case REPORT_END_REFUSED:
    case REPORT_END_TRANSFER:
        return duty_of_code(failed, deciding_code(failed));
    }
    return &nobody;
}

bool report_failed_is_fault(const struct report_failed *failed)
{
    return duty_of(failed)->side != SIDE_NOBODY;
}

char *report_failed_key(const struct report_failed *failed)
{
    const struct duty *duty = duty_of(failed);
    const struct report_end *who = duty->side == SIDE_CLIENT ? &failed->client : &failed->server;
    char *end = report_end_text(who);
    char *key = g_strdup_printf(
        "%u %u %u %u %s %s %s %s", (unsigned)failed->kind, (unsigned)failed->end, failed->code,
        failed->failed_code, duty->side == SIDE_NOBODY ? "" : end,
        failed->method != NULL ? failed->method : "", failed->event != NULL ? failed->event : "",
        failed->cause != NULL ? failed->cause : "");

    g_free(end);
    return key;
}

/* Texts that are put in, and freed together. */
struct telling {
    const struct report_failed *failed;
    enum sip_language language;
    GStringChunk *parts;
};

static const char *keep(struct telling *t, char *text)
{
    const char *kept = g_string_chunk_insert(t->parts, text);

    g_free(text);
    return kept;
}

/* Between backticks, as report_failure has it. */
static const char *of_packet(struct telling *t, const char *text, glong characters)
{
    char *line = text != NULL && text[0] != '\0' ? report_mask_line(text, strlen(text), characters)
                                                 : g_strdup("?");
    char *quoted = g_strconcat("`", g_strdelimit(line, "`", '\''), "`", NULL);

    g_free(line);
    return keep(t, quoted);
}

static const char *seconds(struct telling *t, gint64 microseconds)
{
    bool is_short = microseconds < G_USEC_PER_SEC;
    char *number =
        is_short ? g_strdup_printf("%u", (guint)(MAX(microseconds, 0) / 1000))
                 : report_seconds(microseconds,
                                  microseconds < G_GINT64_CONSTANT(10) * G_USEC_PER_SEC ? 1 : 0);
    const char *kept = keep(t, g_strdup_printf(is_short ? "%s ms" : "%s s", number));

    g_free(number);
    return kept;
}

/* "503 Service Unavailable" */
static const char *answer(struct telling *t, guint32 code, const char *phrase)
{
    const struct sip_code *known = sip_code_find(code);
    const char *name = phrase != NULL && phrase[0] != '\0' ? phrase
                       : known != NULL                     ? known->name
                                                           : "";
    char *text = g_strchomp(g_strdup_printf("%u %s", code, name));
    const char *kept = of_packet(t, text, MAX_PHRASE);

    g_free(text);
    return kept;
}

/* A sentence for each end of a call; $1 calls $2. */
static void tell_call(struct telling *t, GString *out)
{
    static const char *const sentences[] = {
        [REPORT_END_REFUSED] = "$1 called $2, and the call failed: $3.",
        [REPORT_END_NO_ANSWER] = "$1 called $2. It rang, and nobody answered: $3.",
        [REPORT_END_BUSY] = "$1 called $2, who was busy: $3.",
        [REPORT_END_DECLINED] = "$1 called $2, who declined the call: $3.",
        [REPORT_END_CANCELLED] = "$1 called $2, and gave up before there was an answer.",
        [REPORT_END_UNHEARD] = "$1 called $2, heard nothing, and gave up.",
        [REPORT_END_CHALLENGED] =
            "$1 called $2, was asked for credentials ($3), and did not come back.",
        [REPORT_END_SILENCE] = "$1 called $2, and heard nothing: no response came.",
        [REPORT_END_UNSEEN] = "$1 called $2, and the call failed; the response was not captured.",
        [REPORT_END_LOST] =
            "$1 and $2 were connected until the other side no longer knew the call.",
        [REPORT_END_TRANSFER] = "$1 and $2 were connected, and the transfer failed: $3.",
    };
    const struct report_failed *f = t->failed;
    const char *code = f->code != 0 ? answer(t, f->code, f->phrase) : "?";
    const char *sentence = f->end < G_N_ELEMENTS(sentences) ? sentences[f->end] : NULL;

    if (sentence == NULL) { /* an end that no call comes to */
        sentence = sentences[REPORT_END_UNSEEN];
    }
    report_say(out, t->language, sentence, of_packet(t, f->from, MAX_URI),
               of_packet(t, f->to, MAX_URI), code, NULL);
    if (f->lasted >= 0 && f->end != REPORT_END_TRANSFER) {
        g_string_append_c(out, ' ');
        report_say(out, t->language, "That took $1.", seconds(t, f->lasted), NULL);
    }
}

/* $1 is the address, $2 the event package. */
static void tell_lease(struct telling *t, GString *out)
{
    static const char *const sentences[][2] = {
        [REPORT_END_REFUSED] = {"$1 was not registered: $3. Calls to it do not arrive.",
                                "The subscription to $2 of $1 was refused: $3."},
        [REPORT_END_SILENCE] =
            {"$1 was not registered: no response came. Calls to it do not arrive.",
             "The subscription to $2 of $1 was not answered."},
        [REPORT_END_CHALLENGED] = {"$1 was not registered: asked for credentials ($3), the client "
                                   "did not come back.",
                                   "The subscription to $2 of $1 was not made: asked for "
                                   "credentials ($3), the client did not come back."},
        [REPORT_END_LAPSED] = {"The registration of $1 ran out: nobody refreshed it.",
                               "The subscription to $2 of $1 ran out: nobody refreshed it."},
    };
    const struct report_failed *f = t->failed;
    const char *sentence = sentences[f->end][f->kind == REPORT_SUBSCRIPTION];

    if (f->was_granted && f->end == REPORT_END_REFUSED) {
        sentence = f->kind == REPORT_SUBSCRIPTION
                       ? "The subscription to $2 of $1 was made, and not refreshed: $3."
                       : "$1 was registered, and not refreshed: $3. When the time that was granted "
                         "is over, calls to it do not arrive.";
    }

    report_say(out, t->language, sentence, of_packet(t, f->to, MAX_URI),
               of_packet(t, f->event, MAX_PHRASE),
               f->code != 0 ? answer(t, f->code, f->phrase) : "?", NULL);
}

static void tell_request(struct telling *t, GString *out)
{
    const struct report_failed *f = t->failed;

    report_say(out, t->language,
               f->end == REPORT_END_CHALLENGED
                   ? "$1 from $2 to $3 was not done: asked for credentials ($4), the client did "
                     "not come back."
                   : "$1 from $2 to $3 was refused: $4.",
               of_packet(t, f->method, MAX_PHRASE), of_packet(t, f->from, MAX_URI),
               of_packet(t, f->to, MAX_URI), answer(t, f->code, f->phrase), NULL);
}

static char *happened(struct telling *t)
{
    GString *out = g_string_new(NULL);

    switch (t->failed->kind) {
    case REPORT_CALL:
        tell_call(t, out);
        break;
    case REPORT_REGISTRATION:
    case REPORT_SUBSCRIPTION:
        tell_lease(t, out);
        break;
    case REPORT_REQUEST_REFUSED:
        tell_request(t, out);
        break;
    }
    if (t->failed->tries > 1) {
        char *tries = report_number(t->failed->tries, "$1 attempt.", "$1 attempts.", t->language);
        g_string_append_printf(out, " %s", tries);
        g_free(tries);
    }
    return g_string_free(out, FALSE);
}

static void add_sentence(GString *out, const char *text)
{
    g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", text);
}

/* "503 became 480 on its way to the caller." */
static void tell_change(struct telling *t, GString *out)
{
    const struct report_failed *f = t->failed;

    if (f->failed_code != 0 && f->failed_code != f->code && f->end != REPORT_END_TRANSFER) {
        char *one = g_strdup_printf("%u", f->failed_code), *other = g_strdup_printf("%u", f->code);
        g_string_append_c(out, ' ');
        report_say(out, t->language, "$1 became $2 on its way to the client.", one, other, NULL);
        g_free(one);
        g_free(other);
    }
}

static void tell_more(struct telling *t, GString *out)
{
    const struct report_failed *f = t->failed;

    tell_change(t, out);
    if (f->cause != NULL) {
        g_string_append_c(out, ' ');
        report_say(out, t->language, "Reason: $1.", of_packet(t, f->cause, MAX_PHRASE), NULL);
    }
    if (f->warning != NULL) {
        g_string_append_c(out, ' ');
        report_say(out, t->language, "Warning: $1.", of_packet(t, f->warning, MAX_PHRASE), NULL);
    }
}

static char *wrong(struct telling *t)
{
    static const char *const ends[] = {
        [REPORT_END_NONE] = "",
        [REPORT_END_CANCELLED] = "Nothing: the caller ended the call before it was answered.",
        [REPORT_END_UNHEARD] = "The server had the call, and sent nothing but 100 Trying.",
        [REPORT_END_SILENCE] = "The server did not answer, however often it was asked.",
        [REPORT_END_UNSEEN] = "The ACK shows a failure that the capture does not have.",
        [REPORT_END_LOST] = "A request in the call was answered as if there were no such call.",
        [REPORT_END_CHALLENGED] = "The server wants credentials, and the client sent none.",
        [REPORT_END_LAPSED] = "The time that was granted is over, and no refresh was captured.",
    };
    const struct report_failed *f = t->failed;
    const struct sip_code *code = sip_code_describe(deciding_code(f));
    GString *out = g_string_new(NULL);
    bool is_vague = deciding_code(f) == 480 || deciding_code(f) == 408;

    if (deciding_code(f) == 403 && f->has_credentials) {
        add_sentence(
            out, sip_text("The server refuses this although credentials were sent.", t->language));
    } else if (is_vague && (f->end == REPORT_END_DECLINED || f->end == REPORT_END_BUSY)) {
        add_sentence(out,
                     sip_text("The callee's side turned the call down, says the cause in Reason.",
                              t->language));
    } else if (f->end < G_N_ELEMENTS(ends) && ends[f->end] != NULL) {
        add_sentence(out, sip_text(ends[f->end], t->language));
    } else if (code != NULL) {
        add_sentence(out, sip_code_meaning(code, t->language));
    }
    tell_more(t, out);
    return g_string_free(out, FALSE);
}

static const char *role_of(const struct report_failed *failed, enum side side)
{
    static const char *const servers[] = {"server", "registrar", "notifier", "server"};
    bool is_caller = failed->kind == REPORT_CALL;

    if (side == SIDE_CLIENT) {
        return is_caller ? "caller" : "client";
    }
    return failed->sent_on                  ? "proxy"
           : is_caller && failed->is_callee ? "callee"
                                            : servers[failed->kind];
}

void report_failed_tell(struct report_failure *failure, const struct report_failed *failed,
                        enum sip_language language)
{
    struct telling t = {failed, language, g_string_chunk_new(512)};
    const struct duty *duty = duty_of(failed);
    const struct sip_code *code = sip_code_describe(deciding_code(failed));
    char *texts[] = {happened(&t), wrong(&t)};

    report_set(&failure->happened, texts[0]);
    report_set(&failure->wrong, texts[1]);
    if (duty->side != SIDE_NOBODY) {
        const struct report_end *who =
            duty->side == SIDE_CLIENT ? &failed->client : &failed->server;
        report_set(&failure->role, role_of(failed, duty->side));
        report_set(&failure->who.address, who->address != NULL ? who->address : "");
        failure->who.port = who->port;
        report_set(&failure->remedy, duty->remedy != NULL ? sip_text(duty->remedy, language)
                                     : code != NULL       ? sip_code_advice(code, language)
                                                          : NULL);
    }
    g_free(texts[0]);
    g_free(texts[1]);
    g_string_chunk_free(t.parts);
}
