/*
 * logind.c: what hanji-sleep needs of logind, on the bus that
 * DBUS_SYSTEM_BUS_ADDRESS names.  Says "here" when it has its name and "held"
 * when somebody holds a delay lock; reads words: "sleep", "screen" and "lid" do
 * what they say, and "held?" answers "yes" as long as the lock is held.
 */
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

static const char introspection[] =
    "<node><interface name='org.freedesktop.login1.Manager'>"
    "<method name='Inhibit'>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='h' direction='out'/></method>"
    "<property name='LidClosed' type='b' access='read'/>"
    "<signal name='PrepareForSleep'><arg type='b'/></signal>"
    "</interface></node>";

struct fake {
	GDBusConnection *bus;
	GMainLoop *loop;
	gboolean lid;
	int held; /* our end of the last lock */
};

static void
say(const char *word)
{
	(void)puts(word);
	(void)fflush(stdout);
}

static void
on_call(GDBusConnection *bus, const gchar *sender, const gchar *path,
    const gchar *interface, const gchar *method, GVariant *with,
    GDBusMethodInvocation *call, gpointer to)
{
	struct fake *f = to;
	GUnixFDList *fds = g_unix_fd_list_new();
	int ends[2] = { -1, -1 };

	(void)bus, (void)sender, (void)path, (void)interface, (void)method;
	(void)with;
	if (pipe(ends) == 0 && g_unix_fd_list_append(fds, ends[1], NULL) == 0)
		g_dbus_method_invocation_return_value_with_unix_fd_list(call,
		    g_variant_new("(h)", 0), fds);
	(void)close(ends[1]);
	g_object_unref(fds);
	f->held = ends[0];
	say("held");
}

static GVariant *
on_get(GDBusConnection *bus, const gchar *sender, const gchar *path,
    const gchar *interface, const gchar *property, GError **why, gpointer to)
{
	const struct fake *f = to;

	(void)bus, (void)sender, (void)path, (void)interface, (void)property;
	(void)why;
	return g_variant_new_boolean(f->lid);
}

static void
emit(struct fake *f, const char *path, const char *interface,
    const char *signal, GVariant *what)
{
	(void)g_dbus_connection_emit_signal(f->bus, NULL, path, interface,
	    signal, what, NULL);
	(void)g_dbus_connection_flush_sync(f->bus, NULL, NULL);
}

/* Hung up: nobody has the other end any more. */
static const char *
is_held(const struct fake *f)
{
	struct pollfd p = { .fd = f->held, .events = POLLIN };

	return f->held >= 0 && poll(&p, 1, 0) == 0 ? "yes" : "no";
}

static gboolean
on_word(GIOChannel *in, GIOCondition what, gpointer to)
{
	struct fake *f = to;
	gchar *word = NULL;

	(void)what;
	if (g_io_channel_read_line(in, &word, NULL, NULL, NULL) !=
	    G_IO_STATUS_NORMAL) {
		g_main_loop_quit(f->loop);
		return FALSE;
	}
	(void)g_strchomp(word);
	if (strcmp(word, "sleep") == 0)
		emit(f, "/org/freedesktop/login1",
		    "org.freedesktop.login1.Manager", "PrepareForSleep",
		    g_variant_new("(b)", TRUE));
	else if (strcmp(word, "screen") == 0)
		emit(f, "/org/freedesktop/login1/session/_31",
		    "org.freedesktop.login1.Session", "Lock", NULL);
	else if (strcmp(word, "lid") == 0)
		f->lid = TRUE;
	else
		say(is_held(f));
	g_free(word);
	return TRUE;
}

static void
on_name(GDBusConnection *bus, const gchar *name, gpointer to)
{
	(void)bus, (void)name, (void)to;
	say("here");
}

int
main(void)
{
	static const GDBusInterfaceVTable vtable = {
		.method_call = on_call,
		.get_property = on_get,
	};
	struct fake f = { .held = -1 };
	GDBusNodeInfo *node = g_dbus_node_info_new_for_xml(introspection, NULL);

	f.bus = g_bus_get_sync(G_BUS_TYPE_SYSTEM, NULL, NULL);
	if (f.bus == NULL)
		return 1;
	f.loop = g_main_loop_new(NULL, FALSE);
	if (g_dbus_connection_register_object(f.bus, "/org/freedesktop/login1",
		node->interfaces[0], &vtable, &f, NULL, NULL) == 0)
		return 1;
	(void)g_bus_own_name_on_connection(f.bus, "org.freedesktop.login1",
	    G_BUS_NAME_OWNER_FLAGS_NONE, on_name, NULL, NULL, NULL);
	(void)g_io_add_watch(g_io_channel_unix_new(STDIN_FILENO),
	    G_IO_IN | G_IO_HUP, on_word, &f);
	g_main_loop_run(f.loop);
	g_dbus_node_info_unref(node);
	g_main_loop_unref(f.loop);
	return 0;
}
