/* compat.h
 * Every difference between the Wireshark releases that this plugin is built for. No other file
 * asks for a version.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_COMPAT_H
#define SIP_COMPAT_H

#include <stdbool.h>
#include <stdlib.h>
#include <ws_version.h>

#define WIRESHARK_IS_AT_LEAST(major, minor) \
    (WIRESHARK_VERSION_MAJOR > (major) ||   \
     (WIRESHARK_VERSION_MAJOR == (major) && WIRESHARK_VERSION_MINOR >= (minor)))

/* Tables of names moved from libwireshark to libwsutil in 4.6. */
#if WIRESHARK_IS_AT_LEAST(4, 6)
#include <wsutil/value_string.h>
#else
#include <epan/value_string.h>
#endif

/* The group of statistics that show in the Telephony menu: the one after RSerPool's, whose name was
 * changed between 4.0 and 4.4. */
#define COMPAT_TELEPHONY_MENU ((register_stat_group_t)(REGISTER_STAT_GROUP_RSERPOOL + 1))

/* From 4.4 on a plugin says what it adds to Wireshark. */
#if WIRESHARK_IS_AT_LEAST(4, 4)
#include <wsutil/plugins.h>
#define SIP_COMPAT_HAS_PLUGIN_DESCRIBE 1
#endif

/* The function that starts a statistic of -z returns from 4.6 on whether it could; before, it ends the program. */
#if WIRESHARK_IS_AT_LEAST(4, 6)
#define COMPAT_STARTS bool
#define COMPAT_STARTED(ok) return (ok)
#else
#define COMPAT_STARTS void
#define COMPAT_STARTED(ok) \
    if (!(ok)) {           \
        exit(1);           \
    }
#endif

/* What callbacks return: bool from 4.4 on, GLib's int before. */
#if WIRESHARK_IS_AT_LEAST(4, 4)
typedef bool compat_bool;
#else
typedef int compat_bool;
#endif

/* From 4.6 on the data of a record lie within it; before, in a buffer beside it. */
#if WIRESHARK_IS_AT_LEAST(4, 6)
#define COMPAT_WTAP_REC_INIT(record) wtap_rec_init(record, 1514)
#define COMPAT_WTAP_READ(file, record, data, code, detail, offset) \
    wtap_read(file, record, code, detail, offset)
#define COMPAT_WTAP_DUMP(dumper, record, data, code, detail) wtap_dump(dumper, record, code, detail)
#else
#define COMPAT_WTAP_REC_INIT(record) wtap_rec_init(record)
#define COMPAT_WTAP_READ(file, record, data, code, detail, offset) \
    wtap_read(file, record, data, code, detail, offset)
#define COMPAT_WTAP_DUMP(dumper, record, data, code, detail) \
    wtap_dump(dumper, record, ws_buffer_start_ptr(data), code, detail)
#endif

/* Before 4.2 libwiretap loses a capture's names of addresses when it copies it. */
#if !WIRESHARK_IS_AT_LEAST(4, 2)
#define COMPAT_NAMES_ARE_NOT_COPIED 1
#endif

#endif
