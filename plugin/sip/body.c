/* body.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/body.h"

#include <string.h>

#include "sip/value.h"

bool sip_media_type_is(struct sip_slice content_type, const char *media_type)
{
    return sip_slice_is(sip_value_main(content_type), media_type);
}

bool sip_part_is(const struct sip_part *part, const char *media_type)
{
    return part->is_untyped_sdp ? strcmp(media_type, "application/sdp") == 0
                                : sip_media_type_is(part->type, media_type);
}

bool sip_part_read_start(const struct sip_message *m, const struct sip_part *part,
                         struct sip_slice *line, struct sip_message *fragment)
{
    struct sip_slice content = part->content;
    struct sip_lines lines = {content.p, content.p + content.n, m->body_complete};

    if (!sip_lines_next(&lines, line)) {
        *line = (struct sip_slice){NULL, 0};
        return false;
    }
    return line->n > 0 && sip_message_read(fragment, *line, line->n, false, SIP_FRAMING_DATAGRAM);
}

bool sip_sdp_next(struct sip_slice *rest, char *type, struct sip_slice *value)
{
    struct sip_lines lines = sip_lines_of(*rest);
    struct sip_slice line;

    while (sip_lines_next(&lines, &line)) {
        if (line.n >= 2 && line.p[1] == '=') {
            *type = line.p[0];
            *value = (struct sip_slice){line.p + 2, line.n - 2};
            *rest = sip_slice_between(lines.at, lines.end);
            return true;
        }
    }
    return false;
}

/* Whether line is "--boundary", or with *last "--boundary--". */
static bool is_delimiter(struct sip_slice line, struct sip_slice boundary, bool *last)
{
    if (line.n < boundary.n + 2 || memcmp(line.p, "--", 2) != 0 ||
        memcmp(line.p + 2, boundary.p, boundary.n) != 0) {
        return false;
    }
    struct sip_slice tail = {line.p + 2 + boundary.n, line.n - 2 - boundary.n};
    *last = sip_slice_starts_with(tail, "--");
    return *last || sip_slice_trim(tail).n == 0;
}

/* Reads the header of a part up to its blank line. */
static void read_part_header(struct sip_lines *lines, struct sip_part *part)
{
    struct sip_slice line, name;

    memset(part, 0, sizeof(*part));
    while (sip_lines_next_unfolded(lines, &line) && line.n > 0) {
        struct sip_slice value = sip_slice_trim(sip_slice_cut(line, ':', &name));
        name = sip_slice_trim(name);
        if (sip_slice_is(name, "Content-Type") || sip_slice_is(name, "c")) {
            part->type = value;
        } else if (sip_slice_is(name, "Content-Disposition")) {
            part->disposition = value;
        } else if ((sip_slice_is(name, "Content-Transfer-Encoding") &&
                    (sip_slice_is(value, "base64") || sip_slice_is(value, "quoted-printable"))) ||
                   sip_slice_is(name, "Content-Encoding")) {
            part->encoded = true;
        }
    }
}

/* Takes the next part, up to the next delimiter or the end. */
static void take_part(struct sip_lines *lines, struct sip_slice boundary, struct sip_part *part)
{
    struct sip_slice line;
    bool last = false;

    read_part_header(lines, part);
    part->content = (struct sip_slice){lines->at, 0};
    for (const char *before = lines->at; sip_lines_next(lines, &line); before = lines->at) {
        if (is_delimiter(line, boundary, &last)) {
            lines->at = last ? lines->end : lines->at;
            part->content = sip_slice_between(part->content.p, before);
            return;
        }
        part->content = sip_slice_between(part->content.p, line.p + line.n);
    }
}

struct sip_parts sip_parts_of(const struct sip_message *m)
{
    struct sip_parts it;

    memset(&it, 0, sizeof(it));
    if (m->body.n > 0) {
        it.has_pending = true;
        it.pending.type = sip_message_value(m, SIP_HDR_CONTENT_TYPE);
        it.pending.is_untyped_sdp = sip_message_presence(m, SIP_HDR_CONTENT_TYPE) == SIP_ABSENT &&
                                    sip_slice_starts_with(m->body, "v=0");
        it.pending.disposition = sip_message_value(m, SIP_HDR_CONTENT_DISPOSITION);
        it.pending.content = m->body;
        it.pending.encoded = sip_message_has(m, SIP_HDR_CONTENT_ENCODING) &&
                             !sip_values_contain(m, SIP_HDR_CONTENT_ENCODING, "identity");
    }
    return it;
}

/* Opens a multipart body: skips its preamble. False if it is none, or nested too deeply. */
static bool enter(struct sip_parts *it, const struct sip_part *part)
{
    struct sip_lines lines = sip_lines_of(part->content);
    struct sip_slice boundary, line;
    bool last = false;

    if (part->encoded || it->depth == SIP_PART_MAX_DEPTH ||
        !sip_slice_starts_with(part->type, "multipart/") ||
        !sip_value_param(part->type, "boundary", &boundary) || boundary.n == 0) {
        return false;
    }
    while (sip_lines_next(&lines, &line)) {
        if (is_delimiter(line, boundary, &last)) {
            lines.at = last ? lines.end : lines.at;
            it->level[it->depth].rest = lines;
            it->level[it->depth].boundary = boundary;
            it->depth++;
            return true;
        }
    }
    return false;
}

bool sip_parts_next(struct sip_parts *it, struct sip_part *part)
{
    for (;;) {
        if (it->has_pending) {
            it->has_pending = false;
            *part = it->pending;
        } else if (it->depth == 0) {
            return false;
        } else if (it->level[it->depth - 1].rest.at == it->level[it->depth - 1].rest.end) {
            it->depth--;
            continue;
        } else {
            take_part(&it->level[it->depth - 1].rest, it->level[it->depth - 1].boundary, part);
        }
        if (!enter(it, part)) {
            return true;
        }
    }
}

enum sip_presence sip_message_part(const struct sip_message *m, const char *media_type,
                                   struct sip_part *part)
{
    bool hidden = !m->body_complete || !m->headers_complete;
    if (m->body.n == 0) {
        return hidden ? SIP_PERHAPS : SIP_ABSENT;
    }
    struct sip_parts it = sip_parts_of(m);
    while (sip_parts_next(&it, part)) {
        if (sip_part_is(part, media_type)) {
            return part->encoded ? SIP_PERHAPS : SIP_PRESENT;
        }
        hidden = hidden || sip_media_type_is(part->type, "application/pkcs7-mime") ||
                 (part->encoded && sip_slice_starts_with(part->type, "multipart/"));
    }
    return hidden ? SIP_PERHAPS : SIP_ABSENT;
}
