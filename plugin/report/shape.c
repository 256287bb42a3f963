/* shape.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/shape.h"

#define MEMBER(key, kind, type, member)                            \
    {                                                              \
        key, REPORT_##kind, offsetof(struct type, member), NULL, 0 \
    }
#define END                           \
    {                                 \
        NULL, REPORT_TEXT, 0, NULL, 0 \
    }

/* The shape that such a table is for. */
#define SHAPE(type) const struct report_shape type##_shape = {sizeof(struct type), type##_members}

static const struct report_member report_rule_members[] = {
    MEMBER("id", TEXT, report_rule, id),
    MEMBER("filter", TEXT, report_rule, filter),
    MEMBER("severity", SEVERITY, report_rule, severity),
    MEMBER("strength", TEXT, report_rule, strength),
    MEMBER("reference", TEXT, report_rule, reference),
    MEMBER("see", TEXT_OR_NULL, report_rule, see),
    MEMBER("problem", TEXT, report_rule, problem),
    MEMBER("summary", TEXT, report_rule, requirement),
    MEMBER("remedy", TEXT, report_rule, remedy),
    MEMBER("url", TEXT_OR_NULL, report_rule, url),
    MEMBER("count", TALLY, report_rule, count),
    END,
};
SHAPE(report_rule);

static const struct report_member report_code_members[] = {
    MEMBER("code", NUMBER, report_code, code),
    MEMBER("name", TEXT_OR_NULL, report_code, name),
    MEMBER("count", COUNT, report_code, count),
    END,
};
SHAPE(report_code);

static const struct report_member report_sender_members[] = {
    MEMBER("address", TEXT, report_sender, end.address),
    MEMBER("port", PORT, report_sender, end.port),
    MEMBER("transport", TRANSPORT, report_sender, transport),
    MEMBER("requests", COUNT, report_sender, requests),
    MEMBER("responses", COUNT, report_sender, responses),
    MEMBER("findings", COUNT, report_sender, findings),
    {"codes", REPORT_LIST, offsetof(struct report_sender, codes), &report_code_shape, 0},
    MEMBER("software", TEXTS, report_sender, software),
    END,
};
SHAPE(report_sender);

static const struct report_member report_interval_members[] = {
    MEMBER("begin", SECONDS, report_interval, begin),
    MEMBER("responses", COUNTS, report_interval, responses),
    MEMBER("timed", COUNT, report_interval, timed),
    MEMBER("shortest", SECONDS, report_interval, shortest),
    MEMBER("median", SECONDS, report_interval, median),
    MEMBER("longest", SECONDS, report_interval, longest),
    END,
};
SHAPE(report_interval);

static const struct report_member report_finding_members[] = {
    MEMBER("rule", RULE, report_finding, rule),
    MEMBER("frame", NUMBER, report_finding, frame),
    MEMBER("item", NUMBER, report_finding, item),
    MEMBER("time", SECONDS, report_finding, stamp),
    MEMBER("source", TEXT, report_finding, source.address),
    MEMBER("source_port", PORT, report_finding, source.port),
    MEMBER("subject", TEXT, report_finding, subject),
    MEMBER("related", NUMBER_OR_NULL, report_finding, related),
    MEMBER("evidence", TEXT, report_finding, evidence),
    MEMBER("explained_by", NUMBER_OR_NULL, report_finding, explained_by),
    MEMBER("same_as", NUMBER_OR_NULL, report_finding, same_as),
    MEMBER("line", NUMBER_OR_NULL, report_finding, line),
    MEMBER("last_line", NUMBER_OR_NULL, report_finding, last_line),
    END,
};
SHAPE(report_finding);

