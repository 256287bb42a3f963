/* analysis.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/analysis.h"

#include <glib.h>

#include "history/kept/hash.h"
#include "history/keys.h"
#include "history/nonce_count.h"
#include "history/subscriptions.h"
#include "rules/engine/timers.h"
#include "rules/engine/told.h"
#include "sip/code.h"

struct sip_analysis {
    struct sip_analysis_reports reports;
    struct sip_settings settings;
    struct sip_transactions *transactions;
    struct sip_dialogs *dialogs;
    struct sip_servers *servers;
    struct sip_nonces *nonces;
    struct sip_challenges *challenges;
    struct sip_nonce_counts *counts;
    struct sip_subscriptions *subscriptions;
    struct sip_descriptions *descriptions;
    struct sip_grants *grants;
    struct sip_services *services;
    struct sip_copies *copies;
    struct sip_told *told;
    struct sip_timeline timeline;
    int64_t now;    /* of the newest message whose time compares with that of the last one, … */
    int64_t newest; /* … of all */
    bool cut;       /* the capture does not have all octets of each message */
    bool finished;  /* nothing has come since sip_analysis_finish */
};

/* For the table, which knows neither message nor cookie of a report. */
struct judged {
    const struct sip_analysis *analysis;
    struct sip_told_message about;
    void *cookie;
    const struct sip_transaction *transaction; /* at its end; otherwise NULL */
};

static void tell(const struct judged *judged, unsigned number, const struct sip_finding *finding)
{
    const struct sip_analysis *analysis = judged->analysis;
    struct sip_finding told = *finding;
    struct sip_told_message about = judged->about;

    about.cut = analysis->cut;
    if (sip_told_worth(analysis->told, &about, number, &told)) {
        void *kept = analysis->reports.found(judged->cookie, judged->about.message, number, &told);
        sip_told_note(analysis->told, &about, number, &told, analysis->settings.ends ? kept : NULL);
    }
}

static struct sip_told_message about_end(const struct sip_transaction *t,
                                         const struct sip_message *m, uint32_t frame)
{
    struct sip_told_message about = {.message = m,
                                     .client = &t->hop->client,
                                     .server = &t->hop->server,
                                     .frame = frame,
                                     .at_end = true};

    about.call = sip_hash_key(0, sip_message_value(m, SIP_HDR_CALL_ID));
    about.identity = sip_copy_identity(m, about.call);
    return about;
}

/* Of a response only some things are kept: those that it and its copies are known by are enough to tell what
 * was found in it. Its status line is that of every response as far as the code. */
static GString *text_of_response(const struct sip_message *request,
                                 const struct sip_response *response)
{
    struct sip_slice from = sip_message_value(request, SIP_HDR_FROM);
    struct sip_slice to = request->to.address.uri;
    struct sip_slice call_id = sip_message_value(request, SIP_HDR_CALL_ID);
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "SIP/2.0 %u \r\nFrom: %.*s\r\nTo: <%.*s>", response->code,
                           SIP_ARG(from), SIP_ARG(to));
    if (response->to_tag != NULL) {
        g_string_append_printf(text, ";tag=%s", response->to_tag);
    }
    g_string_append_printf(text, "\r\nCall-ID: %.*s\r\nCSeq: %u %.*s\r\n", SIP_ARG(call_id),
                           request->cseq_number, SIP_ARG(request->method_name));
    if (response->code < 200 && response->rseq != 0) {
        g_string_append_printf(text, "RSeq: %u\r\n", response->rseq);
    }
    return g_string_append(text, "\r\n");
}

/* What was found at the end of a transaction in one of its responses. */
static void tell_of_response(const struct judged *judged, unsigned number,
                             const struct sip_finding *finding)
{
    const struct sip_response *response = finding->at;
    GString *text = text_of_response(judged->about.message, response);
    struct sip_slice bytes = {text->str, text->len};
    struct sip_finding found = *finding;
    struct sip_message m;

    if (response->cookie != NULL &&
        sip_message_read(&m, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM)) {
        struct judged of_response = {judged->analysis,
                                     about_end(judged->transaction, &m, response->frame),
                                     response->cookie, judged->transaction};
        found.where = (struct sip_slice){bytes.p, sizeof("SIP/2.0 200") - 1};
        tell(&of_response, number, &found);
    }
    g_string_free(text, TRUE);
}

