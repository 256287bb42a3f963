/* capture.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "commands/capture.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <wiretap/wtap.h>
#include <wsutil/buffer.h>
#include <wsutil/wslog.h>

#include "commands/command.h"
#include "commands/names.h"
#include "compat.h"

struct capture {
    char *path;
    wtap *file;
};

/* What libwiretap calls an error. */
struct trouble {
    int code;
    char *detail;
};

void capture_init(void)
{
    ws_log_set_level(LOG_LEVEL_CRITICAL); /* failures are reported by its errors */
    wtap_init(false);
}

/* One sentence, to be freed; frees the detail. */
static char *explain(const char *path, struct trouble *trouble)
{
    char *sentence;

    switch (trouble->code) {
    case WTAP_ERR_FILE_UNKNOWN_FORMAT:
        sentence = g_strdup_printf("%s is not a capture file that Wireshark knows.", path);
        break;
    case WTAP_ERR_SHORT_READ:
        sentence = g_strdup_printf("%s is cut short.", path);
        break;
    default:
        sentence = trouble->code > 0
                       ? g_strdup_printf("%s cannot be read: %s.", path, g_strerror(trouble->code))
                       : g_strdup_printf("%s cannot be read: %s%s%s%s.", path,
                                         wtap_strerror(trouble->code), trouble->detail ? " (" : "",
                                         trouble->detail ? trouble->detail : "",
                                         trouble->detail ? ")" : "");
    }
    g_clear_pointer(&trouble->detail, g_free);
    return sentence;
}

static bool is_regular(const char *path, GError **error)
{
    GStatBuf status;

    if (strcmp(path, "-") == 0) {
        return command_fail(error, "captures are read twice: name a file instead of -.");
    }
    if (g_stat(path, &status) != 0) {
        return command_fail(error, "%s cannot be read: %s.", path, g_strerror(errno));
    }
    if (!S_ISREG(status.st_mode)) {
        return command_fail(error, "%s is not a regular file: captures are read twice.", path);
    }
    if (status.st_size == 0) {
        return command_fail(error, "%s is empty.", path);
    }
    return true;
}

static wtap *open_file(const char *path, GError **error)
{
    struct trouble trouble = {0, NULL};
    wtap *file = wtap_open_offline(path, WTAP_TYPE_AUTO, &trouble.code, &trouble.detail, false);

    if (file == NULL) {
        char *sentence = explain(path, &trouble);
        command_fail(error, "%s", sentence);
        g_free(sentence);
    }
    return file;
}

static bool has_record(wtap *file)
{
    struct trouble trouble = {0, NULL};
    gint64 offset;
    wtap_rec record;
    Buffer data;

    COMPAT_WTAP_REC_INIT(&record);
    ws_buffer_init(&data, 1514);
    bool any = COMPAT_WTAP_READ(file, &record, &data, &trouble.code, &trouble.detail, &offset);
    ws_buffer_free(&data);
    wtap_rec_cleanup(&record);
    g_free(trouble.detail);
    return any;
}

/* Wireshark takes some texts for captures of a format that has no beginning of its own. */
static bool is_plausible(const char *path, wtap *file, GError **error)
{
    int type = wtap_file_type_subtype(file);

    if (type == wtap_pcap_file_type_subtype() || type == wtap_pcap_nsec_file_type_subtype() ||
        type == wtap_pcapng_file_type_subtype() || has_record(file)) {
        return true;
    }
    return command_fail(error,
                        "%s is not a capture file: Wireshark takes it for \"%s\", but finds no "
                        "packet in it.",
                        path, wtap_file_type_subtype_description(type));
}

struct capture *capture_open(const char *path, GError **error)
{
    wtap *file = is_regular(path, error) ? open_file(path, error) : NULL;

    if (file == NULL) {
        return NULL;
    }
    bool plausible = is_plausible(path, file, error);
    wtap_close(file); /* a record may have been read */
    file = plausible ? open_file(path, error) : NULL;
    if (file == NULL) {
        return NULL;
    }
    struct capture *capture = g_new(struct capture, 1);
    capture->path = g_strdup(path);
    capture->file = file;
    return capture;
}

void capture_close(struct capture *capture)
{
    wtap_close(capture->file);
    g_free(capture->path);
    g_free(capture);
}

bool capture_fits_pcapng(const struct capture *capture, GError **error)
{
    return wtap_dump_can_write_encap(wtap_pcapng_file_type_subtype(),
                                     wtap_file_encap(capture->file)) ||
           command_fail(error,
                        "%s is not a network capture that pcapng can hold: Wireshark takes "
                        "it for \"%s\".",
                        capture->path,
                        wtap_file_type_subtype_description(wtap_file_type_subtype(capture->file)));
}

/* A copy being written. */
struct copy {
    struct capture *from;
    wtap_dumper *to;
    wtap_rec record;
    Buffer data;
    GPtrArray *comments; /* to be added to this record */
    struct capture_copied *copied;
};