static const struct report_member report_message_members[] = {
    MEMBER("frame", NUMBER, report_message, frame),
    MEMBER("item", NUMBER, report_message, item),
    MEMBER("time", SECONDS, report_message, stamp),
    MEMBER("source", TEXT, report_message, source.address),
    MEMBER("source_port", PORT, report_message, source.port),
    MEMBER("destination", TEXT, report_message, destination.address),
    MEMBER("destination_port", PORT, report_message, destination.port),
    MEMBER("transport", TRANSPORT, report_message, transport),
    MEMBER("response", BOOLEAN, report_message, is_response),
    MEMBER("code", NUMBER_OR_NULL, report_message, code),
    MEMBER("method", TEXT_OR_NULL, report_message, method),
    MEMBER("cseq", TEXT_OR_NULL, report_message, cseq),
    MEMBER("sdp", BOOLEAN, report_message, has_sdp),
    MEMBER("start_line", TEXT, report_message, start_line),
    MEMBER("original", NUMBER_OR_NULL, report_message, original),
    MEMBER("left_out", NUMBER, report_message, left_out),
    {"findings", REPORT_PLACES, offsetof(struct report_message, findings), NULL,
     offsetof(struct report_capture, findings)},
    MEMBER("text", TEXT_OR_NULL, report_message, text),
    MEMBER("text_left_out", COUNT, report_message, text_left_out),
    MEMBER("masked", BOOLEAN, report_message, masked),
    END,
};
SHAPE(report_message);

static const struct report_member report_dialog_members[] = {
    MEMBER("call_id", TEXT_OR_NULL, report_dialog, call_id),
    MEMBER("from", TEXT_OR_NULL, report_dialog, from),
    MEMBER("to", TEXT_OR_NULL, report_dialog, to),
    MEMBER("method", TEXT_OR_NULL, report_dialog, method),
    MEMBER("outcome", TEXT_OR_NULL, report_dialog, outcome),
    MEMBER("message_count", COUNT, report_dialog, message_count),
    MEMBER("left_out", NUMBER, report_dialog, left_out),
    {"messages", REPORT_PLACES, offsetof(struct report_dialog, messages), NULL,
     offsetof(struct report_capture, messages)},
    END,
};
SHAPE(report_dialog);

/* Places are read behind the list that they are places in. */
#define LIST(key, member, element)                                             \
    {                                                                          \
        key, REPORT_LIST, offsetof(struct report_capture, member), &element, 0 \
    }
static const struct report_member report_tally_members[] = {
    MEMBER("kind", TEXT, report_tally, kind),
    MEMBER("count", COUNT, report_tally, count),
    MEMBER("faults", COUNT, report_tally, faults),
    MEMBER("others", COUNT, report_tally, others),
    END,
};
SHAPE(report_tally);

static const struct report_member report_failure_members[] = {
    MEMBER("kind", TEXT, report_failure, kind),
    MEMBER("result", TEXT, report_failure, result),
    MEMBER("fault", BOOLEAN, report_failure, is_fault),
    MEMBER("code", NUMBER_OR_NULL, report_failure, code),
    MEMBER("count", COUNT, report_failure, count),
    MEMBER("frame", NUMBER, report_failure, frame),
    MEMBER("time", SECONDS, report_failure, stamp),
    MEMBER("filter", TEXT, report_failure, filter),
    MEMBER("happened", TEXT, report_failure, happened),
    MEMBER("wrong", TEXT, report_failure, wrong),
    MEMBER("remedy", TEXT_OR_NULL, report_failure, remedy),
    MEMBER("role", TEXT_OR_NULL, report_failure, role),
    MEMBER("address", TEXT, report_failure, who.address),
    MEMBER("port", PORT, report_failure, who.port),
    MEMBER("software", TEXT_OR_NULL, report_failure, software),
    MEMBER("rules", TEXTS, report_failure, rules),
    {"messages", REPORT_PLACES, offsetof(struct report_failure, messages), NULL,
     offsetof(struct report_capture, messages)},
    MEMBER("left_out", NUMBER, report_failure, left_out),
    END,
};
SHAPE(report_failure);

static const struct report_member report_device_rule_members[] = {
    MEMBER("rule", TEXT, report_device_rule, rule),
    MEMBER("count", COUNT, report_device_rule, count),
    END,
};
SHAPE(report_device_rule);

static const struct report_member report_device_members[] = {
    MEMBER("address", TEXT, report_device, address),
    MEMBER("software", TEXTS, report_device, software),
    MEMBER("findings", COUNT, report_device, findings),
    MEMBER("dialogs", COUNT, report_device, dialogs),
    {"rules", REPORT_LIST, offsetof(struct report_device, rules), &report_device_rule_shape, 0},
    END,
};
SHAPE(report_device);

