/* service_route.c
 * What registrars have told clients about routes, and when that is known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <string.h>

#include "history/service_route.h"
#include "registering.h"

void test_service_route_register(void);

#define CONTACT "Contact: <sip:a@h>\r\n"
#define ROUTE_A "Service-Route: <sip:a.example.com;lr>\r\n"
#define ROUTE_B "Service-Route: <sip:b.example.com;lr>\r\n"

struct world {
    struct sip_transactions *transactions;
    struct sip_services *services;
    uint32_t frame, cseq;
};

static struct world begin(void)
{
    return (struct world){sip_transactions_new(ignore_closing, NULL), sip_services_new(), 1, 1};
}

static void end(struct world *w)
{
    sip_services_free(w->services);
    sip_transactions_free(w->transactions);
}

/* The next REGISTER of the client at 192.0.2.1, and its response. */
static void pass(struct world *w, const char *asked, const char *status, const char *answered)
{
    struct registering r;

    registering_begin(&r, w->transactions, 1, w->cseq++, asked, status, answered, w->frame, 0);
    w->frame += 2;
    sip_services_note_request(w->services, r.t, &r.out);
    if (r.response.code == 401) {
        sip_services_note_challenge(w->services, r.t, &r.request);
    } else if (r.response.code == 200) {
        sip_services_note(w->services, r.t, &r.back, &r.request);
    }
    registering_over(&r);
}

/* What is known of the user a@example.com at 192.0.2.host. */
static const struct sip_service *find(const struct world *w, uint8_t host)
{
    struct sip_endpoint client = {.family = 4, .address = {192, 0, 2, host}, .port = 5060};
    char text[] = "INVITE sip:b@example.com SIP/2.0\r\nFrom: <sip:a@example.com>\r\n\r\n";
    struct sip_message m;

    read_text(&m, text);
    return sip_services_find(w->services, &m, &client);
}

/* Each 2xx that brings something else is kept beside those before it; one that brings the same is not. */
static void test_kept(void)
{
    struct world w = begin();

    g_assert_null(find(&w, 1));
    pass(&w, CONTACT, "200 OK", "");
    g_assert_null(find(&w, 1));
    pass(&w, CONTACT, "200 OK",
         ROUTE_A "Service-Route: <sip:s.example.com;lr>\r\nPath: <sip:p.example.com;lr>\r\n");
    const struct sip_service *known = find(&w, 1);
    g_assert_nonnull(known);
    g_assert_cmpstr(known[0].route, ==, "<sip:a.example.com;lr>, <sip:s.example.com;lr>");
    g_assert_cmpstr(known[0].path, ==, "<sip:p.example.com;lr>");
    g_assert_cmpuint(known[0].frame, ==, 4);
    g_assert_cmpuint(known[1].frame, ==, 0);
    g_assert_null(find(&w, 2));

    pass(&w, CONTACT, "200 OK", ROUTE_B);
    pass(&w, CONTACT, "200 OK", ROUTE_B);
    g_assert_cmpstr(known[0].route, ==, "<sip:b.example.com;lr>");
    g_assert_null(known[0].path);
    g_assert_cmpuint(known[0].frame, ==, 6);
    g_assert_cmpuint(known[1].frame, ==, 4);
    g_assert_cmpuint(known[2].frame, ==, 0);

    pass(&w, CONTACT, "200 OK", "");
    g_assert_null(known[0].route);
    g_assert_cmpuint(known[0].frame, ==, 10);
    g_assert_cmpuint(known[1].frame, ==, 6);
    end(&w);
}

/* Since a REGISTER whose 2xx was not seen, something else may hold. */
static void test_asked_again(void)
{
    struct world w = begin();

    pass(&w, CONTACT, "200 OK", ROUTE_A);
    const struct sip_service *known = find(&w, 1);
    g_assert_cmpuint(known->asked_frame, ==, 0);
    pass(&w, CONTACT, "401 Unauthorized", "");
    g_assert_cmpuint(known->asked_frame, ==, 3);
    pass(&w, CONTACT, "200 OK", ROUTE_A);
    g_assert_cmpuint(known->asked_frame, ==, 0);
    g_assert_cmpuint(known->frame, ==, 2);

    /* After a number that is not there, the same list is a new one. */
    w.cseq += 3;
    pass(&w, CONTACT, "200 OK", ROUTE_A);
    g_assert_cmpuint(known[0].frame, ==, 8);
    g_assert_cmpuint(known[1].frame, ==, 2);
    end(&w);
}

/* A query leaves all as it is; nothing is known once the client is not registered any more, … */
static void test_over(void)
{
    struct world w = begin();

    pass(&w, CONTACT, "200 OK", ROUTE_A);
    const struct sip_service *known = find(&w, 1);
    pass(&w, "", "200 OK", "");
    g_assert_cmpuint(known->frame, ==, 2);
    pass(&w, "Contact: *\r\nExpires: 0\r\n", "200 OK", ROUTE_A);
    g_assert_cmpuint(known->frame, ==, 0);

    /* … or another flow of it may hold beside this one (RFC 5626). */
    pass(&w, CONTACT, "200 OK", ROUTE_A);
    g_assert_cmpuint(known->frame, ==, 8);
    pass(&w, "Contact: <sip:a@h>;+sip.instance=\"<x>\";reg-id=2\r\n", "200 OK", ROUTE_B);
    g_assert_cmpstr(known[0].route, ==, "<sip:b.example.com;lr>");
    g_assert_cmpuint(known[1].frame, ==, 0);
    end(&w);
}

void test_service_route_register(void)
{
    g_test_add_func("/service-route/kept", test_kept);
    g_test_add_func("/service-route/asked-again", test_asked_again);
    g_test_add_func("/service-route/over", test_over);
}
