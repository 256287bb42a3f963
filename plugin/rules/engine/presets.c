/* presets.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/presets.h"

#include <glib.h>

#include "rules/engine/table.h"
#include "sip/ip.h"

const struct sip_preset sip_presets_all[] = {
    {
        .name = "asterisk",
        .title = "Asterisk and FreePBX",
        .known = "User-Agent or Server contains \"Asterisk PBX\" or \"FPBX-\".",
        .products = {"Asterisk PBX", "FPBX-"},
        .rules =
            {
                {"digest-qop-missing",
                 "chan_sip challenges without qop, so that phones that know nothing but RFC 2069 "
                 "can register."},
                {"digest-md5-only", "Its passwords are kept as MD5 hashes (md5_cred)."},
                {"180-183-order-info", "The dialplan may play an announcement after it has let the "
                                       "phone ring."},
                {"6xx-global-meaning",
                 "A call that the dialplan ends without a cause is refused with 603."},
                {"reason-phrase-nonstandard", "chan_sip writes \"Declined\" after 603."},
                {"503-without-retry-after",
                 "Congestion in the dialplan ends a call with 503; how long it lasts is unknown."},
                {"2xx-register-expires-increased",
                 "Less than minimum_expiration is not refused with 423 but raised."},
            },
    },
    {
        .name = "cisco",
        .title = "Cisco gateways and call managers",
        .known = "User-Agent or Server contains \"Cisco-\", \"Cisco/\" or \"CSCO/\".",
        .products = {"Cisco-", "Cisco/", "CSCO/"},
        .rules =
            {
                {"to-tag-on-100", "IOS gateways choose their To tag when the INVITE arrives, and "
                                  "put it into the 100 already."},
                {"sdp-after-answer", "IOS gateways repeat the SDP of a reliable 183 in the 200."},
                {"digest-qop-missing", "Call managers challenge their phones without qop."},
                {"digest-md5-only", "Call managers and phones know MD5 only."},
            },
    },
    {
        .name = "ims",
        .title = "IMS networks (3GPP)",
        .known = "A message has header fields of an IMS network, as with the preference "
                 "sip_response.ims.",
        .ims = true,
        .rules =
            {
                {"1xx-multiple-early-dialogs", "Application servers play announcements in early "
                                               "dialogs of their own (TS 24.628)."},
                {"180-183-order-info",
                 "An announcement may follow the ringing, in the same call (TS 24.628)."},
                {"proxy-changed-body",
                 "P-CSCF and IBCF change the SDP to anchor the media (TS 23.228, IMS-ALG)."},
                {"contact-unroutable", "Operators use private addresses inside their network, and "
                                       "translate them at its border."},
                {"sdp-private-address", "The same holds for media addresses."},
                {"reason-q850-contradicts-code",
                 "Gateways map causes by 3GPP TS 29.163, not by RFC 3398."},
            },
    },
    {
        .name = "sipp",
        .title = "SIPp test scenarios",
        .known = "The sender's own tag contains \"SIPpTag\", or User-Agent or Server contains "
                 "\"SIPp\".",
        .products = {"SIPp"},
        .tag = "SIPpTag",
        .rules =
            {
                {"2xx-invite-allow-supported", "The scenario uas answers with the header fields "
                                               "that a call needs, no more."},
                {"via-rport-unfilled", "Scenarios copy Via as it came."},
                {"via-received-missing", "Scenarios copy Via as it came."},
                {"ack-2xx-wrong-target",
                 "The scenario uac sends everything to the address that it was started with."},
                {"in-dialog-wrong-target",
                 "The scenario uac sends everything to the address that it was started with."},
                {"bye-right-after-ack", "A load test hangs up at once unless -d says otherwise."},
                {"contact-loopback", "Tests run on one machine, over 127.0.0.1."},
                {"contact-unroutable", "Tests run in laboratories with private addresses."},
                {"sdp-private-address", "Tests run in laboratories with private addresses."},
            },
    },
};

const unsigned sip_presets_count = G_N_ELEMENTS(sip_presets_all);
G_STATIC_ASSERT(G_N_ELEMENTS(sip_presets_all) <= 8 * sizeof(sip_preset_set));

struct device {
    struct sip_ip ip;
    sip_preset_set preset;
};

struct sip_presets {
    sip_preset_set chosen;
    GArray *devices; /* of struct device */
};

/* The set of the preset with this name, or 0. */
static sip_preset_set find(const char *name)
{
    for (unsigned i = 0; i < sip_presets_count; i++) {
        if (g_ascii_strcasecmp(sip_presets_all[i].name, name) == 0) {
            return (sip_preset_set)(1U << i);
        }
    }
    return 0;
}

/* "There are asterisk, cisco, ims and sipp." */
static char *no_such(const char *name)
{
    GString *text = g_string_new(NULL);

    g_string_printf(text, "no preset is called \"%s\": there are ", name);
    for (unsigned i = 0; i < sip_presets_count; i++) {
        const char *separator = i == 0 ? "" : i + 1 == sip_presets_count ? " and " : ", ";
        g_string_append_printf(text, "%s%s", separator, sip_presets_all[i].name);
    }
    g_string_append_c(text, '.');
    return g_string_free(text, FALSE);
}

