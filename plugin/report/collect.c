/* collect.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/collect.h"

#include <string.h>

#include "history/kept/hash.h"
#include "report/collected.h"
#include "report/mask.h"
#include "sip/body.h"
#include "sip/code.h"
#include "sip/ip.h"
#include "sip/uri.h"
#include "sip/value.h"

const struct report_limits report_default_limits = {
    .kept_octets = 64 << 20,
    .text_octets = 16 << 10,
    .texts_per_rule = 3,
    .dialogs = 500,
    .messages_per_dialog = 200,
};

#define MAX_SOFTWARE 4 /* per sender */
#define MAX_VALUE 120  /* characters of a header value that is shown */
#define MAX_KEY 512    /* octets of a Call-ID that tell dialogs apart */

static void free_dialog(gpointer data)
{
    struct dialog *dialog = data;

    g_ptr_array_unref(dialog->messages);
    g_free(dialog);
}

static void free_sender(gpointer data)
{
    struct sender *sender = data;

    g_ptr_array_unref(sender->software);
    g_free(sender);
}

static void free_kept(gpointer data)
{
    struct kept *message = data;

    g_free(message->text);
    g_free(message);
}

struct report_collector *report_collector_new(const struct report_limits *limits, report_ask ask)
{
    struct report_collector *c = g_new0(struct report_collector, 1);

    c->limits = *limits;
    c->ask = ask;
    c->texts = g_string_chunk_new(4096);
    c->dialogs = g_hash_table_new(sip_hash_string, g_str_equal);
    c->dialog_order = g_ptr_array_new_with_free_func(free_dialog);
    c->senders = g_hash_table_new(sip_hash_string, g_str_equal);
    c->sender_order = g_ptr_array_new_with_free_func(free_sender);
    c->messages = g_ptr_array_new_with_free_func(free_kept);
    c->answers = g_array_new(FALSE, FALSE, sizeof(struct answer));
    c->shown = g_hash_table_new(g_str_hash, g_str_equal);
    return c;
}

void report_collector_free(struct report_collector *c)
{
    g_hash_table_unref(c->shown);
    g_array_unref(c->answers);
    g_ptr_array_unref(c->messages);
    g_hash_table_unref(c->senders);
    g_ptr_array_unref(c->sender_order);
    g_hash_table_unref(c->dialogs);
    g_ptr_array_unref(c->dialog_order);
    g_string_chunk_free(c->texts);
    g_free(c);
}

static text_kept keep_text(struct report_collector *c, char *text)
{
    text_kept kept = g_string_chunk_insert_const(c->texts, text);

    g_free(text);
    return kept;
}

/* A part of the message as a line to be shown; NULL where it is not there. */
static text_kept keep_slice(struct report_collector *c, struct sip_slice slice, glong characters)
{
    return slice.p != NULL ? keep_text(c, report_mask_line(slice.p, slice.n, characters)) : NULL;
}

/* From or To as people read them: the tag is of no use to them. */
static text_kept keep_party(struct report_collector *c, const struct sip_message *m,
                            enum sip_header_id id)
{
    struct sip_slice value = sip_message_value(m, id), party;
    struct sip_slice rest = sip_value_cut(value, ';', &party);
    struct sip_address address;

    (void)rest;
    if (value.p != NULL && sip_address_read(value, &address) && !address.bracketed) {
        party = address.uri;
    }
    return keep_slice(c, value.p != NULL ? party : value, MAX_VALUE);
}

static struct dialog *find_dialog(struct report_collector *c, const struct report_seen *seen)
{
    struct sip_slice call_id = sip_message_value(seen->message, SIP_HDR_CALL_ID);
    char *key = g_strndup(call_id.p ? call_id.p : "", MIN(call_id.n, MAX_KEY));
    struct dialog *dialog = g_hash_table_lookup(c->dialogs, key);

    if (dialog == NULL) {
        dialog = g_new0(struct dialog, 1);
        dialog->messages = g_ptr_array_new();
        dialog->call_id = keep_slice(c, call_id, MAX_VALUE);
        dialog->from = keep_party(c, seen->message, SIP_HDR_FROM);
        dialog->to = keep_party(c, seen->message, SIP_HDR_TO);
        dialog->method = keep_slice(c, seen->message->method_name, MAX_VALUE);
        g_hash_table_insert(c->dialogs, g_string_chunk_insert(c->texts, key), dialog);
        g_ptr_array_add(c->dialog_order, dialog);
    }
    g_free(key);
    return dialog;
}

