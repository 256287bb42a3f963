/* capture.h
 * The SIP messages of the captures in captures/, without Wireshark: those that a whole packet holds over
 * UDP or TCP, which are nearly all.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_TESTS_UNIT_CAPTURE_H
#define SIP_TESTS_UNIT_CAPTURE_H

#include "history/packet.h"

/* Called for each message; it lasts during the call. */
typedef void (*capture_message)(void *user, const struct sip_packet *packet);

/* Reads every capture, and fails the test where one cannot be read. Gives their number. */
unsigned captures_read(capture_message on_message, void *user);

#endif
