/* tree.h
 * Shows the record of a frame: items in the packet's tree, and expert infos.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_EPAN_TREE_H
#define SIP_EPAN_TREE_H

#include "epan/record.h"

/* Adds one item "SIP Response Semantics" for each response of the frame. tree may be NULL: then
 * the expert infos are raised for the code that counts them. */
void tree_draw(packet_info *pinfo, proto_tree *tree, const struct message_record *record);

#endif
