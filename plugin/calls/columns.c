/* columns.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/columns.h"

#include "calls/join.h"

/* How the columns of each kind are listed: name, title, type, width, places, help. */
#define N SIP_COLUMN_NUMBER
#define F SIP_COLUMN_FIELD
#define T SIP_COLUMN_TABLE
#define FT (SIP_COLUMN_FIELD | SIP_COLUMN_TABLE)

#define CALL_COLUMNS(X)                                                                            \
    X(CALL, NUMBER, "call", "Call", COUNT, 5, N | T, "The number of the call in this capture")     \
    X(CALL, RESULT, "result", "Result", TEXT, 10, FT,                                              \
      "What became of it: answered, still up, busy, declined, cancelled, no answer, failed, or "   \
      "incomplete in the capture")                                                                 \
    X(CALL, CODE, "code", "Code", COUNT, 4, FT, "The final response that the caller got")          \
    X(CALL, PHRASE, "phrase", "Phrase", TEXT, 24, FT, "The reason phrase of that response")        \
    X(CALL, ENDED_BY, "ended_by", "Ended by", TEXT, 12, FT,                                        \
      "What ended it: a BYE of caller or callee, CANCEL, a failure, a timeout")                    \
    X(CALL, CAUSE, "cause", "Cause", TEXT, 28, FT, "The cause that Reason names")                  \
    X(CALL, CALLER, "caller", "Caller", TEXT, 28, FT, "The URI in From")                           \
    X(CALL, CALLEE, "callee", "Callee", TEXT, 28, FT, "The URI in To")                             \
    X(CALL, DURATION, "duration", "Duration", DURATION, 10, FT, "From the answer to the end")      \
    X(CALL, FIRST_FRAME, "first_frame", "First frame", FRAME, 11, FT, "Its first message")         \
    X(CALL, FILTER, "filter", "Filter", TEXT, 24, T, "A display filter for all of its packets")    \
    X(CALL, RESPONSE_TIME, "response_time", "First response", DURATION, 14, F,                     \
      "From the INVITE to the first response")                                                     \
    X(CALL, RINGING_TIME, "ringing_time", "Ringing", DURATION, 10, FT,                             \
      "From the INVITE to the first 180")                                                          \
    X(CALL, ANSWER_TIME, "answer_time", "Answer", DURATION, 10, FT,                                \
      "From the INVITE to the first 2xx")                                                          \
    X(CALL, CODEC, "codec", "Codec", TEXT, 16, FT, "What offer and answer agreed on, and changes") \
    X(CALL, ATTEMPTS, "attempts", "Tries", COUNT, 5, FT,                                           \
      "INVITEs of the caller, one after another")                                                  \
    X(CALL, LEGS, "legs", "Legs", COUNT, 5, FT, "INVITEs on all hops and legs")                    \
    X(CALL, BRANCHES, "branches", "Branches", COUNT, 8, F, "Callees that gave a sign")             \
    X(CALL, FAILED_AT, "failed_at", "Failed at", TEXT, 21, FT,                                     \
      "The server that the failure came from, or that never answered")                             \
    X(CALL, FAILED_CODE, "failed_code", "Its code", COUNT, 8, F, "What that server answered")      \
    X(CALL, STORY, "story", "How it came", TEXT, 24, FT, "How one code became another")            \
    X(CALL, TRANSFER, "transfer", "Transfer", TEXT, 24, F, "Where a REFER sent it to")             \
    X(CALL, TRANSFER_CODE, "transfer_code", "Transfer code", COUNT, 13, F,                         \
      "What became of the transfer")                                                               \
    X(CALL, REPLACES, "replaces", "Replaces", COUNT, 8, F, "The call whose place it takes")        \
    X(CALL, WORST_RULE, "worst_rule", "Worst finding", TEXT, 32, FT,                               \
      "The gravest broken rule of its messages")                                                   \
    X(CALL, LACKS, "lacks", "The capture lacks", TEXT, 24, FT, "What was not captured")            \
    X(CALL, Q850, "q850", "Q.850", COUNT, 5, F, "The cause value of ITU-T Q.850")                  \
    X(CALL, WARNING, "warning", "Warning", TEXT, 24, F, "Warning of the final response")           \
    X(CALL, JOINED_BY, "joined_by", "Joined by", TEXT, 24, F,                                      \
      "What proves that the legs of a B2BUA belong together")                                      \
    X(CALL, END_FRAME, "end_frame", "End frame", FRAME, 9, F, "The message that ended it")         \
    X(CALL, FINDINGS, "findings", "Findings", COUNT, 8, 0, "Broken rules of its messages")         \
    X(CALL, MESSAGES, "messages", "Messages", COUNT, 8, 0, "SIP messages of it, copies too")       \
    X(CALL, TIME, "time", "Time", TIME, 20, 0, "Of its first message")                             \
    X(CALL, ID, "call_id", "Call-ID", TEXT, 32, 0, "Call-ID of the first leg")