static void pass_on(void *user, unsigned number, const struct sip_finding *finding)
{
    const struct judged *judged = user;

    if (finding->at != NULL) {
        tell_of_response(judged, number, finding);
    } else {
        tell(judged, number, finding);
    }
}

static void judge_end(struct sip_analysis *analysis, struct sip_context *context,
                      const struct sip_message *message, uint32_t frame, void *cookie)
{
    if (message != NULL && cookie != NULL) {
        struct judged judged = {analysis, about_end(context->transaction, message, frame), cookie,
                                context->transaction};
        context->message = message;
        context->dialog = sip_dialogs_find(analysis->dialogs, message, context->transaction);
        sip_judge_end(analysis->settings.choice, context, pass_on, &judged);
    }
}

static void close_transaction(void *user, struct sip_transaction *t, const struct sip_end *end)
{
    struct sip_analysis *analysis = user;
    struct sip_message request, final;
    struct sip_context context = {.t1 = analysis->settings.t1,
                                  .t2 = analysis->settings.t2,
                                  .language = analysis->settings.language,
                                  .dialogs = analysis->dialogs,
                                  .nonces = analysis->nonces,
                                  .descriptions = analysis->descriptions,
                                  .services = analysis->services,
                                  .transaction = t,
                                  .end = end,
                                  .timeline = &analysis->timeline,
                                  .now = end->now};

    if (!analysis->settings.ends) {
        return;
    }
    const struct sip_message *response = sip_transaction_final(t, &final);
    context.request = sip_transaction_request(t, &request);
    if (context.request != NULL) {
        context.ims = analysis->settings.ims(context.request);
        judge_end(analysis, &context, context.request, t->request_frame, t->open->cookie);
        judge_end(analysis, &context, response, t->final_frame, t->open->final_cookie);
    } else if (t->request_frame == 0 && response != NULL) {
        context.ims = analysis->settings.ims(response);
        judge_end(analysis, &context, response, t->final_frame, t->open->final_cookie);
    }
}

struct sip_analysis *sip_analysis_new(const struct sip_analysis_reports *reports)
{
    struct sip_analysis *analysis = g_new0(struct sip_analysis, 1);

    analysis->reports = *reports;
    analysis->copies = sip_copies_new();
    analysis->told = sip_told_new(reports->explained, reports->repeated);
    analysis->transactions = sip_transactions_new(close_transaction, analysis);
    analysis->dialogs = sip_dialogs_new();
    analysis->servers = sip_servers_new();
    analysis->nonces = sip_nonces_new();
    analysis->challenges = sip_challenges_new();
    analysis->counts = sip_nonce_counts_new();
    analysis->subscriptions = sip_subscriptions_new();
    analysis->descriptions = sip_descriptions_new();
    analysis->grants = sip_grants_new();
    analysis->services = sip_services_new();
    analysis->finished = true;
    return analysis;
}

void sip_analysis_free(struct sip_analysis *analysis)
{
    sip_transactions_free(analysis->transactions);
    sip_dialogs_free(analysis->dialogs);
    sip_servers_free(analysis->servers);
    sip_nonces_free(analysis->nonces);
    sip_challenges_free(analysis->challenges);
    sip_nonce_counts_free(analysis->counts);
    sip_subscriptions_free(analysis->subscriptions);
    sip_descriptions_free(analysis->descriptions);
    sip_grants_free(analysis->grants);
    sip_services_free(analysis->services);
    sip_copies_free(analysis->copies);
    sip_told_free(analysis->told);
    g_free(analysis);
}

/* The frame of the earlier message that this one repeats, or 0. */
static uint32_t original_of(const struct sip_context *context, const struct sip_transaction *t)
{
    const struct sip_message *m = context->message;

    if (m->is_response) {
        const struct sip_response *response = sip_transaction_original(t, context->packet);
        return response ? response->frame : 0;
    }
    const struct sip_transaction *meant = sip_dialog_sibling_of_ack(context->dialog, t, m);
    if (meant != NULL && !meant->ack_misdirected) {
        return 0;
    }
    return m->method == t->method ? t->request_frame : t->ack_frame;
}