static const struct report_member report_capture_members[] = {
    MEMBER("file", TEXT_OR_NULL, report_capture, file),
    MEMBER("error", TEXT_OR_NULL, report_capture, error),
    MEMBER("incomplete", TEXT_OR_NULL, report_capture, incomplete),
    MEMBER("gap", TEXT_OR_NULL, report_capture, gap),
    MEMBER("filter", TEXT_OR_NULL, report_capture, filter),
    MEMBER("begin", DATE, report_capture, begin),
    MEMBER("first", SECONDS, report_capture, first),
    MEMBER("last", SECONDS, report_capture, last),
    MEMBER("requests", COUNT, report_capture, requests),
    MEMBER("responses", COUNT, report_capture, responses),
    MEMBER("repetitions", COUNT, report_capture, repetitions),
    MEMBER("dialog_count", COUNT, report_capture, dialog_count),
    MEMBER("dialogs_left_out", COUNT, report_capture, dialogs_left_out),
    MEMBER("texts_left_out", COUNT, report_capture, texts_left_out),
    MEMBER("interval_length", SECONDS, report_capture, interval_length),
    LIST("senders", senders, report_sender_shape),
    LIST("codes", codes, report_code_shape),
    LIST("intervals", intervals, report_interval_shape),
    LIST("findings", findings, report_finding_shape),
    LIST("messages", messages, report_message_shape),
    LIST("dialogs", dialogs, report_dialog_shape),
    MEMBER("failures_left_out", COUNT, report_capture, failures_left_out),
    LIST("tallies", tallies, report_tally_shape),
    LIST("failures", failures, report_failure_shape),
    LIST("devices", devices, report_device_shape),
    END,
};
SHAPE(report_capture);

static const struct report_member report_line_members[] = {
    MEMBER("frame", NUMBER, report_line, frame),
    MEMBER("severity", SEVERITY, report_line, severity),
    MEMBER("rule", TEXT, report_line, rule),
    MEMBER("problem", TEXT, report_line, problem),
    MEMBER("summary", TEXT, report_line, requirement),
    MEMBER("evidence", TEXT, report_line, evidence),
    MEMBER("remedy", TEXT, report_line, remedy),
    MEMBER("strength", TEXT, report_line, strength),
    MEMBER("reference", TEXT, report_line, reference),
    MEMBER("url", TEXT_OR_NULL, report_line, url),
    MEMBER("related", NUMBER_OR_NULL, report_line, related),
    MEMBER("explained_by", NUMBER_OR_NULL, report_line, explained_by),
    MEMBER("same_as", NUMBER_OR_NULL, report_line, same_as),
    END,
};
SHAPE(report_line);

gpointer report_object_new(const struct report_shape *shape)
{
    gpointer object = g_malloc0(shape->size);

    for (const struct report_member *m = shape->members; m->key != NULL; m++) {
        switch (m->kind) {
        case REPORT_TEXT:
            REPORT_MEMBER(char *, object, m->offset) = g_strdup("");
            break;
        case REPORT_SEVERITY:
            REPORT_MEMBER(enum sip_severity, object, m->offset) = SIP_NOTE;
            break;
        case REPORT_TEXTS:
            REPORT_MEMBER(GPtrArray *, object, m->offset) = g_ptr_array_new_with_free_func(g_free);
            break;
        case REPORT_LIST:
        case REPORT_PLACES:
            REPORT_MEMBER(GPtrArray *, object, m->offset) = g_ptr_array_new();
            break;
        default:
            break;
        }
    }
    return object;
}

gpointer report_object_add(GPtrArray *list, const struct report_shape *shape)
{
    gpointer object = report_object_new(shape);

    g_ptr_array_add(list, object);
    return object;
}

void report_object_clear(const struct report_shape *shape, gpointer object)
{
    for (const struct report_member *m = shape->members; m->key != NULL; m++) {
        GPtrArray *list;
        switch (m->kind) {
        case REPORT_TEXT:
        case REPORT_TEXT_OR_NULL:
            g_free(REPORT_MEMBER(char *, object, m->offset));
            break;
        case REPORT_LIST:
            list = REPORT_MEMBER(GPtrArray *, object, m->offset);
            for (guint i = 0; i < list->len; i++) {
                report_object_free(m->element, g_ptr_array_index(list, i));
            }
            g_ptr_array_unref(list);
            break;
        case REPORT_TEXTS:
        case REPORT_PLACES:
            g_ptr_array_unref(REPORT_MEMBER(GPtrArray *, object, m->offset));
            break;
        default:
            break;
        }
    }
}

void report_object_free(const struct report_shape *shape, gpointer object)
{
    report_object_clear(shape, object);
    g_free(object);
}