/* What the dialog's first request came to: its first final response that is no challenge. */
static void note_outcome(struct report_collector *c, struct dialog *dialog,
                         const struct sip_message *m)
{
    text_kept method = keep_slice(c, m->method_name, MAX_VALUE);
    bool challenge = sip_code_is_challenge(m->code);

    if (m->is_response && m->code >= 200 && method == dialog->method &&
        (dialog->outcome == NULL || dialog->challenged)) {
        char *text = g_strdup_printf("%u %.*s", m->code, SIP_ARG(m->phrase));
        dialog->outcome = keep_text(c, report_mask_line(text, strlen(text), MAX_VALUE));
        dialog->challenged = challenge;
        g_free(text);
    }
}

static struct sender *find_sender(struct report_collector *c, const struct report_seen *seen)
{
    guint16 port = seen->is_stream ? 0 : seen->source_port;
    char *key =
        g_strdup_printf("%s %u %s", seen->source, port, seen->transport ? seen->transport : "");
    struct sender *sender = g_hash_table_lookup(c->senders, key);

    if (sender == NULL) {
        sender = g_new0(struct sender, 1);
        sender->address = g_string_chunk_insert_const(c->texts, seen->source);
        sender->port = port;
        sender->transport = seen->transport;
        sender->software = g_ptr_array_new();
        g_hash_table_insert(c->senders, g_string_chunk_insert(c->texts, key), sender);
        g_ptr_array_add(c->sender_order, sender);
    }
    g_free(key);
    return sender;
}

/* Whether the first Contact leads to where the message came from. Contacts of a REGISTER are the
 * client's, those of a redirection somebody else's: they say nothing. */
static bool contact_leads_to(const struct sip_message *m, const char *source)
{
    struct sip_slice value = sip_message_value(m, SIP_HDR_CONTACT);
    struct sip_address address;
    struct sip_uri uri;
    struct sip_ip host, sender;

    if (value.p == NULL || m->method == SIP_METHOD_REGISTER || m->code / 100 == 3) {
        return true;
    }
    return sip_address_read(value, &address) && sip_uri_read(address.uri, &uri) &&
           sip_ip_read(uri.host, &host) &&
           sip_ip_read((struct sip_slice){source, strlen(source)}, &sender) &&
           memcmp(&host, &sender, sizeof host) == 0;
}

/* Whether it comes from its sender itself: what came through a proxy still has the User-Agent or Server of
 * where it came from. Of a response nobody but the sender makes a 100. */
static bool is_own(const struct report_seen *seen)
{
    const struct sip_message *m = seen->message;

    if (!m->is_response) {
        return sip_values_count(m, SIP_HDR_VIA) <= 1;
    }
    return m->code == 100 || (!seen->is_passed_on && contact_leads_to(m, seen->source));
}

static void note_software(struct report_collector *c, struct sender *sender,
                          const struct report_seen *seen)
{
    const struct sip_message *m = seen->message;
    enum sip_header_id id = m->is_response ? SIP_HDR_SERVER : SIP_HDR_USER_AGENT;

    if (!sip_message_has(m, id)) {
        id = SIP_HDR_USER_AGENT;
    }
    if (sender->software->len >= MAX_SOFTWARE || !sip_message_has(m, id) || !is_own(seen)) {
        return;
    }
    text_kept software = keep_slice(c, sip_row_bytes(sip_message_row(m, id)), MAX_VALUE);
    if (!g_ptr_array_find(sender->software, software, NULL)) {
        g_ptr_array_add(sender->software, (gpointer)software);
    }
}

static void count(struct report_collector *c, struct sender *sender, const struct report_seen *seen)
{
    const struct sip_message *m = seen->message;

    *(m->is_response ? &c->responses : &c->requests) += 1;
    *(m->is_response ? &sender->responses : &sender->requests) += 1;
    c->repetitions += seen->original != 0;
    if (m->is_response && m->code != 0 && seen->original == 0) {
        struct answer answer = {seen->stamp, seen->request_time, (guint16)m->code, sender};
        g_array_append_val(c->answers, answer);
    }
}