/* What the rules may know of the transaction, and of the attempt before it. */
struct buffers {
    struct sip_message request, failed_request, failure;
};

static void fill_context(struct sip_analysis *analysis, struct sip_context *context,
                         struct sip_transaction *t, struct buffers *buffers)
{
    const struct sip_transaction *attempt = t->attempt;
    const struct sip_message *m = context->message;

    context->transaction = t;
    context->nonces = analysis->nonces;
    context->challenges = analysis->challenges;
    context->subscriptions = analysis->subscriptions;
    context->descriptions = analysis->descriptions;
    context->original_frame = original_of(context, t);
    if (m->is_response) {
        if (m->method == SIP_METHOD_NOTIFY && m->code >= 300) {
            context->subscriber = sip_dialogs_party(analysis->dialogs, m, SIP_HDR_TO);
        }
        context->request = sip_transaction_request(t, &buffers->request);
        context->ims =
            context->ims || (context->request != NULL && analysis->settings.ims(context->request));
        return;
    }
    if (m->method == SIP_METHOD_REGISTER) {
        context->grant = sip_grants_find(analysis->grants, m);
    }
    context->backoff = sip_servers_backoff(analysis->servers, context->packet);
    if (context->original_frame == 0 && attempt != NULL && attempt->final_code >= 300) {
        context->failed_request = sip_transaction_request(attempt, &buffers->failed_request);
        if (context->failed_request != NULL) {
            context->failure = sip_transaction_final(attempt, &buffers->failure);
        }
    }
}

/* Of a 2xx whose request is known. */
static void note_success(struct sip_analysis *analysis, const struct sip_transaction *t,
                         const struct sip_packet *packet, const struct sip_message *request,
                         void *cookie)
{
    switch (request->method) {
    case SIP_METHOD_REGISTER:
        sip_grants_note(analysis->grants, t, packet, request, cookie);
        sip_services_note(analysis->services, t, packet, request);
        break;
    case SIP_METHOD_SUBSCRIBE:
    case SIP_METHOD_REFER:
    case SIP_METHOD_NOTIFY:
        sip_subscriptions_note(analysis->subscriptions, packet, request, t->request_frame);
        break;
    default:
        break;
    }
    if (t->open != NULL && t->open->count_use.frame != 0) {
        sip_nonce_counts_note_accepted(analysis->counts, packet, request);
    }
}

static void note_request(struct sip_analysis *analysis, const struct sip_context *context)
{
    const struct sip_packet *packet = context->packet;
    const struct sip_transaction *t = context->transaction;
    const struct sip_message *m = packet->message;
    struct sip_failed_attempt failed = {context->failed_request, context->failure};

    sip_challenges_note_request(analysis->challenges, packet);
    if (m->method == SIP_METHOD_REGISTER) {
        sip_grants_note_request(analysis->grants, t, packet);
        sip_services_note_request(analysis->services, t, packet);
    }
    if (m->method == SIP_METHOD_ACK && t->method == SIP_METHOD_ACK && context->dialog == NULL) {
        sip_subscriptions_note_call(analysis->subscriptions, packet);
    }
    if (sip_message_has_credentials(m) && t->open != NULL && t->method == m->method) {
        t->open->count_use = sip_nonce_counts_note(analysis->counts, packet, &failed);
    }
}

/* Whether its body may be a session description that another one replaces later. */
static bool may_describe(const struct sip_message *m)
{
    return m->body.n > 0 && (m->method == SIP_METHOD_INVITE || m->method == SIP_METHOD_ACK ||
                             m->method == SIP_METHOD_PRACK || m->method == SIP_METHOD_UPDATE);
}

