/* main.c
 * Runs the unit tests of the core. Each file of this folder tests the noun that it is named after.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>

void test_body_register(void);
void test_auth_register(void);
void test_calls_register(void);
void test_challenged_register(void);
void test_code_register(void);
void test_compare_register(void);
void test_custom_register(void);
void test_presets_register(void);
void test_cost_register(void);
void test_dialog_register(void);
void test_format_register(void);
void test_header_register(void);
void test_host_register(void);
void test_many_register(void);
void test_message_register(void);
void test_mask_register(void);
void test_nonce_register(void);
void test_offer_register(void);
void test_registrar_register(void);
void test_replaces_register(void);
void test_report_register(void);
void test_rules_register(void);
void test_server_register(void);
void test_service_route_register(void);
void test_slice_register(void);
void test_stream_register(void);
void test_kept_register(void);
void test_texts_register(void);
void test_transaction_register(void);
void test_uri_register(void);
void test_value_register(void);
void test_via_register(void);

int main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    test_slice_register();
    test_texts_register();
    test_header_register();
    test_message_register();
    test_value_register();
    test_host_register();
    test_uri_register();
    test_via_register();
    test_auth_register();
    test_body_register();
    test_format_register();
    test_code_register();
    test_compare_register();
    test_mask_register();
    test_report_register();
    test_rules_register();
    test_custom_register();
    test_presets_register();
    test_kept_register();
    test_stream_register();
    test_transaction_register();
    test_cost_register();
    test_dialog_register();
    test_offer_register();
    test_server_register();
    test_calls_register();
    test_nonce_register();
    test_challenged_register();
    test_registrar_register();
    test_service_route_register();
    test_replaces_register();
    test_many_register();
    return g_test_run();
}