guint report_collector_find(const struct report_collector *c, guint32 frame)
{
    guint from = 0, to = c->messages->len;

    while (from < to) {
        guint middle = from + (to - from) / 2;
        const struct kept *message = g_ptr_array_index(c->messages, middle);
        if (message->frame < frame) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

struct counting {
    struct report_collector *c;
    struct kept *message;
    guint at;
};

static void want(const struct report_collector *c, guint32 frame)
{
    guint place = report_collector_find(c, frame);
    struct kept *message = place < c->messages->len ? g_ptr_array_index(c->messages, place) : NULL;

    if (message != NULL && message->frame == frame) {
        message->wanted = true;
    }
}

static void count_finding(void *user, const struct report_told *told)
{
    struct counting *counting = user;
    struct report_collector *c = counting->c;
    struct kept *message = counting->message;

    message->has_findings = true;
    if (counting->at++ < message->findings_counted) {
        return;
    }
    message->findings_counted++;
    guint shown = GPOINTER_TO_UINT(g_hash_table_lookup(c->shown, told->rule));
    if (shown < c->limits.texts_per_rule) {
        g_hash_table_insert(c->shown, (gpointer)g_string_chunk_insert_const(c->texts, told->rule),
                            GUINT_TO_POINTER(shown + 1));
        if (message->original != 0) {
            want(c, message->original); /* its text is the same */
        } else {
            message->wanted = true;
        }
        want(c, told->related);
        want(c, shown == 0 ? message->request : 0); /* one request is enough for a rule */
    }
}

void report_collector_count(struct report_collector *c, struct kept *message)
{
    struct counting counting = {c, message, 0};
    c->ask(message->record, count_finding, &counting);
}

/* Drops the oldest texts that nobody wants so far, until there is room again. */
static void drop_texts(struct report_collector *c)
{
    while (c->text_octets > c->limits.kept_octets) {
        struct kept *message = g_ptr_array_index(c->messages, c->oldest_text++);
        c->text_octets -= message->text_length;
        report_collector_count(c, message);
        if (!message->wanted) {
            g_clear_pointer(&message->text, g_free);
        }
    }
}

static bool has_sdp(const struct sip_message *m)
{
    struct sip_part part;
    return m->body.n > 0 && sip_message_part(m, "application/sdp", &part) == SIP_PRESENT;
}

static text_kept keep_cseq(struct report_collector *c, const struct sip_message *m)
{
    return keep_slice(c, sip_message_value(m, SIP_HDR_CSEQ), MAX_VALUE);
}

static struct kept *keep(struct report_collector *c, const struct report_seen *seen)
{
    const struct sip_message *m = seen->message;
    struct kept *message = g_new0(struct kept, 1);

    message->record = seen->record;
    message->stamp = seen->stamp;
    message->source = g_string_chunk_insert_const(c->texts, seen->source);
    message->destination = g_string_chunk_insert_const(c->texts, seen->destination);
    message->source_port = seen->source_port;
    message->destination_port = seen->destination_port;
    message->transport = seen->transport;
    message->start_line = keep_slice(c, m->start_line, REPORT_START_LINE);
    message->method = keep_slice(c, m->method_name, MAX_VALUE);
    message->cseq = keep_cseq(c, m);
    message->text = g_memdup2(m->bytes.p, m->bytes.n);
    message->text_length = (guint32)m->bytes.n;
    message->frame = seen->frame;
    message->item = seen->item;
    message->original = seen->original;
    message->request = seen->request;
    message->code = (guint16)m->code;
    message->is_response = m->is_response;
    message->has_sdp = has_sdp(m);
    return message;
}

void report_collector_add(struct report_collector *c, const struct report_seen *seen)
{
    struct kept *message = keep(c, seen);

    message->dialog = find_dialog(c, seen);
    message->sender = find_sender(c, seen);
    note_outcome(c, message->dialog, seen->message);
    note_software(c, message->sender, seen);
    count(c, message->sender, seen);
    g_ptr_array_add(message->dialog->messages, message);
    g_ptr_array_add(c->messages, message);
    c->text_octets += message->text_length;
    report_collector_count(c, message);
    drop_texts(c);
}