/* What the first copy of a message shows beyond its transaction and its dialog. */
static void note_once(struct sip_analysis *analysis, const struct sip_context *context,
                      void *cookie)
{
    const struct sip_packet *packet = context->packet;
    const struct sip_transaction *t = context->transaction;
    const struct sip_message *m = packet->message;

    sip_hops_note_agent(t->hop, packet);
    if (m->is_response) {
        sip_servers_note(analysis->servers, packet, context->request);
        sip_nonces_note(analysis->nonces, packet, context->request);
        sip_challenges_note_response(analysis->challenges, packet, context->request,
                                     t->request_frame, t->request_time);
        if (m->code / 100 == 2 && context->request != NULL) {
            note_success(analysis, t, packet, context->request, cookie);
        } else if (sip_code_is_challenge(m->code) && m->method == SIP_METHOD_REGISTER &&
                   context->request != NULL) {
            sip_grants_note_challenge(analysis->grants, t, packet, context->request);
            sip_services_note_challenge(analysis->services, t, context->request);
        } else if (m->method == SIP_METHOD_REGISTER && t->request_frame == 0) {
            sip_grants_note_missed(analysis->grants, t, packet);
        }
    } else {
        note_request(analysis, context);
    }
    if (may_describe(m)) {
        sip_descriptions_note(analysis->descriptions, packet, context->request);
    }
}

/* Whether it is a copy of an earlier message: of one that it repeats on this hop (original_frame), or of
 * any other. Gives the frame of the first; 0: none. */
static uint32_t find_copy(struct sip_analysis *analysis, struct judged *judged,
                          struct sip_context *context)
{
    const struct sip_packet *packet = context->packet;
    uint32_t original_frame = context->original_frame;
    void *cookie = analysis->settings.ends ? judged->cookie : NULL;
    struct sip_told_message *about = &judged->about;

    about->call = packet->keys.call_id;
    about->identity = sip_copy_identity(packet->message, about->call);
    struct sip_copy copy = sip_copies_add(analysis->copies, packet, about->identity, cookie);
    if (copy.frame != 0 && copy.cookie != NULL && analysis->reports.again != NULL) {
        analysis->reports.again(copy.cookie, judged->cookie, copy.kind);
    }
    about->is_copy = copy.frame != 0 || original_frame != 0;
    context->came_from_there = packet->message->is_response ? copy.back : 0;
    return copy.frame != 0 ? copy.frame : original_frame;
}

/* Of the 2xx that granted it nothing is kept but the start of its start line. */
static void judge_lapse(void *user, const struct sip_grant *grant)
{
    static const char text[] = "SIP/2.0 200 OK\r\nCSeq: 1 REGISTER\r\n\r\n";
    struct sip_slice bytes = {text, sizeof(text) - 1};
    struct sip_analysis *analysis = user;
    struct sip_message m;
    struct sip_context context = {.t1 = analysis->settings.t1,
                                  .t2 = analysis->settings.t2,
                                  .language = analysis->settings.language,
                                  .transaction = grant->by,
                                  .message = &m,
                                  .grant = grant,
                                  .now = analysis->now};

    if (grant->cookie != NULL &&
        sip_message_read(&m, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM)) {
        struct judged judged = {analysis, about_end(grant->by, &m, grant->frame), grant->cookie,
                                NULL};
        m.start_line.n = sizeof("SIP/2.0 200") - 1;
        sip_judge_end(analysis->settings.choice, &context, pass_on, &judged);
    }
}

/* Where time stamps do not compare with those before, what came before is judged as at the end of a capture.
 * Registrations last for hours: they outlive a pause, but no broken time stamps. */
static void follow_time(struct sip_analysis *analysis, const struct sip_packet *packet)
{
    enum sip_step step = sip_timeline_next(&analysis->timeline, packet);

    if (step != SIP_STEP_SOUND) {
        sip_transactions_start_run(analysis->transactions, analysis->now);
    }
    if (step == SIP_STEP_BROKEN) {
        sip_grants_each_over(analysis->grants, analysis->now, judge_lapse, analysis);
        sip_grants_free(analysis->grants);
        analysis->grants = sip_grants_new();
        sip_services_free(analysis->services);
        analysis->services = sip_services_new();
        sip_servers_free(analysis->servers);
        analysis->servers = sip_servers_new();
        sip_challenges_free(analysis->challenges);
        analysis->challenges = sip_challenges_new();
    }
    if (step != SIP_STEP_SOUND) {
        analysis->now = packet->stamp;
    }
    sip_timeline_add(&analysis->timeline, packet);
}

