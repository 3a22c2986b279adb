/*
 * hanji-sleep: takes the key away from the kernel when the computer sleeps, its
 * lid is closed or its screen is locked.
 *
 * `hanji unlock` starts it with the id of the vault as input; it answers
 * "ready" and stays until the key is gone.  A program of its own, because it
 * stays: it never has the key, only the right to revoke it.
 *
 * It listens to logind (org.freedesktop.login1(5)) and holds a delay lock, so
 * that the computer does not sleep before the key is gone.  Exit 1: nobody
 * here tells of sleep.
 */
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

#include "cli/access/unlock.h"

#define LOGIND "org.freedesktop.login1"
#define LOGIND_PATH "/org/freedesktop/login1"
#define MANAGER LOGIND ".Manager"
#define ID_LEN 32
#define LOOK_SECONDS 3

struct watch {
	char id[ID_LEN + 1];
	GDBusConnection *bus;
	GMainLoop *loop;
	int delay; /* descriptor of the delay lock */
	bool lid; /* it was closed when last looked at */
	bool due; /* the key should be gone */
};

static void
lock(struct watch *w)
{
	struct hj_error err = HJ_ERROR;

	/* Else again at the next look. */
	w->due = true;
	if (unlock_drop(w->id, &err) == HJ_OK)
		g_main_loop_quit(w->loop);
}

static void
on_sleep(GDBusConnection *bus, const gchar *sender, const gchar *path,
    const gchar *interface, const gchar *signal, GVariant *what, gpointer to)
{
	gboolean begins = FALSE;

	(void)bus, (void)sender, (void)path, (void)interface, (void)signal;
	if (g_variant_is_of_type(what, G_VARIANT_TYPE("(b)")))
		g_variant_get(what, "(b)", &begins);
	if (begins)
		lock(to);
}

static void
on_screen_lock(GDBusConnection *bus, const gchar *sender, const gchar *path,
    const gchar *interface, const gchar *signal, GVariant *what, gpointer to)
{
	(void)bus, (void)sender, (void)path, (void)interface, (void)signal;
	(void)what;
	lock(to);
}

static void
on_silence(GDBusConnection *bus, gboolean vanished, GError *why, gpointer to)
{
	(void)bus, (void)vanished, (void)why;
	lock(to);
}

static GVariant *
ask(const struct watch *w, const char *interface, const char *method,
    GVariant *with, const char *type, GUnixFDList **fds)
{
	return g_dbus_connection_call_with_unix_fd_list_sync(w->bus, LOGIND,
	    LOGIND_PATH, interface, method, with, G_VARIANT_TYPE(type),
	    G_DBUS_CALL_FLAGS_NONE, LOOK_SECONDS * 1000, NULL, fds, NULL, NULL);
}

static bool
lid_is_closed(const struct watch *w)
{
	GVariant *answer, *value = NULL;
	bool closed;

	answer = ask(w, "org.freedesktop.DBus.Properties", "Get",
	    g_variant_new("(ss)", MANAGER, "LidClosed"), "(v)", NULL);
	if (answer == NULL)
		return false;
	g_variant_get(answer, "(v)", &value);
	closed = g_variant_is_of_type(value, G_VARIANT_TYPE_BOOLEAN) &&
	    g_variant_get_boolean(value);
	g_variant_unref(value);
	g_variant_unref(answer);
	return closed;
}

/* logind sends no signal for the lid.  Who works with a closed one, at a
 * screen of their own, goes on. */
static gboolean
look(gpointer to)
{
	struct watch *w = to;
	bool lid = lid_is_closed(w);

	if (w->due || (lid && !w->lid))
		lock(w);
	else if (!unlock_is_kept(w->id))
		g_main_loop_quit(w->loop);
	w->lid = lid;
	return G_SOURCE_CONTINUE;
}

/* Held as long as the descriptor is open: logind waits for that. */
static bool
delay_sleep(struct watch *w)
{
	GUnixFDList *fds = NULL;
	GVariant *answer;
	gint32 at = -1;

	answer = ask(w, MANAGER, "Inhibit",
	    g_variant_new("(ssss)", "sleep", "hanji",
		"the vault is locked first", "delay"),
	    "(h)", &fds);
	if (answer == NULL)
		return false;
	g_variant_get(answer, "(h)", &at);
	if (fds != NULL)
		w->delay = g_unix_fd_list_get(fds, at, NULL);
	g_clear_object(&fds);
	g_variant_unref(answer);
	return w->delay >= 0;
}

static bool
listen_to_system(struct watch *w)
{
	w->bus = g_bus_get_sync(G_BUS_TYPE_SYSTEM, NULL, NULL);
	if (w->bus == NULL)
		return false;
	g_dbus_connection_set_exit_on_close(w->bus, FALSE);
	w->loop = g_main_loop_new(NULL, FALSE);
	(void)g_signal_connect(w->bus, "closed", G_CALLBACK(on_silence), w);
	(void)g_dbus_connection_signal_subscribe(w->bus, LOGIND, MANAGER,
	    "PrepareForSleep", LOGIND_PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
	    on_sleep, w, NULL);
	(void)g_dbus_connection_signal_subscribe(w->bus, LOGIND,
	    LOGIND ".Session", "Lock", NULL, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
	    on_screen_lock, w, NULL);
	(void)g_timeout_add_seconds(LOOK_SECONDS, look, w);
	w->lid = lid_is_closed(w);
	return delay_sleep(w);
}

/* One for each vault and user: the name ends with the process. */
static bool
is_first(const struct watch *w)
{
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int n = g_snprintf(name.sun_path + 1, sizeof(name.sun_path) - 1,
	    "hanji-sleep:%u:%s", (unsigned)getuid(), w->id);

	return fd < 0 ||
	    bind(fd, (struct sockaddr *)&name,
		(socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 +
		    (size_t)n)) == 0;
}

static bool
read_id(struct watch *w)
{
	size_t got = 0;
	ssize_t n = 1;

	while (got < ID_LEN && n > 0) {
		n = read(STDIN_FILENO, w->id + got, ID_LEN - got);
		got += n > 0 ? (size_t)n : 0;
	}
	return got == ID_LEN &&
	    strspn(w->id, "0123456789abcdef") == (size_t)ID_LEN;
}

static void
answer(void)
{
	if (write(STDOUT_FILENO, "ready", 5) < 0)
		_exit(1);
	(void)close(STDOUT_FILENO);
}

int
main(void)
{
	const struct rlimit none = { 0, 0 };
	struct watch w = { .delay = -1 };

	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	(void)setrlimit(RLIMIT_CORE, &none);
	if (!read_id(&w))
		return 1;
	/* Whoever started it waits for the answer, not for the end. */
	if (fork() != 0)
		return 0;
	(void)setsid();
	/* A medium under it could not be taken out. */
	if (chdir("/") != 0)
		return 1;
	if (!is_first(&w)) {
		answer();
		return 0;
	}
	if (!listen_to_system(&w))
		return 1;
	answer();
	g_main_loop_run(w.loop);
	return 0;
}