/* S: of a subscription only. */
#define LEASE_COLUMNS(X, K, name, S)                                                          \
    X(K, NUMBER, name, "Number", COUNT, 6, N | T, "Its number in this capture")               \
    X(K, RESULT, "result", "Result", TEXT, 10, FT,                                            \
      "Its state: granted, ended, lapsed, refused, challenged, unanswered, or incomplete in " \
      "the capture")                                                                          \
    X(K, AOR, "aor", "Address", TEXT, 28, FT, "The URI in To")                                \
    X(K, EVENT, "event", "Event", TEXT, 12, S, "The event package")                           \
    X(K, CODE, "code", "Code", COUNT, 4, FT, "The newest final response")                     \
    X(K, PHRASE, "phrase", "Phrase", TEXT, 24, FT,                                            \
      "The reason phrase of that response, if it is a failure")                               \
    X(K, WARNING, "warning", "Warning", TEXT, 24, FT,                                         \
      "Warning of that response, if it is a failure")                                         \
    X(K, GRANTED, "granted", "Granted s", COUNT, 9, FT, "Seconds that were granted last")     \
    X(K, ATTEMPTS, "attempts", "Attempts", COUNT, 8, FT,                                      \
      "Requests; what answers a challenge is the same attempt")                               \
    X(K, REFRESHES, "refreshes", "Refreshes", COUNT, 9, FT, "How often it was granted again") \
    X(K, LAPSES, "lapses", "Lapses", COUNT, 6, FT, "How often it was refreshed too late")     \
    X(K, REFUSALS, "refusals", "Refusals", COUNT, 8, FT, "Attempts that were refused")        \
    X(K, CLIENT, "client", "Client", TEXT, 21, FT, "Who asked")                               \
    X(K, SERVER, "server", "Server", TEXT, 21, FT, "Who was asked")                           \
    X(K, FIRST_FRAME, "first_frame", "First frame", FRAME, 11, FT, "Its first message")       \
    X(K, FILTER, "filter", "Filter", TEXT, 30, T, "A display filter for all of its packets")  \
    X(K, CONTACT, "contact", "Contact", TEXT, 28, FT, "The URI in Contact")                   \
    X(K, REASON, "reason", "Reason", TEXT, 12, S, "Why the notifier ended it")                \
    X(K, GRANTED_FRAME, "granted_frame", "Granted in", FRAME, 10, F, "The newest 2xx")        \
    X(K, ENDED_FRAME, "ended_frame", "Ended in", FRAME, 8, F, "What removed or ended it")     \
    X(K, WORST_RULE, "worst_rule", "Worst finding", TEXT, 32, FT,                             \
      "The gravest broken rule of its messages")                                              \
    X(K, FINDINGS, "findings", "Findings", COUNT, 8, 0, "Broken rules of its messages")       \
    X(K, MESSAGES, "messages", "Messages", COUNT, 8, 0, "SIP messages of it, copies too")     \
    X(K, TIME, "time", "Time", TIME, 20, 0, "Of its first message")

#define REQUEST_COLUMNS(X)                                                                         \
    X(REQUEST, NUMBER, "request", "Number", COUNT, 6, N | T, "Its number in this capture")         \
    X(REQUEST, METHOD, "method", "Method", TEXT, 10, FT, "The method")                             \
    X(REQUEST, CODE, "code", "Code", COUNT, 4, FT, "The newest refusal")                           \
    X(REQUEST, PHRASE, "phrase", "Phrase", TEXT, 24, FT, "The reason phrase of it")                \
    X(REQUEST, FROM, "from", "From", TEXT, 28, FT, "The URI in From")                              \
    X(REQUEST, TO, "to", "To", TEXT, 28, FT, "The URI in To")                                      \
    X(REQUEST, ATTEMPTS, "attempts", "Attempts", COUNT, 8, FT, "How often it was sent again")      \
    X(REQUEST, REFUSALS, "refusals", "Refusals", COUNT, 8, FT, "How often it was refused")         \
    X(REQUEST, CLIENT, "client", "Client", TEXT, 21, FT, "Who asked")                              \
    X(REQUEST, SERVER, "server", "Server", TEXT, 21, FT, "Who was asked")                          \
    X(REQUEST, FIRST_FRAME, "first_frame", "First frame", FRAME, 11, FT, "Its first message")      \
    X(REQUEST, REFUSED_FRAME, "refused_frame", "Refused in", FRAME, 10, FT, "The newest refusal")  \
    X(REQUEST, FILTER, "filter", "Filter", TEXT, 26, T, "A display filter for all of its packets") \
    X(REQUEST, WARNING, "warning", "Warning", TEXT, 24, FT, "Warning of the newest refusal")       \
    X(REQUEST, WORST_RULE, "worst_rule", "Worst finding", TEXT, 32, FT,                            \
      "The gravest broken rule of its messages")                                                   \
    X(REQUEST, FINDINGS, "findings", "Findings", COUNT, 8, 0, "Broken rules of its messages")      \
    X(REQUEST, MESSAGES, "messages", "Messages", COUNT, 8, 0, "SIP messages of it, copies too")    \
    X(REQUEST, TIME, "time", "Time", TIME, 20, 0, "Of its first message")