/* Each reads one entry, and says what is wrong with it, or NULL. */
static char *read_name(struct sip_presets *presets, char *name)
{
    presets->chosen |= find(name);
    return find(name) != 0 ? NULL : no_such(name);
}

static char *read_address(struct sip_presets *presets, char *entry)
{
    char *address = strchr(entry, '=');
    struct device device;

    if (address == NULL) {
        return g_strdup_printf("\"%s\" is no address of a preset: write cisco=192.0.2.1.", entry);
    }
    *address++ = '\0';
    device.preset = find(g_strstrip(entry));
    if (device.preset == 0) {
        return no_such(entry);
    }
    g_strstrip(address);
    if (!sip_ip_read((struct sip_slice){address, strlen(address)}, &device.ip)) {
        return g_strdup_printf("\"%s\" is no IP address: write %s=192.0.2.1.", address, entry);
    }
    g_array_append_val(presets->devices, device);
    return NULL;
}

static void read_list(struct sip_presets *presets, const char *list,
                      char *(*read)(struct sip_presets *, char *), char **wrong)
{
    gchar **entries = g_strsplit(list != NULL ? list : "", ",", -1);

    for (gchar **entry = entries; *entry != NULL; entry++) {
        char *mistake = *g_strstrip(*entry) != '\0' ? read(presets, *entry) : NULL;
        if (*wrong == NULL) {
            *wrong = mistake;
        } else {
            g_free(mistake);
        }
    }
    g_strfreev(entries);
}

struct sip_presets *sip_presets_read(const char *names, const char *addresses, char **wrong)
{
    struct sip_presets *presets = g_new0(struct sip_presets, 1);

    presets->devices = g_array_new(FALSE, FALSE, sizeof(struct device));
    *wrong = NULL;
    read_list(presets, names, read_name, wrong);
    read_list(presets, addresses, read_address, wrong);
    return presets;
}

void sip_presets_free(struct sip_presets *presets)
{
    g_array_unref(presets->devices);
    g_free(presets);
}

static bool is_named(const struct sip_preset *preset, const struct sip_message *m)
{
    struct sip_slice agent = sip_message_value(m, SIP_HDR_USER_AGENT);
    struct sip_slice server = sip_message_value(m, SIP_HDR_SERVER);

    for (unsigned i = 0; i < SIP_PRESET_MAX_MARKS && preset->products[i] != NULL; i++) {
        if ((agent.n > 0 && sip_slice_find(agent, preset->products[i]) != NULL) ||
            (server.n > 0 && sip_slice_find(server, preset->products[i]) != NULL)) {
            return true;
        }
    }
    return false;
}

/* Who sends a request has its tag in From, who answers in To. */
static bool is_tagged(const struct sip_preset *preset, const struct sip_message *m)
{
    struct sip_slice tag = sip_message_tag(m, m->is_response ? SIP_HDR_TO : SIP_HDR_FROM);

    return preset->tag != NULL && tag.n > 0 && sip_slice_find(tag, preset->tag) != NULL;
}

static bool is_at(const struct device *device, const struct sip_endpoint *end)
{
    return device->ip.family == end->family &&
           memcmp(device->ip.address, end->address, sizeof(end->address)) == 0;
}

sip_preset_set sip_presets_of(const struct sip_presets *presets, const struct sip_packet *packet,
                              bool (*is_ims)(const struct sip_message *m))
{
    sip_preset_set set = 0;

    for (unsigned i = 0; presets->chosen >> i != 0; i++) {
        const struct sip_preset *preset = &sip_presets_all[i];
        if ((preset->ims && is_ims(packet->message)) || is_named(preset, packet->message) ||
            is_tagged(preset, packet->message)) {
            set |= (sip_preset_set)(1U << i);
        }
    }
    for (unsigned i = 0; i < presets->devices->len; i++) {
        const struct device *device = &g_array_index(presets->devices, struct device, i);
        if (is_at(device, &packet->source)) {
            set |= device->preset;
        }
    }
    return set & presets->chosen;
}

/* By the numbers of rules: the presets that silence each. Made on first use. */
static const sip_preset_set *silencers(void)
{
    static sip_preset_set *sets;

    if (sets == NULL) {
        sets = g_new0(sip_preset_set, sip_rules_count());
        for (unsigned i = 0; i < sip_presets_count; i++) {
            for (unsigned j = 0; j < SIP_PRESET_MAX_RULES; j++) {
                const char *id = sip_presets_all[i].rules[j].id;
                int number = id != NULL ? sip_rule_find(id) : -1;
                if (number >= 0) {
                    sets[number] |= (sip_preset_set)(1U << i);
                }
            }
        }
    }
    return sets;
}

bool sip_presets_silence(sip_preset_set presets, unsigned rule)
{
    return presets != 0 && rule < sip_rules_count() && (silencers()[rule] & presets) != 0;
}