/* A response that came from another hop, or a request that was forwarded before it was captured here: the server
 * has forwarded the request. */
static void note_forwarded(struct sip_transaction *t, const struct sip_message *m, uint32_t same_as,
                           uint32_t original_frame)
{
    if (t == NULL || same_as == 0 || original_frame != 0 || t->branch_count > 0) {
        return; /* no copy from another hop, or the branches are known */
    }
    bool is_copy_of_branch = !m->is_response && (t->is_branch || m->method == SIP_METHOD_ACK);
    if (!is_copy_of_branch) {
        t->heard_elsewhere = true;
    }
}

/* Against what came before, to which the message then belongs. */
static struct sip_match judge_in_history(struct sip_analysis *analysis, struct sip_packet *packet,
                                         struct sip_context *context, struct judged *judged)
{
    const struct sip_settings *settings = &analysis->settings;

    follow_time(analysis, packet);
    struct sip_transaction *t = sip_transactions_place(analysis->transactions, packet);
    struct sip_dialog *dialog = NULL;
    struct buffers buffers;

    context->dialogs = analysis->dialogs;
    context->timeline = &analysis->timeline;
    if (t != NULL) {
        context->dialog = dialog = sip_dialogs_find(analysis->dialogs, packet->message, t);
        fill_context(analysis, context, t, &buffers);
    }
    uint32_t same_as = find_copy(analysis, judged, context);
    note_forwarded(t, packet->message, same_as, context->original_frame);
    sip_judge(settings->choice, context, pass_on, judged);
    if (t != NULL && !(packet->overdue && context->original_frame != 0)) {
        sip_transaction_add(analysis->transactions, t, packet,
                            settings->ends ? judged->cookie : NULL);
        sip_transaction_expect(t, 2 * sip_timer_64_t1(context));
        sip_dialogs_add(analysis->dialogs, dialog, t, packet, context->request);
    }
    if (t != NULL && context->original_frame == 0) {
        note_once(analysis, context, settings->ends ? judged->cookie : NULL);
    }
    analysis->now = MAX(analysis->now, packet->stamp);
    analysis->newest = MAX(analysis->newest, packet->stamp);
    analysis->finished = false;
    return (struct sip_match){t, context->original_frame, same_as};
}

struct sip_match sip_analysis_add(struct sip_analysis *analysis,
                                  const struct sip_settings *settings, struct sip_packet *packet,
                                  void *cookie)
{
    const struct sip_message *m = packet->message;
    struct judged judged = {analysis,
                            {.message = m,
                             .client = m->is_response ? &packet->destination : &packet->source,
                             .server = m->is_response ? &packet->source : &packet->destination,
                             .frame = packet->frame},
                            cookie,
                            NULL};
    struct sip_context context = {.t1 = settings->t1,
                                  .t2 = settings->t2,
                                  .language = settings->language,
                                  .message = m,
                                  .packet = packet,
                                  .now = packet->stamp};

    analysis->settings = *settings;
    analysis->cut = analysis->cut || !m->headers_complete || !m->body_complete;
    context.ims = settings->ims(m);
    if (settings->history) {
        return judge_in_history(analysis, packet, &context, &judged);
    }
    packet->keys = sip_keys_read(m);
    uint32_t same_as = find_copy(analysis, &judged, &context);
    sip_judge(settings->choice, &context, pass_on, &judged);
    return (struct sip_match){NULL, 0, same_as};
}

void sip_analysis_refuse(struct sip_analysis *analysis, const struct sip_refusal *refusal)
{
    sip_transactions_refuse(analysis->transactions, refusal);
}

void sip_analysis_finish(struct sip_analysis *analysis, const struct sip_settings *settings)
{
    if (!analysis->finished) {
        analysis->settings = *settings;
        sip_transactions_close_all(analysis->transactions, analysis->now);
        sip_grants_each_over(analysis->grants, analysis->now, judge_lapse, analysis);
        analysis->finished = true;
    }
}

int64_t sip_analysis_newest_time(const struct sip_analysis *analysis)
{
    return analysis->newest;
}