#define INDEX(kind, id, name, title, type, width, places, help) kind##_##id,
enum { CALL_COLUMNS(INDEX) CALL_COUNT };
enum { LEASE_COLUMNS(INDEX, LEASE, "", 0) LEASE_COUNT };
enum { REQUEST_COLUMNS(INDEX) REQUEST_COUNT };

#define ENTRY(kind, id, name, title, type, width, places, help) \
    {name, title, help, SIP_CELL_##type, width, places},
static const struct sip_column call_columns[] = {CALL_COLUMNS(ENTRY)};
static const struct sip_column registration_columns[] = {
    LEASE_COLUMNS(ENTRY, LEASE, "registration", 0)};
static const struct sip_column subscription_columns[] = {
    LEASE_COLUMNS(ENTRY, LEASE, "subscription", FT)};
static const struct sip_column request_columns[] = {REQUEST_COLUMNS(ENTRY)};

static const struct {
    const char *name;
    const struct sip_column *columns;
    unsigned count;
} kinds[SIP_RECORD_KINDS] = {
    [SIP_RECORD_CALL] = {"call", call_columns, CALL_COUNT},
    [SIP_RECORD_REGISTRATION] = {"registration", registration_columns, LEASE_COUNT},
    [SIP_RECORD_SUBSCRIPTION] = {"subscription", subscription_columns, LEASE_COUNT},
    [SIP_RECORD_REQUEST] = {"request", request_columns, REQUEST_COUNT},
};

const struct sip_column *sip_columns(enum sip_record_kind kind, unsigned *count)
{
    G_STATIC_ASSERT(CALL_COUNT <= SIP_COLUMNS_MAX && LEASE_COUNT <= SIP_COLUMNS_MAX &&
                    REQUEST_COUNT <= SIP_COLUMNS_MAX);
    *count = kinds[kind].count;
    return kinds[kind].columns;
}

const char *sip_record_kind_name(enum sip_record_kind kind)
{
    return kinds[kind].name;
}

static struct sip_cell text(const char *s)
{
    return (struct sip_cell){s, 0, s != NULL};
}

static struct sip_cell count(int64_t number)
{
    return (struct sip_cell){NULL, number, true};
}

/* Left empty where it is 0. */
static struct sip_cell if_any(int64_t number)
{
    return (struct sip_cell){NULL, number, number != 0};
}

static struct sip_cell between(int64_t from, int64_t to)
{
    bool known = from != SIP_NEVER && to != SIP_NEVER;

    return (struct sip_cell){NULL, known ? MAX(to - from, 0) : 0, known};
}

static const char *keep(char *made, GStringChunk *texts)
{
    const char *kept = made != NULL ? g_string_chunk_insert(texts, made) : NULL;

    g_free(made);
    return kept;
}

/* Who describes, for whom. */
struct describing {
    const struct sip_clock *clock;
    const struct sip_names *names;
    enum sip_language language;
    GStringChunk *texts;
    struct sip_cell *cells;
};

static struct sip_cell word(const struct describing *d, const char *english)
{
    return text(english != NULL ? sip_text(english, d->language) : NULL);
}

static struct sip_cell endpoint(const struct describing *d, const struct sip_endpoint *end)
{
    return text(end != NULL && end->family != 0 ? keep(d->names->endpoint(end), d->texts) : NULL);
}

static struct sip_cell worst(const struct describing *d, const struct sip_record *record)
{
    return text(record->findings > 0 ? d->names->rule(record->worst_rule) : NULL);
}

/* A call and its other legs together. */
static struct sip_record sum_of(const struct sip_call *call)
{
    struct sip_record sum = call->record;

    for (const struct sip_call *leg = sip_call_extra(call)->outbound; leg != NULL;
         leg = sip_call_extra(leg)->next_outbound) {
        const struct sip_record *other = &leg->record;
        if (other->findings > 0 &&
            (sum.findings == 0 || other->worst_severity > sum.worst_severity)) {
            sum.worst_rule = other->worst_rule;
            sum.worst_severity = other->worst_severity;
        }
        sum.findings += other->findings;
        sum.messages += other->messages;
    }
    return sum;
}

static struct sip_cell filter(const struct describing *d, const struct sip_record *record)
{
    return text(
        keep(g_strdup_printf("sip_response.%s == %u", kinds[record->kind].name, record->number),
             d->texts));
}

/* "503 on the outbound leg became 480": where the failure was another code than what the caller got. */
static char *story_of(const struct describing *d, const struct sip_outcome_of_call *o)
{
    if (o->failed_at == NULL || o->failed_code == 0 || o->failed_code == o->code) {
        return NULL;
    }
    const char *format =
        o->other_leg ? sip_text("%u on the outbound leg became %u on the inbound leg", d->language)
                     : sip_text("%u became %u on its way", d->language);
    return g_strdup_printf(format, o->failed_code, o->code);
}

static void describe_times(const struct sip_outcome_of_call *o, struct sip_cell *cells)
{
    cells[CALL_RESPONSE_TIME] = between(o->begin, o->response);
    cells[CALL_RINGING_TIME] = between(o->begin, o->ringing);
    cells[CALL_ANSWER_TIME] = between(o->begin, o->answered);
    cells[CALL_DURATION] = between(o->answered, o->end);
}

static void describe_end(const struct describing *d, const struct sip_call *call,
                         const struct sip_outcome_of_call *o)
{
    struct sip_cell *cells = d->cells;

    cells[CALL_RESULT] = word(d, sip_call_result_name(o->result));
    cells[CALL_CODE] = if_any(o->code);
    cells[CALL_PHRASE] = text(o->phrase);
    cells[CALL_WARNING] = text(o->warning);
    cells[CALL_ENDED_BY] = word(d, sip_call_ended_by_name(o->ended_by));
    cells[CALL_CAUSE] = text(keep(sip_cause_text(&o->cause, d->language), d->texts));
    cells[CALL_Q850] = if_any(o->cause.protocol == SIP_CAUSE_Q850 ? o->cause.number : 0);
    cells[CALL_FAILED_AT] = endpoint(d, o->failed_at);
    cells[CALL_FAILED_CODE] = if_any(o->failed_code);
    cells[CALL_STORY] = text(keep(story_of(d, o), d->texts));
    cells[CALL_END_FRAME] = if_any(o->end_frame);
    cells[CALL_LACKS] = text(keep(sip_call_lacks_text(o->lacks, d->language), d->texts));
    cells[CALL_CODEC] = text(call->answered ? call->codecs : NULL);
    cells[CALL_ATTEMPTS] = if_any(o->attempts);
    cells[CALL_LEGS] = if_any(o->legs);
    cells[CALL_BRANCHES] = if_any(o->branches);
}

static void describe_call(const struct describing *d, const struct sip_call *call)
{
    struct sip_outcome_of_call o = sip_call_outcome(call, d->clock);
    struct sip_record sum = sum_of(call), *record = &sum;
    const struct sip_call_extra *extra = sip_call_extra(call);
    unsigned joined_by =
        extra->outbound != NULL ? sip_call_extra(extra->outbound)->joined_by : SIP_JOIN_NONE;
    struct sip_cell *cells = d->cells;

    describe_end(d, call, &o);
    describe_times(&o, cells);
    cells[CALL_NUMBER] = count(record->number);
    cells[CALL_CALLER] = text(call->caller);
    cells[CALL_CALLEE] = text(call->callee);
    cells[CALL_ID] = text(call->call_id);
    cells[CALL_FILTER] = filter(d, record);
    cells[CALL_JOINED_BY] =
        word(d, joined_by != SIP_JOIN_NONE ? sip_join_name((enum sip_join)joined_by) : NULL);
    cells[CALL_TRANSFER] = text(extra->transfer_target);
    cells[CALL_TRANSFER_CODE] = if_any(extra->transfer_code);
    cells[CALL_REPLACES] =
        if_any(extra->replaces != NULL ? sip_call_first(extra->replaces)->record.number : 0);
    cells[CALL_WORST_RULE] = worst(d, record);
    cells[CALL_FINDINGS] = count(record->findings);
    cells[CALL_MESSAGES] = count(record->messages);
    cells[CALL_FIRST_FRAME] = count(record->first_frame);
    cells[CALL_TIME] = count(record->first_time);
}

static void describe_lease(const struct describing *d, const struct sip_lease *lease)
{
    const struct sip_record *record = &lease->record;
    struct sip_cell *cells = d->cells;
    bool granted = lease->granted_frame != 0 && lease->granted != UINT32_MAX;
    bool failed = lease->code >= 300;

    cells[LEASE_NUMBER] = count(record->number);
    cells[LEASE_RESULT] = word(d, sip_lease_result_name(sip_lease_result(lease, d->clock)));
    cells[LEASE_AOR] = text(lease->aor);
    cells[LEASE_EVENT] = text(lease->event);
    cells[LEASE_CODE] = if_any(lease->code);
    cells[LEASE_PHRASE] = text(failed ? lease->phrase : NULL);
    cells[LEASE_WARNING] = text(failed ? lease->warning : NULL);
    cells[LEASE_GRANTED] = (struct sip_cell){NULL, lease->granted, granted};
    cells[LEASE_ATTEMPTS] = count(lease->attempts);
    cells[LEASE_REFRESHES] = count(lease->grants > 0 ? lease->grants - 1 : 0);
    cells[LEASE_LAPSES] = count(lease->lapses);
    cells[LEASE_REFUSALS] = count(lease->refusals);
    cells[LEASE_CLIENT] = endpoint(d, &lease->client);
    cells[LEASE_SERVER] = endpoint(d, &lease->server);
    cells[LEASE_FIRST_FRAME] = count(record->first_frame);
    cells[LEASE_FILTER] = filter(d, record);
    cells[LEASE_CONTACT] = text(lease->contact);
    cells[LEASE_REASON] = text(lease->reason);
    cells[LEASE_GRANTED_FRAME] = if_any(lease->granted_frame);
    cells[LEASE_ENDED_FRAME] = if_any(lease->ended_frame);
    cells[LEASE_WORST_RULE] = worst(d, record);
    cells[LEASE_FINDINGS] = count(record->findings);
    cells[LEASE_MESSAGES] = count(record->messages);
    cells[LEASE_TIME] = count(record->first_time);
}

static void describe_request(const struct describing *d, const struct sip_request *request)
{
    const struct sip_record *record = &request->record;
    struct sip_cell *cells = d->cells;

    cells[REQUEST_NUMBER] = count(record->number);
    cells[REQUEST_METHOD] = text(request->method);
    cells[REQUEST_CODE] = if_any(request->code);
    cells[REQUEST_PHRASE] = text(request->phrase);
    cells[REQUEST_FROM] = text(request->from);
    cells[REQUEST_TO] = text(request->to);
    cells[REQUEST_ATTEMPTS] = count(request->attempts);
    cells[REQUEST_REFUSALS] = count(request->refusals);
    cells[REQUEST_CLIENT] = endpoint(d, &request->client);
    cells[REQUEST_SERVER] = endpoint(d, &request->server);
    cells[REQUEST_FIRST_FRAME] = count(record->first_frame);
    cells[REQUEST_REFUSED_FRAME] = if_any(request->refused_frame);
    cells[REQUEST_FILTER] = filter(d, record);
    cells[REQUEST_WARNING] = text(request->warning);
    cells[REQUEST_WORST_RULE] = worst(d, record);
    cells[REQUEST_FINDINGS] = count(record->findings);
    cells[REQUEST_MESSAGES] = count(record->messages);
    cells[REQUEST_TIME] = count(record->first_time);
}

void sip_describe(struct sip_record *record, const struct sip_clock *clock,
                  const struct sip_names *names, enum sip_language language, GStringChunk *texts,
                  struct sip_cell cells[SIP_COLUMNS_MAX])
{
    struct describing describing = {clock, names, language, texts, cells};

    switch ((enum sip_record_kind)record->kind) {
    case SIP_RECORD_CALL:
        describe_call(&describing, sip_record_call(record));
        break;
    case SIP_RECORD_REGISTRATION:
    case SIP_RECORD_SUBSCRIPTION:
        describe_lease(&describing, sip_record_lease(record));
        break;
    case SIP_RECORD_REQUEST:
        describe_request(&describing, sip_record_request(record));
        break;
    case SIP_RECORD_KINDS:
        break;
    }
}
