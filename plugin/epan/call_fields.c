/* call_fields.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/call_fields.h"

#include "epan/party.h"
#include "epan/preferences.h"
#include "rules/engine/table.h"

/* By kind and column; -1: the column is no field. */
static int fields[SIP_RECORD_KINDS][SIP_COLUMNS_MAX];
static int ett_record = -1;

/* As Wireshark has them: it keeps pointers into the array, for the life of the process. */
static hf_register_info infos[SIP_RECORD_KINDS * SIP_COLUMNS_MAX];
static int infos_used;

static const char *rule_id(unsigned number)
{
    return sip_rule_at(number)->id;
}

const struct sip_names call_fields_names = {rule_id, party_name_of};

static bool is_field(const struct sip_column *column)
{
    return (column->places & (SIP_COLUMN_NUMBER | SIP_COLUMN_FIELD)) != 0;
}

static void describe(hf_register_info *info, int *field, enum sip_record_kind kind,
                     const struct sip_column *column, enum sip_language language)
{
    static const struct {
        enum ftenum type;
        int display;
    } types[] = {
        [SIP_CELL_TEXT] = {FT_STRING, BASE_NONE},
        [SIP_CELL_COUNT] = {FT_UINT32, BASE_DEC},
        [SIP_CELL_FRAME] = {FT_FRAMENUM, BASE_NONE},
        [SIP_CELL_DURATION] = {FT_RELATIVE_TIME, BASE_NONE},
        [SIP_CELL_TIME] = {FT_ABSOLUTE_TIME, ABSOLUTE_TIME_UTC},
    };
    const char *kind_name = sip_record_kind_name(kind);
    bool number = (column->places & SIP_COLUMN_NUMBER) != 0;

    info->p_id = field;
    info->hfinfo.name = sip_text(column->title, language);
    info->hfinfo.abbrev = number ? g_strconcat("sip_response.", kind_name, NULL)
                                 : g_strconcat("sip_response.", kind_name, ".", column->name, NULL);
    info->hfinfo.type = types[column->type].type;
    info->hfinfo.display = types[column->type].display;
    info->hfinfo.blurb = sip_text(column->help, language);
    HFILL_INIT(*info);
}

void call_fields_register(int protocol, enum sip_language language)
{
    static int *trees[] = {&ett_record};

    for (unsigned kind = 0; kind < SIP_RECORD_KINDS; kind++) {
        unsigned count;
        const struct sip_column *columns = sip_columns((enum sip_record_kind)kind, &count);
        for (unsigned i = 0; i < count; i++) {
            fields[kind][i] = -1;
            if (is_field(&columns[i])) {
                describe(&infos[infos_used++], &fields[kind][i], (enum sip_record_kind)kind,
                         &columns[i], language);
            }
        }
    }
    proto_register_field_array(protocol, infos, infos_used);
    proto_register_subtree_array(trees, G_N_ELEMENTS(trees));
}

/* As proto_field_is_referenced would say, but asked for so many fields it would be a cost for each message. */
bool call_fields_are_read(proto_tree *tree)
{
    bool read = tree != NULL && PTREE_DATA(tree)->visible;

    for (int i = 0; i < infos_used && !read; i++) {
        read = infos[i].hfinfo.ref_type != HF_REF_TYPE_NONE;
    }
    return read;
}

/* shown: a text in the language of the user; the value, which filters compare, is English. */
static proto_item *add_cell(proto_tree *tree, int field, const struct sip_column *column,
                            const struct sip_cell *cell, const char *shown)
{
    nstime_t moment = {(time_t)(cell->number / 1000000), (int)(cell->number % 1000000) * 1000};
    proto_item *item;

    switch ((enum sip_cell_type)column->type) {
    case SIP_CELL_TEXT:
        item = proto_tree_add_string_format_value(tree, field, NULL, 0, 0, cell->text, "%s", shown);
        break;
    case SIP_CELL_COUNT:
    case SIP_CELL_FRAME:
        item = proto_tree_add_uint(tree, field, NULL, 0, 0, (guint32)cell->number);
        break;
    default:
        item = proto_tree_add_time(tree, field, NULL, 0, 0, &moment);
        break;
    }
    proto_item_set_generated(item);
    return item;
}

void call_fields_draw(proto_tree *tree, struct sip_record *record, const struct sip_clock *clock)
{
    struct sip_cell cells[SIP_COLUMNS_MAX], translated[SIP_COLUMNS_MAX];
    const struct sip_cell *shown = cells;
    enum sip_language language = preferences_language();
    unsigned count;

    GStringChunk *texts = g_string_chunk_new(512);
    const struct sip_column *columns = sip_columns((enum sip_record_kind)record->kind, &count);
    sip_describe(record, clock, &call_fields_names, SIP_ENGLISH, texts, cells);
    if (language != SIP_ENGLISH) {
        sip_describe(record, clock, &call_fields_names, language, texts, translated);
        shown = translated;
    }
    for (unsigned i = 0; i < count; i++) {
        int field = fields[record->kind][i];
        if (field != -1 && cells[i].is_set) {
            proto_item *item = add_cell(tree, field, &columns[i], &cells[i], shown[i].text);
            if ((columns[i].places & SIP_COLUMN_NUMBER) != 0) {
                tree = proto_item_add_subtree(item, ett_record);
            }
        }
    }
    g_string_chunk_free(texts);
}