static bool write_failure(const struct capture *from, struct trouble *trouble, GError **error)
{
    if (trouble->code > 0) {
        command_fail(error, "the output cannot be written: %s.", g_strerror(trouble->code));
    } else {
        command_fail(error, "a packet of %s cannot be written as pcapng: %s%s%s.", from->path,
                     wtap_strerror(trouble->code), trouble->detail ? ": " : "",
                     trouble->detail ? trouble->detail : "");
    }
    g_clear_pointer(&trouble->detail, g_free);
    return false;
}

/* Interfaces may appear anywhere before the packets that came through them. */
static bool copy_interfaces(struct copy *copy, struct trouble *trouble)
{
    wtap_block_t interface;

    while ((interface = wtap_get_next_interface_description(copy->from->file)) != NULL) {
        if (!wtap_dump_add_idb(copy->to, interface, &trouble->code, &trouble->detail)) {
            return false;
        }
    }
    return true;
}

static bool has_comment(wtap_block_t block, const char *comment)
{
    char *existing;

    for (guint i = 0; wtap_block_get_nth_string_option_value(block, OPT_COMMENT, i, &existing) ==
                      WTAP_OPTTYPE_SUCCESS;
         i++) {
        if (strcmp(existing, comment) == 0) {
            return true;
        }
    }
    return false;
}

static void add_comments(struct copy *copy)
{
    wtap_rec *record = &copy->record;

    if (record->block == NULL) {
        record->block = wtap_block_create(WTAP_BLOCK_PACKET);
    }
    for (guint i = 0; i < copy->comments->len; i++) {
        char *comment = g_ptr_array_index(copy->comments, i);
        if (!has_comment(record->block, comment)) {
            wtap_block_add_string_option(record->block, OPT_COMMENT, comment, strlen(comment));
            record->block_was_modified = true;
        }
    }
    copy->copied->commented++;
    copy->copied->comments += copy->comments->len;
}

static bool copy_record(struct copy *copy, capture_comments comments, void *user, GError **error)
{
    struct trouble trouble = {0, NULL};

    copy->copied->frames++;
    g_ptr_array_set_size(copy->comments, 0);
    if (!comments(user, copy->copied->frames, copy->comments, error)) {
        return false;
    }
    if (copy->comments->len > 0) {
        add_comments(copy);
    }
    return (copy_interfaces(copy, &trouble) &&
            COMPAT_WTAP_DUMP(copy->to, &copy->record, &copy->data, &trouble.code,
                             &trouble.detail)) ||
           write_failure(copy->from, &trouble, error);
}

static bool copy_records(struct copy *copy, capture_comments comments, void *user, GError **error)
{
    struct trouble trouble = {0, NULL};
    gint64 offset;

    while (COMPAT_WTAP_READ(copy->from->file, &copy->record, &copy->data, &trouble.code,
                            &trouble.detail, &offset)) {
        if (!copy_record(copy, comments, user, error)) {
            return false;
        }
        wtap_rec_reset(&copy->record);
    }
    if (trouble.code != 0) {
        copy->copied->trouble = explain(copy->from->path, &trouble);
    }
    return copy_interfaces(copy, &trouble) || write_failure(copy->from, &trouble, error);
}

/* What the input says of its length as a whole is not true of the copy. */
static void forget_section_length(const wtap_dump_params *params)
{
    for (guint i = 0; params->shb_hdrs != NULL && i < params->shb_hdrs->len; i++) {
        wtapng_section_mandatory_t *section =
            wtap_block_get_mandatory_data(g_array_index(params->shb_hdrs, wtap_block_t, i));
        section->section_length = G_MAXUINT64;
    }
}

static bool copy_all(struct copy *copy, capture_comments comments, void *user, GError **error)
{
    struct trouble trouble = {0, NULL};
    bool good;

    names_give(copy->to);
    COMPAT_WTAP_REC_INIT(&copy->record);
    ws_buffer_init(&copy->data, 1514);
    copy->comments = g_ptr_array_new_with_free_func(g_free);
    good = copy_records(copy, comments, user, error);
    g_ptr_array_unref(copy->comments);
    ws_buffer_free(&copy->data);
    wtap_rec_cleanup(&copy->record);
    if (!wtap_dump_close(copy->to, NULL, &trouble.code, &trouble.detail) && good) {
        good = write_failure(copy->from, &trouble, error);
    }
    return good;
}

bool capture_copy(struct capture *capture, int descriptor, capture_comments comments, void *user,
                  struct capture_copied *copied, GError **error)
{
    struct copy copy = {.from = capture, .copied = copied};
    struct trouble trouble = {0, NULL};
    wtap_dump_params params;
    bool good;

    *copied = (struct capture_copied){0};
    names_gather(capture->file);
    wtap_dump_params_init_no_idbs(&params, capture->file);
    forget_section_length(&params);
    copy.to = wtap_dump_fdopen(descriptor, wtap_pcapng_file_type_subtype(), WTAP_UNCOMPRESSED,
                               &params, &trouble.code, &trouble.detail);
    good =
        copy.to ? copy_all(&copy, comments, user, error) : write_failure(capture, &trouble, error);
    wtap_dump_params_cleanup(&params);
    return good;
}
